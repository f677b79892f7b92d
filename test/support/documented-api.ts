import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** The part of the OpenAPI document that tests use. */
export interface OpenApiDocument {
  openapi: string;
  info: { version: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, object>;
    headers: Record<string, Header>;
    securitySchemes: Record<string, object>;
  };
}

export interface Operation {
  operationId: string;
  security: Record<string, string[]>[];
  requestBody?: { content: Record<string, { example?: unknown }> };
  responses: Record<string, DocumentedResponse>;
}

interface DocumentedResponse {
  headers?: Record<string, Header | { $ref: string }>;
  content?: Record<string, { example?: unknown }>;
}

interface Header {
  required?: boolean;
  schema: { type: string };
}

export interface DocumentedApi {
  /** The operations by 'get /path', where the path starts with the function's name. */
  operations: Readonly<Record<string, Operation>>;
  /** 'get /path 200' for each answer that has been checked. */
  checked: ReadonlySet<string>;
  /**
   * Checks an answer against the documentation of its operation: status, type, headers, body.
   * @param operation 'get /path'
   * @returns its JSON, or its text
   * @throws if it is not as documented
   */
  check(operation: string, response: Response): Promise<unknown>;
  /** Checks a request, or an example of one, against the schema at a place in the document. */
  validate(place: readonly string[], value: unknown): void;
}

export async function readDocument(url: string): Promise<OpenApiDocument> {
  const response = await fetch(`${url}/home/openapi.json`);
  if (!response.ok) throw new Error(`openapi.json answered ${response.status}`);
  return (await response.json()) as OpenApiDocument;
}

export function documentedApi(document: OpenApiDocument): DocumentedApi {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, 'openapi');
  const compiled = new Map<string, ValidateFunction>();
  const checked = new Set<string>();
  const operations = Object.fromEntries(
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation]),
    ),
  );

  function validate(place: readonly string[], value: unknown): void {
    const pointer = place
      .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    const check = compiled.get(pointer) ?? ajv.compile({ $ref: `openapi#/${pointer}` });
    compiled.set(pointer, check);
    if (check(value)) return;
    const problems = ajv.errorsText(check.errors, { dataVar: 'value' });
    throw new Error(`${place.join(' ')}: ${problems} in ${JSON.stringify(value)}`);
  }

  function checkHeaders(where: string, headers: Headers, described: DocumentedResponse): void {
    for (const [name, given] of Object.entries(described.headers ?? {})) {
      const header = '$ref' in given ? document.components.headers[name] : given;
      const value = headers.get(name);
      if (value === null && header?.required) throw new Error(`${where} has no header ${name}`);
      if (header?.schema.type === 'integer' && !/^[1-9]\d*$/.test(value ?? '')) {
        throw new Error(`${where} has the header ${name}: ${value}`);
      }
    }
  }

  async function check(operation: string, response: Response): Promise<unknown> {
    const where = `${operation} ${response.status}`;
    const text = await response.text();
    const described = operations[operation]?.responses[response.status];
    if (described === undefined) throw new Error(`${where} is not documented: ${text}`);
    checkHeaders(where, response.headers, described);
    checked.add(where);
    const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
    if (described.content === undefined) {
      if (text !== '') throw new Error(`${where} has a body: ${text}`);
      return text;
    }
    if (!(type in described.content)) throw new Error(`${where} is ${type}: ${text}`);
    if (type !== 'application/json') return text;
    const [method = '', path = ''] = operation.split(' ');
    const body: unknown = JSON.parse(text);
    const place = ['paths', path, method, 'responses', String(response.status), 'content', type];
    validate([...place, 'schema'], body);
    return body;
  }

  return { operations, checked, check, validate };
}

/**
 * The paths at which an operation is served on one machine: as in the cloud, and a shorter one.
 * @param parameters the path's parameters by name
 */
export function addressesOf(path: string, parameters: Record<string, string> = {}): string[] {
  const full = path.replace(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? `no-${name}`);
  const short = full
    .replace(/^\/home\b\/?/, '/')
    .replace(/^\/list\/documents/, '/documents')
    .replace(/^\/sync-sources/, '/sync_sources');
  return [...new Set([full, short])];
}
