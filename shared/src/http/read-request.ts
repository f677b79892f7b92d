import { isUtf8 } from 'node:buffer';
import type { Request } from '@google-cloud/functions-framework';
import { DocPilotError } from '../errors.ts';
import type { ApiRequest, Route } from './route.ts';

/** No route but the webhook's, which sets its own limit, needs a longer body. */
const defaultMaxBodyBytes = 256 * 1024;

/** The longest body that a route accepts. */
export function maxBodyBytesOf({ maxRawBytes }: Route): number {
  return maxRawBytes ?? defaultMaxBodyBytes;
}

/**
 * The query and the body of a request, as its route takes them.
 * @throws DocPilotError payload_too_large | unsupported_media_type | invalid_request
 */
export function readRequest(
  request: Request,
  route: Route,
): Pick<ApiRequest, 'body' | 'rawBody' | 'query'> {
  const rawBody = readRawBody(request, maxBodyBytesOf(route));
  const takesJson = route.method === 'POST' && route.maxRawBytes === undefined;
  const body = takesJson ? readJson(request, rawBody) : undefined;
  return { body, rawBody, query: readQuery(request) };
}

/** The body as it was sent; `guardBodies` has read it. */
function readRawBody({ rawBody = Buffer.alloc(0) }: Request, maxBytes: number): Buffer {
  if (rawBody.byteLength <= maxBytes) return rawBody;
  throw new DocPilotError(
    'payload_too_large',
    `The body has ${rawBody.byteLength} bytes; the limit is ${maxBytes}.`,
  );
}

function readJson(request: Request, body: Buffer): unknown {
  if (body.byteLength === 0) return {};
  if (!request.is('application/json')) {
    throw new DocPilotError(
      'unsupported_media_type',
      'The body must be JSON: send the header Content-Type: application/json.',
    );
  }
  const charset = /charset="?([^\s;"]+)/i.exec(request.get('content-type') ?? '')?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset) || !isUtf8(body)) {
    throw new DocPilotError(
      'unsupported_media_type',
      'The body’s encoding is not supported: send plain UTF-8 JSON.',
    );
  }
  try {
    return JSON.parse(body.toString('utf8'), wellFormed);
  } catch {
    throw new DocPilotError('invalid_request', 'The body is not valid JSON.');
  }
}

/** Postgres takes no half of a surrogate pair, which JSON can escape; neither does a reader. */
function wellFormed(_: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

/** A parameter that is repeated has the list of its values. */
function readQuery(request: Request): ApiRequest['query'] {
  // Not as a URL: an address such as `//` is none.
  const searchParams = new URLSearchParams(/\?(.*)/.exec(request.originalUrl)?.[1]);
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const values = searchParams.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? '')];
    }),
  );
}
