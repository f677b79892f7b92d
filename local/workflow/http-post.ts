import { RaisedError, raised } from './errors.ts';
import { limits } from './limits.ts';
import { numberOf } from './operators.ts';
import type { HttpResponse, SendHttp } from './send-http.ts';
import { toJson } from './to-json.ts';
import { fromJson, isMap, typeName, type Value } from './value.ts';

export interface HttpClient {
  send: SendHttp;
  /** An OIDC token for the audience. */
  identityToken: (audience: string) => string | Promise<string>;
}

const userAgent = 'GoogleCloudWorkflows; (+https://cloud.google.com/workflows/docs)';

/**
 * Runs `http.post` with its arguments; the body goes as JSON.
 * @returns the map {code, headers, body}
 * @throws RaisedError HttpError for a status outside 200 to 299, AuthError, or what `client.send` throws.
 */
export async function postHttp(
  args: ReadonlyMap<string, Value>,
  client: HttpClient,
  signal: AbortSignal,
): Promise<Value> {
  const url = readUrl(args.get('url') ?? null);
  const headers: Record<string, string> = { 'user-agent': userAgent };
  const body = args.get('body') ?? null;
  if (body !== null) headers['content-type'] = 'application/json; charset=utf-8';
  const encoded = body === null ? null : Buffer.from(JSON.stringify(toJson(body)));
  const token = await readToken(args.get('auth') ?? null, url, client);
  if (token !== null) headers.authorization = `Bearer ${token}`;

  const seconds = readTimeout(args.get('timeout') ?? null);
  const timeout = AbortSignal.timeout(seconds * 1000);
  try {
    const response = await client.send(
      { method: 'POST', url, headers, body: encoded },
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

function readUrl(url: Value): URL {
  if (typeof url === 'string' && /^https?:/.test(url) && URL.canParse(url)) return new URL(url);
  throw raised('ValueError', `not a URL: ${typeof url === 'string' ? url : typeName(url)}`);
}

function readTimeout(timeout: Value): number {
  const { default: usual, max } = limits.httpTimeoutSeconds;
  const seconds = numberOf(timeout ?? usual);
  if (seconds !== null && seconds > 0 && seconds <= max) return seconds;
  throw raised('ValueError', `timeout must be a number of seconds up to ${max}`);
}

async function readToken(auth: Value, url: URL, client: HttpClient): Promise<string | null> {
  if (!isMap(auth)) return null;
  const audience = auth.get('audience') ?? url.href;
  if (typeof audience !== 'string') throw raised('TypeError', 'audience must be a string');
  try {
    return await client.identityToken(audience);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    throw raised('AuthError', `no identity token for ${audience}: ${reason}`);
  }
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
