import type { IncomingHttpHeaders } from 'node:http';
import type { Logger } from '../log.ts';
import type { Activity } from '../store/requests/activity.ts';
import type { Caller } from './identify-callers.ts';

/** A request as its handler gets it. */
export interface ApiRequest {
  /** The parsed JSON body; undefined for GET and for a route that takes the raw body. */
  body: unknown;
  /** The body as it was sent. */
  rawBody: Buffer;
  headers: IncomingHttpHeaders;
  /** The caller's network address. */
  address: string;
  /** The header Accept prefers text/markdown to JSON. */
  wantsMarkdown: boolean;
  /** A parameter that is repeated has the list of its values. */
  query: Readonly<Record<string, string | readonly string[]>>;
  /** The path's parameters, for example `id` of `/:id`. */
  parameters: Readonly<Record<string, string>>;
  /** Who is asking; undefined where a route needs no key. */
  caller: Caller | undefined;
  /** Records what the caller does. */
  activity: Activity;
  log: Logger;
  /** Aborted at the request's timeout. */
  signal: AbortSignal;
}

export interface Reply {
  status?: number;
  headers?: Record<string, string | string[]>;
  /** An object is sent as JSON; a string or bytes as HTML, unless the headers name another type. */
  body: object | string | Buffer;
  /** The body keeps the characters of the documents that nobody sees. */
  asStored?: boolean;
}

export interface Route {
  method: 'GET' | 'POST';
  /** Relative to the function's root, for example `/` or `/:id`. */
  path: string;
  /**
   * `platform`: Google's IAM admits only the workflow, before the function is called.
   * `signature`: the handler checks the signature of the raw body.
   */
  auth: 'key' | 'none' | 'platform' | 'signature';
  /** The route takes a raw body of any type, up to this size; if undefined, it takes JSON. */
  maxRawBytes?: number;
  /**
   * Refuses a request by its headers, before its key is checked.
   * @throws DocPilotError
   */
  guard?(headers: IncomingHttpHeaders): void;
  /** What the header WWW-Authenticate of a 401 has besides: parameters of the scheme Bearer. */
  challenge?: string;
  /** As how many requests of the key a body counts; without it, as one. */
  countRequests?(body: unknown): number;
  /** A JSON body that it takes, for a caller who used another method. */
  example?: unknown;
  /** The time after which the caller gets a 504. Default: 10,000. */
  timeoutMs?: number;
  handle(request: ApiRequest): Promise<Reply>;
}

/**
 * Finds the route of a request.
 * @param path the request's path, which may start with the function's name: on the function's own
 *   address it does not, behind a gateway it may
 * @returns the route with the path's parameters, or the routes of other methods at that path (none:
 *   there is no such path)
 */
export function findRoute(
  routes: readonly Route[],
  functionName: string,
  method: string,
  path: string,
): { route: Route; parameters: Record<string, string> } | { others: Route[] } {
  const parts = path.split('/').filter((part) => part !== '');
  if (parts[0] === functionName) parts.shift();
  const others: Route[] = [];
  for (const route of routes) {
    const parameters = matchPath(route.path, parts);
    if (parameters === null) continue;
    if (route.method === method) return { route, parameters };
    others.push(route);
  }
  return { others };
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
