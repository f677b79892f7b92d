import type { IncomingHttpHeaders } from 'node:http';
import type { Logger } from '../log.ts';

/** What a handler gets of a request. */
export interface ApiRequest {
  /** The parsed JSON body; undefined for GET, and where the route takes the raw one. */
  body: unknown;
  /** The body as it was sent, of a route that takes it raw. */
  rawBody: Buffer;
  headers: IncomingHttpHeaders;
  query: Readonly<Record<string, string>>;
  /** The path's named parts, for example `id` of `/:id`. */
  parameters: Readonly<Record<string, string>>;
  log: Logger;
  /** Aborted when the request's time is over. */
  signal: AbortSignal;
}

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON; a string or bytes as they are, as HTML unless the headers name another type. */
  body: object | string | Buffer;
}

export interface Route {
  method: 'GET' | 'POST';
  /** From the function's own root, for example `/` or `/:id`. */
  path: string;
  /**
   * `platform`: Google's IAM lets only the workflow in, before the function is called.
   * `signature`: the handler checks it, on the raw body.
   */
  auth: 'key' | 'none' | 'platform' | 'signature';
  /** Takes the body raw, of any type, up to so many bytes; without it, JSON. */
  maxRawBytes?: number;
  /**
   * Refuses a request by its headers, before its key is looked at.
   * @throws DocPilotError
   */
  guard?(headers: IncomingHttpHeaders): void;
  /** After this the caller gets a 504. Default 10,000. */
  timeoutMs?: number;
  handle(request: ApiRequest): Promise<Reply>;
}

/**
 * The route of a request.
 * @param path the request's path, with or without the function's own name in front: the first on
 *   the function's own address, the second where a gateway leaves the name in
 * @returns the route with the path's named parts, or the methods the path knows (none: no such path)
 */
export function findRoute(
  routes: readonly Route[],
  functionName: string,
  method: string,
  path: string,
): { route: Route; parameters: Record<string, string> } | { allowed: string[] } {
  const parts = path.split('/').filter((part) => part !== '');
  if (parts[0] === functionName) parts.shift();
  const allowed: string[] = [];
  for (const route of routes) {
    const parameters = matchPath(route.path, parts);
    if (parameters === null) continue;
    if (route.method === method) return { route, parameters };
    allowed.push(route.method);
  }
  return { allowed };
}

function matchPath(pattern: string, parts: readonly string[]): Record<string, string> | null {
  const wanted = pattern.split('/').filter((part) => part !== '');
  if (wanted.length !== parts.length) return null;
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const actual = parts[index] ?? '';
    if (part.startsWith(':')) parameters[part.slice(1)] = decode(actual);
    else if (part !== actual) return null;
  }
  return parameters;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
