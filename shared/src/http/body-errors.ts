import { subscribe } from 'node:diagnostics_channel';
import type { Request, Response } from '@google-cloud/functions-framework';
import { DocPilotError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { sendError } from './send-error.ts';

interface ExpressApp {
  use(handler: (error: unknown, request: Request, response: Response, next: unknown) => void): void;
}

/**
 * The functions framework parses bodies before the function is called, and answers a malformed one
 * with an HTML page. This gives such answers the one error shape. The framework does not hand out
 * its Express app, but Node announces each request with the server that took it: the first one
 * brings the app.
 */
export function answerBodyErrors(log: Logger): void {
  const seen = new WeakSet<object>();
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { server: { listeners(event: 'request'): unknown[] } };
    if (seen.has(server)) return;
    seen.add(server);
    const [app] = server.listeners('request');
    if (isExpressApp(app)) handleBodyErrors(app, log);
  });
}

/** Adds the error handler to an app that is at hand. */
export function handleBodyErrors(app: ExpressApp, log: Logger): void {
  // Express tells an error handler by its four parameters.
  app.use((error, _request, response, _next) => {
    sendError(response, toDocPilotError(error), log);
  });
}

export function isExpressApp(candidate: unknown): candidate is ExpressApp {
  return typeof candidate === 'function' && 'use' in candidate && 'handle' in candidate;
}

/** body-parser's errors carry a type; source: the body-parser README, section Errors. */
function toDocPilotError(error: unknown): unknown {
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : null;
  switch (type) {
    case 'entity.parse.failed':
      return new DocPilotError('invalid_request', 'The body is not valid JSON.');
    case 'entity.too.large':
      return new DocPilotError('payload_too_large', 'The body is too large.');
    case 'encoding.unsupported':
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

/** What has no type of its own, a broken compression for one, still has its HTTP status. */
function isCallersFault(error: unknown): boolean {
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? error.status : 0;
  return typeof status === 'number' && status >= 400 && status < 500;
}
