import { type ErrorBody, type ErrorCode, errorStatus } from '../../errors.ts';
import type { Endpoint } from '../endpoint.ts';

/** What each error means to a caller, and what one says. */
const errors: Readonly<Record<ErrorCode, { meaning: string; message: string }>> = {
  invalid_request: {
    meaning: 'Something in the request is not as it must be; `details` names each field.',
    message: 'The body is not valid JSON.',
  },
  unauthorized: {
    meaning: 'The key is missing or not valid.',
    message:
      'This needs an API key: send it as the header X-API-KEY, or as Authorization: Bearer KEY.',
  },
  forbidden: {
    meaning: 'The request comes from a page of another site.',
    message: 'Requests from pages of other sites are not taken.',
  },
  not_found: {
    meaning: 'There is nothing of this name.',
    message: 'There is nothing of this name.',
  },
  method_not_allowed: {
    meaning: 'The path takes another method, which the header Allow names.',
    message: '/search takes POST, not GET.',
  },
  sync_in_progress: {
    meaning: 'Another sync of the same source is under way.',
    message:
      'Another execution syncs this source right now; it will look once more before it ends.',
  },
  payload_too_large: {
    meaning: 'The body is too large.',
    message: 'The body has 300000 bytes; at most 262144 are taken.',
  },
  unsupported_media_type: {
    meaning: 'The body is not of a type that is taken.',
    message: 'An encoded body is not taken: send it without Content-Encoding.',
  },
  rate_limited: {
    meaning: 'The key has sent all its requests of this minute.',
    message: 'This key has sent its 600 requests of this minute: try again in 42 seconds.',
  },
  internal: {
    meaning: 'Something went wrong in DocPilot, whose log says what.',
    message: 'Something went wrong here; the log has the details.',
  },
  upstream_unavailable: {
    meaning: 'The database or another system that is needed cannot be reached.',
    message: 'The database cannot be reached right now; try again shortly.',
  },
  upstream_timeout: {
    meaning: 'It took too long.',
    message: 'The answer took too long; try again.',
  },
};

const signatureMissing = {
  meaning: 'The signature is missing or does not fit.',
  message:
    'The signature is missing or does not fit: set the same secret on GitHub and in GH_WEBHOOK_SECRET.',
};

const badQuery = { field: 'limit', problem: 'must be at least 1' };

const retryAfter = { 'Retry-After': { $ref: '#/components/headers/Retry-After' } };

/** The headers of an error, besides those of every answer. */
const headers: Partial<Record<ErrorCode, object>> = {
  unauthorized: { 'WWW-Authenticate': { $ref: '#/components/headers/WWW-Authenticate' } },
  rate_limited: retryAfter,
  upstream_unavailable: retryAfter,
};

/** An error as one of an endpoint's answers. */
export function errorAnswer(code: ErrorCode, { auth, method }: Endpoint) {
  const isSigned = code === 'unauthorized' && auth === 'signature';
  const { meaning, message } = isSigned ? signatureMissing : errors[code];
  const example: ErrorBody =
    code === 'invalid_request' && method === 'GET'
      ? {
          error: {
            code,
            message: `The request is not valid. ${badQuery.field}: ${badQuery.problem}`,
            details: [badQuery],
          },
        }
      : { error: { code, message } };
  return { status: errorStatus[code], description: meaning, headers: headers[code] ?? {}, example };
}
