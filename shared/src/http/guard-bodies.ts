import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Request, Response } from '@google-cloud/functions-framework';
import { DocPilotError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { setAnswerHeaders } from './answer-headers.ts';
import { sendError } from './send-error.ts';

interface ExpressApp {
  (request: IncomingMessage, response: ServerResponse): void;
  use(handler: (error: unknown, request: Request, response: Response, next: unknown) => void): void;
}

/**
 * Guards the bodies of what the framework serves. It does not hand out its server, but Node
 * announces each request with the server that took it, before the request is handed over.
 */
export function answerBodyErrors(log: Logger): void {
  const seen = new WeakSet<Server>();
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { server: Server };
    if (seen.has(server)) return;
    seen.add(server);
    guardBodies(server, log);
  });
}

/**
 * The functions framework parses bodies before the function is called: it answers a malformed one
 * with an HTML page, and unpacks a packed one to a gigabyte for callers who have shown no key yet.
 * This gives the former the one error shape and refuses the latter.
 */
export function guardBodies(server: Server, log: Logger): void {
  const [app] = server.listeners('request');
  if (!isExpressApp(app)) return;
  // Express tells an error handler by its four parameters.
  app.use((error, _request, response, _next) => {
    sendError(response, toDocPilotError(error), log);
  });
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    setAnswerHeaders(request, response);
    if ((request.headers['content-encoding'] ?? 'identity') === 'identity') app(request, response);
    else refuseEncoded(response);
  });
}

function isExpressApp(candidate: unknown): candidate is ExpressApp {
  return typeof candidate === 'function' && 'use' in candidate && 'handle' in candidate;
}

function refuseEncoded(response: ServerResponse): void {
  const error = new DocPilotError(
    'unsupported_media_type',
    'An encoded body is not taken: send it without Content-Encoding.',
  );
  response.writeHead(error.status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(error.toBody()));
}

/** body-parser's errors carry a type; source: the body-parser README, section Errors. */
function toDocPilotError(error: unknown): unknown {
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : null;
  switch (type) {
    case 'entity.parse.failed':
      return new DocPilotError('invalid_request', 'The body is not valid JSON.');
    case 'entity.too.large':
      return new DocPilotError('payload_too_large', 'The body is too large.');
    case 'charset.unsupported':
      return new DocPilotError(
        'unsupported_media_type',
        'The body’s encoding is not supported: send plain UTF-8 JSON.',
      );
    case 'request.aborted':
    case 'request.size.invalid':
      return new DocPilotError('invalid_request', 'The body did not arrive whole.');
    default:
      return isCallersFault(error)
        ? new DocPilotError('invalid_request', 'The body cannot be read.')
        : error;
  }
}

/** What has no type of its own still has its HTTP status. */
function isCallersFault(error: unknown): boolean {
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? error.status : 0;
  return typeof status === 'number' && status >= 400 && status < 500;
}
