import { RaisedError, raised } from './errors.ts';
import { limits } from './limits.ts';
import { numberOf, textOf } from './operators.ts';
import type { HttpResponse, SendHttp } from './send-http.ts';
import { toJson } from './to-json.ts';
import { fromJson, isList, isMap, type Value, type ValueMap } from './value.ts';

export interface HttpClient {
  send: SendHttp;
  /** An OIDC token for the audience. */
  identityToken: (audience: string) => string | Promise<string>;
}

const userAgent = 'GoogleCloudWorkflows; (+https://cloud.google.com/workflows/docs)';

/**
 * `http.get`, `http.post` … with their arguments.
 * @returns the map {code, headers, body}
 * @throws RaisedError HttpError for a status of 300 and more, or what kept the answer away.
 */
export async function callHttp(
  callee: string,
  args: ReadonlyMap<string, Value>,
  client: HttpClient,
  signal: AbortSignal,
): Promise<Value> {
  const url = readUrl(args);
  const headers = new Headers({ 'user-agent': userAgent });
  for (const [name, value] of mapArgument(args, 'headers')) headers.set(name, plain(value, name));
  const body = encodeBody(args.get('body') ?? null, headers);
  const token = await readToken(mapArgument(args, 'auth'), url, client);
  if (token !== null) headers.set('authorization', `Bearer ${token}`);

  const seconds = readTimeout(args);
  const timeout = AbortSignal.timeout(seconds * 1000);
  try {
    const response = await client.send(
      { method: readMethod(callee, args), url, headers: Object.fromEntries(headers), body },
      AbortSignal.any([signal, timeout]),
    );
    return readResponse(response);
  } catch (error) {
    if (!signal.aborted && timeout.aborted && !(error instanceof RaisedError)) {
      throw raised('TimeoutError', `no answer from ${url.host} within ${seconds} seconds`);
    }
    throw error;
  }
}

function readUrl(args: ReadonlyMap<string, Value>): URL {
  const text = args.get('url');
  if (typeof text !== 'string' || !/^https?:/.test(text) || !URL.canParse(text)) {
    throw raised('ValueError', `no URL: ${typeof text === 'string' ? text : 'not a string'}`);
  }
  const url = new URL(text);
  for (const [name, value] of mapArgument(args, 'query')) {
    const values = isList(value) ? value : [value];
    for (const one of values) url.searchParams.append(name, plain(one, name));
  }
  return url;
}

function readMethod(callee: string, args: ReadonlyMap<string, Value>): string {
  if (callee !== 'http.request') return callee.slice('http.'.length).toUpperCase();
  const method = args.get('method');
  if (typeof method === 'string' && /^[A-Za-z]+$/.test(method)) return method.toUpperCase();
  throw raised('ValueError', 'method must be the name of an HTTP method');
}

function readTimeout(args: ReadonlyMap<string, Value>): number {
  const { default: usual, max } = limits.httpTimeoutSeconds;
  const seconds = numberOf(args.get('timeout') ?? usual);
  if (seconds !== null && seconds > 0 && seconds <= max) return seconds;
  throw raised('ValueError', `timeout must be a number of seconds up to ${max}`);
}

async function readToken(auth: ValueMap, url: URL, client: HttpClient): Promise<string | null> {
  if (!auth.has('type')) return null;
  const audience = auth.get('audience') ?? url.href;
  if (typeof audience !== 'string') throw raised('TypeError', 'audience must be a string');
  try {
    return await client.identityToken(audience);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    throw raised('AuthError', `no identity token for ${audience}: ${reason}`);
  }
}

/** JSON unless the headers say something else; sets the content type where they say nothing. */
function encodeBody(body: Value, headers: Headers): Uint8Array | null {
  if (body === null) return null;
  const isBytes = body instanceof Uint8Array;
  const usual = isBytes ? 'application/octet-stream' : 'application/json; charset=utf-8';
  const type = headers.get('content-type') ?? usual;
  headers.set('content-type', type);
  if (isBytes) return body;
  if (isJson(type)) return Buffer.from(JSON.stringify(toJson(body)));
  if (typeof body === 'string') return Buffer.from(body);
  throw raised('TypeError', `a body of type ${type} must be a string or bytes`);
}

function readResponse({ code, headers, body }: HttpResponse): Value {
  const response = new Map<string, Value>([
    ['code', code],
    ['headers', fromJson(headers)],
    ['body', decodeBody(headers['content-type'] ?? '', body)],
  ]);
  if (code >= 200 && code < 300) return response;
  throw new RaisedError(
    new Map<string, Value>([
      ...response,
      ['message', `HTTP server responded with error code ${code}`],
      ['tags', ['HttpError']],
    ]),
  );
}

function decodeBody(type: string, body: Uint8Array): Value {
  const text = Buffer.from(body).toString();
  if (isJson(type)) {
    try {
      return fromJson(JSON.parse(text));
    } catch {
      return text;
    }
  }
  return type.startsWith('text/') ? text : body;
}

function isJson(type: string): boolean {
  return /^application\/(?:[\w.-]+\+)?json\b/.test(type);
}

function mapArgument(args: ReadonlyMap<string, Value>, name: string): ValueMap {
  const value = args.get(name) ?? null;
  if (value === null) return new Map();
  if (isMap(value)) return value;
  throw raised('TypeError', `${name} must be a map`);
}

function plain(value: Value, name: string): string {
  const text = textOf(value);
  if (text === null) throw raised('TypeError', `${name} must be a string, a number or a boolean`);
  return text;
}
