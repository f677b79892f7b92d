import { isUtf8 } from 'node:buffer';
import type { HttpFunction, Request, Response } from '@google-cloud/functions-framework';
import { type Environment, optionalSetting } from '../config.ts';
import { DocPilotError } from '../errors.ts';
import { type Logger, traceField } from '../log.ts';
import { setAnswerHeaders } from './answer-headers.ts';
import { checkApiKey } from './api-keys.ts';
import type { LimitRequests } from './limit-requests.ts';
import { type ApiRequest, findRoute, type Reply, type Route } from './route.ts';
import { sendError } from './send-error.ts';
import { withoutDomains } from './without-domains.ts';

export interface FunctionOptions {
  /** The function's name, which may stand in front of its paths. */
  name: string;
  routes: readonly Route[];
  /** The valid keys; without any, routes that ask for a key let nobody in. */
  apiKeys?: readonly string[];
  /** Counts the requests of each key; without it, nobody does. */
  limit?: LimitRequests;
  log: Logger;
  environment: Environment;
}

const defaultTimeoutMs = 10_000;
/** The longest JSON body that any of these functions has a use for. */
const defaultMaxBodyBytes = 256 * 1024;

export interface ServedFunction extends HttpFunction {
  /** What it answers, for those who hold it against what is documented. */
  readonly routes: readonly Route[];
  /** The longest body that any of its routes takes. */
  readonly maxBodyBytes: number;
}

/** A function's handler: route, key, body, time limit, one error shape, one log line a request. */
export function serveFunction(options: FunctionOptions): ServedFunction {
  withoutDomains();
  const projectId = optionalSetting(options.environment, 'projectId');
  const handle = async (request: Request, response: Response) => {
    const startedAt = performance.now();
    const requestId = setAnswerHeaders(request, response);
    const log = options.log.child({
      requestId,
      ...traceField(request.get('traceparent'), projectId),
    });
    try {
      send(response, await answer(request, response, options, log));
    } catch (error) {
      sendError(response, error, log);
    }
    log.info(
      {
        httpRequest: {
          requestMethod: request.method,
          requestUrl: request.path,
          status: response.statusCode,
          latency: `${((performance.now() - startedAt) / 1000).toFixed(4)}s`,
        },
      },
      'request',
    );
  };
  const maxBodyBytes = Math.max(...options.routes.map(maxBytesOf));
  return Object.assign(handle, { routes: options.routes, maxBodyBytes });
}

async function answer(
  request: Request,
  response: Response,
  options: FunctionOptions,
  log: Logger,
): Promise<Reply> {
  const { routes, name, apiKeys = [], limit } = options;
  const found = findRoute(routes, name, request.method, request.path);
  if ('allowed' in found) {
    if (found.allowed.length === 0) {
      throw new DocPilotError('not_found', `There is nothing at ${request.path}.`);
    }
    response.setHeader('allow', found.allowed.join(', '));
    throw new DocPilotError(
      'method_not_allowed',
      `${request.path} takes ${found.allowed.join(', ')}, not ${request.method}.`,
    );
  }
  const { route, parameters } = found;
  route.guard?.(request.headers);
  if (route.auth === 'key') {
    const keyHash = checkApiKey(request.headers, apiKeys);
    await limit?.(keyHash);
  }
  const rawBody = readRawBody(request, maxBytesOf(route));
  const timeout = new AbortController();
  const apiRequest: ApiRequest = {
    body: takesJson(route) ? readJson(request, rawBody) : undefined,
    rawBody,
    headers: request.headers,
    query: readQuery(request),
    parameters,
    log,
    signal: timeout.signal,
  };
  return withinTime(route.handle(apiRequest), route.timeoutMs ?? defaultTimeoutMs, timeout);
}

function maxBytesOf({ maxRawBytes }: Route): number {
  return maxRawBytes ?? defaultMaxBodyBytes;
}

function takesJson({ method, maxRawBytes }: Route): boolean {
  return method === 'POST' && maxRawBytes === undefined;
}

/** The body as it was sent: `guardBodies` has read it. */
function readRawBody({ rawBody = Buffer.alloc(0) }: Request, maxBytes: number): Buffer {
  if (rawBody.byteLength <= maxBytes) return rawBody;
  throw new DocPilotError(
    'payload_too_large',
    `The body has ${rawBody.byteLength} bytes; at most ${maxBytes} are taken.`,
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
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new DocPilotError('invalid_request', 'The body is not valid JSON.');
  }
}

function readQuery(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.originalUrl, 'http://localhost').searchParams);
}

async function withinTime(
  work: Promise<Reply>,
  timeoutMs: number,
  timeout: AbortController,
): Promise<Reply> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      timeout.abort();
      reject(new DocPilotError('upstream_timeout', 'The answer took too long; try again.'));
    }, timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function send(response: Response, { status = 200, headers = {}, body }: Reply): void {
  response.status(status);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (typeof body !== 'string' && !Buffer.isBuffer(body)) {
    if (!response.hasHeader('content-type')) response.type('json');
    // Express would hash the answer for an ETag, which what is not stored has no use for.
    response.end(JSON.stringify(body));
  } else if (body === '') response.end();
  else if (response.hasHeader('content-type')) response.send(body);
  else response.type('html').send(body);
}
