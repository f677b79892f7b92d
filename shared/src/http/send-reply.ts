import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Response } from '@google-cloud/functions-framework';
import { DocPilotError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { shownJson, shownValue } from '../visible/shown-value.ts';
import { challenge } from './api-keys.ts';
import type { Reply } from './route.ts';

/**
 * Sets the headers that every answer has; calling it again changes nothing.
 * @returns the request's id: the caller's own if it is safe to log and send back, else a new one
 */
export function setAnswerHeaders(request: IncomingMessage, response: ServerResponse): string {
  const known = response.getHeader('x-request-id');
  if (typeof known === 'string') return known;
  const sent = request.headers['x-request-id'];
  const requestId = typeof sent === 'string' && /^[\w.:-]{1,128}$/.test(sent) ? sent : randomUUID();
  response.setHeader('x-request-id', requestId);
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-content-type-options', 'nosniff');
  return requestId;
}

/** Sends what a route's handler answered. */
export function sendReply(
  response: Response,
  { status = 200, headers = {}, body, asStored = false }: Reply,
): void {
  response.status(status);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (typeof body !== 'string' && !Buffer.isBuffer(body)) {
    if (!response.hasHeader('content-type')) response.type('json');
    // Express would hash the answer for an ETag; the answer is not cached, so it needs none.
    response.end(asStored ? JSON.stringify(body) : shownJson(body));
  } else if (body === '') response.end();
  else if (response.hasHeader('content-type')) response.send(body);
  else response.type('html').send(body);
}

/**
 * Sends an error in the one error shape. An unexpected error is logged and hidden from the caller.
 * @param more further parameters of the challenge of a 401
 */
export function sendError(
  response: ServerResponse,
  error: unknown,
  log: Logger,
  more?: string,
): void {
  const known =
    error instanceof DocPilotError
      ? error
      : new DocPilotError('internal', 'Something went wrong here; the log has the details.');
  if (known.status >= 500) log.error({ error }, 'request failed');
  if (response.headersSent) {
    response.end();
    return;
  }
  if (known.code === 'unauthorized') {
    const basic = challenge(response.req.headers);
    response.setHeader('www-authenticate', more === undefined ? basic : `${basic}, ${more}`);
  }
  if (known.retryAfterSeconds !== undefined) {
    response.setHeader('retry-after', String(known.retryAfterSeconds));
  }
  response.statusCode = known.status;
  response.setHeader('content-type', 'application/json; charset=utf-8');
  // The message may quote the request.
  response.end(JSON.stringify(shownValue(known.toBody()).value));
}
