import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

interface Method {
  path: string;
  parameters: Readonly<Record<string, Parameter>>;
  response?: { $ref: string };
}

interface Parameter {
  type: string;
  location: 'query' | 'path';
  required?: boolean;
  minimum?: string;
  enum?: string[];
}

const file = new URL('../contracts/drive.v3.json', import.meta.url);
export const contract = JSON.parse(readFileSync(file, 'utf8')) as {
  parameters: Readonly<Record<string, Parameter>>;
  methods: Readonly<Record<string, Method>>;
  schemas: Readonly<Record<string, object>>;
};

const errorSchema = {
  type: 'object',
  required: ['error'],
  additionalProperties: false,
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'errors'],
      additionalProperties: false,
      properties: {
        code: { type: 'integer' },
        message: { type: 'string' },
        status: { type: 'string' },
        errors: {
          type: 'array',
          minItems: 1,
          items: {
            type: 'object',
            required: ['message', 'reason'],
            additionalProperties: false,
            properties: {
              message: { type: 'string' },
              domain: { enum: ['global', 'usageLimits'] },
              reason: { type: 'string' },
              location: { type: 'string' },
              locationType: { enum: ['parameter', 'header'] },
            },
          },
        },
      },
    },
  },
};

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addFormat('int64', /^-?\d+$/);
ajv.addSchema({
  $id: 'drive',
  definitions: { ...(asJsonSchema(contract.schemas) as object), error: errorSchema },
});

/** A discovery document names its schemas without a pointer, and means no fields but its own. */
function asJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asJsonSchema);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, asJsonSchema(field)]),
  );
  if (typeof inner.id === 'string') delete inner.id;
  if (typeof inner.$ref === 'string') return { $ref: `#/definitions/${inner.$ref}` };
  const isClosed = inner.type === 'object' && inner.properties && !inner.additionalProperties;
  return isClosed ? { ...inner, additionalProperties: false } : inner;
}

/** @throws when Google's description of its API does not allow this answer to this request */
export function requireContract(url: URL, status: number, body: unknown): void {
  const [name, method] = findMethod(url.pathname);
  if (status >= 400) {
    requireSchema('error', body, url);
    return;
  }
  if (method?.response === undefined) throw new Error(`${url.pathname} answers no JSON`);
  requireSchema(method.response.$ref, body, url);
  const problem = parameterProblem(method, url.searchParams);
  if (problem !== null) throw new Error(`${name} took ${problem}`);
}

/** @throws when it is not what its method is described to take; for what answers no JSON */
export function requireParameters(url: URL): void {
  const [name, method] = findMethod(url.pathname);
  const problem =
    method === undefined ? 'no such method' : parameterProblem(method, url.searchParams);
  if (problem !== null) throw new Error(`${name} took ${problem}`);
}

function requireSchema(name: string, body: unknown, url: URL): void {
  const validate = ajv.getSchema(`drive#/definitions/${name}`);
  if (validate === undefined) throw new Error(`The contract has no ${name}`);
  if (validate(body) !== true) {
    throw new Error(`${url.pathname}${url.search}: ${ajv.errorsText(validate.errors)}`);
  }
}

function findMethod(pathname: string): [string, Method | undefined] {
  const path = pathname.replace(/^\/drive\/v3\//, '');
  const found = Object.entries(contract.methods)
    // Paths without a variable go first: changes/startPageToken is no id.
    .sort(
      ([, left], [, right]) => Number(left.path.includes('{')) - Number(right.path.includes('{')),
    )
    .find(([, method]) => new RegExp(`^${method.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path));
  return found ?? [pathname, undefined];
}

function parameterProblem(method: Method, query: URLSearchParams): string | null {
  const known = { ...contract.parameters, ...method.parameters };
  for (const [name, value] of query) {
    const parameter = known[name];
    if (parameter?.location !== 'query') return `${name}, which it does not have`;
    if (!isOfType(value, parameter)) return `${name}=${value}, which is no ${parameter.type}`;
  }
  const missing = Object.entries(method.parameters).find(
    ([name, { location, required }]) => location === 'query' && required && !query.has(name),
  );
  return missing === undefined ? null : `no ${missing[0]}`;
}

/** A page larger than the maximum is "coerced", as the description says. */
function isOfType(value: string, parameter: Parameter): boolean {
  if (parameter.enum !== undefined) return parameter.enum.includes(value);
  if (parameter.type === 'boolean') return value === 'true' || value === 'false';
  if (parameter.type !== 'integer') return true;
  return /^\d+$/.test(value) && Number(value) >= Number(parameter.minimum ?? 0);
}
