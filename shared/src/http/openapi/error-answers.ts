import { type ErrorCode, errorStatus } from '../../errors.ts';

/** What each error means to a caller. */
const meanings: Readonly<Record<ErrorCode, string>> = {
  invalid_request: 'Something in the request is not as it must be; `details` names each field.',
  unauthorized: 'The key, or for the webhook the signature, is missing or not valid.',
  forbidden: 'The request comes from a page of another site.',
  not_found: 'There is nothing of this name.',
  method_not_allowed: 'The path takes another method, which the header Allow names.',
  sync_in_progress: 'Another sync of the same source is under way.',
  payload_too_large: 'The body is too large.',
  unsupported_media_type: 'The body is not of a type that is taken.',
  rate_limited: 'The key has sent all its requests of this minute.',
  internal: 'Something went wrong in DocPilot, whose log says what.',
  upstream_unavailable: 'The database or another system that is needed cannot be reached.',
  upstream_timeout: 'It took too long.',
};

const retryAfter = { 'Retry-After': { $ref: '#/components/headers/Retry-After' } };

/** The headers of an error, besides those of every answer. */
const headers: Partial<Record<ErrorCode, object>> = {
  unauthorized: { 'WWW-Authenticate': { $ref: '#/components/headers/WWW-Authenticate' } },
  rate_limited: retryAfter,
  upstream_unavailable: retryAfter,
};

/** An error as an answer to an operation: its status, what it means, and its headers. */
export function errorAnswer(code: ErrorCode) {
  return { status: errorStatus[code], description: meanings[code], headers: headers[code] ?? {} };
}
