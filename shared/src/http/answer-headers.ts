import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Sets the headers that every answer has, once.
 * @returns the request's id: the caller's own where it is harmless to log and send back
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
