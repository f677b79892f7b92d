import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Request, Response } from '@google-cloud/functions-framework';
import { DocPilotError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { sendError, setAnswerHeaders } from './send-reply.ts';

interface ExpressApp {
  (request: IncomingMessage, response: ServerResponse): void;
  use(handler: (error: unknown, request: Request, response: Response, next: unknown) => void): void;
}

/** Bodies up to this many bytes are always read. */
const smallBytes = 256 * 1024;
/** Larger bodies that are being read or handled share this many bytes of memory. */
const sharedBytes = 100 * 1024 * 1024;

/** How long a caller whose body is refused may continue to send it, in milliseconds. */
const lingerMs = 10_000;

/**
 * Guards the bodies of the framework's server. The framework does not expose its server, but Node's
 * diagnostics channel names the server of each request before the request is handled.
 */
export function guardFrameworkBodies(maxBytes: number, log: Logger): void {
  const seen = new WeakSet<Server>();
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { server: Server };
    if (seen.has(server)) return;
    seen.add(server);
    guardBodies(server, maxBytes, log);
  });
}

/**
 * Reads the body of each request before the functions framework does. The framework would read and
 * parse up to a gigabyte before the key is checked; 25 MB of JSON used up an instance's memory. A
 * body longer than `maxBytes` is refused: by its Content-Length before it is read, otherwise as
 * soon as it is longer. The framework does not parse a body that has been read: the function gets
 * it as `rawBody`, and parses it after it has checked the key or the signature.
 */
export function guardBodies(server: Server, maxBytes: number, log: Logger): void {
  const [app] = server.listeners('request');
  if (!isExpressApp(app)) return;
  // Express recognises an error handler by its four parameters.
  app.use((error, _request, response, _next) => {
    sendError(response, toDocPilotError(error), log);
  });
  const readBody = bodyReader(maxBytes);
  server.removeAllListeners('request');
  server.on('request', async (request: IncomingMessage, response: ServerResponse) => {
    setAnswerHeaders(request, response);
    try {
      Object.assign(request, { rawBody: await readBody(request, response) });
    } catch (error) {
      refuse(request, response, error, log);
      return;
    }
    app(request, response);
  });
}

function isExpressApp(candidate: unknown): candidate is ExpressApp {
  return typeof candidate === 'function' && 'use' in candidate && 'handle' in candidate;
}

/** Makes the function that reads the bodies of one server. */
function bodyReader(maxBytes: number) {
  let usedBytes = 0;

  return async (request: IncomingMessage, response: ServerResponse): Promise<Buffer> => {
    if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') {
      throw new DocPilotError(
        'unsupported_media_type',
        'Encoded bodies are not supported: send it without Content-Encoding.',
      );
    }
    const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
    if (length === undefined && encoding === undefined) return Buffer.alloc(0);
    const announced = Number(length ?? 0);
    if (announced > maxBytes) throw tooLarge(maxBytes);
    const chunks: Buffer[] = [];
    let bytes = 0;
    let reserved = 0;
    response.once('close', () => {
      usedBytes -= reserved;
    });
    // By default, leaving the loop would close the connection, and no answer could be sent.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      if (bytes > smallBytes && reserved < bytes) {
        const more = Math.max(announced, bytes) - reserved;
        if (usedBytes + more > sharedBytes) throw outOfMemory();
        usedBytes += more;
        reserved += more;
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  };
}

function tooLarge(maxBytes: number): DocPilotError {
  return new DocPilotError(
    'payload_too_large',
    `The body is too large; the limit is ${maxBytes} bytes.`,
  );
}

function outOfMemory(): DocPilotError {
  return new DocPilotError(
    'upstream_unavailable',
    'Too many large requests are being handled at the moment; try again shortly.',
    { retryAfterSeconds: 5 },
  );
}

/**
 * Answers without Express and discards the rest of the body. Node would close a connection that is
 * not kept alive with the answer, while the caller still sends: the answer would be lost.
 */
function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  log: Logger,
): void {
  if (!(error instanceof DocPilotError)) {
    // The caller closed the connection before the end of the body, so there is nobody to answer.
    log.debug({ error }, 'the body is incomplete');
    response.destroy();
    return;
  }
  sendError(response, error, log);
  // A body that takes longer than this is cut off.
  request.resume();
  const timer = setTimeout(() => request.destroy(), lingerMs).unref();
  request.once('close', () => clearTimeout(timer));
}

/** Express's own errors, such as a path that cannot be decoded, have an HTTP status. */
function toDocPilotError(error: unknown): unknown {
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? error.status : 0;
  return typeof status === 'number' && status >= 400 && status < 500
    ? new DocPilotError('invalid_request', 'The request cannot be read.')
    : error;
}
