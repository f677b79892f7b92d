import { type ErrorBody, type ErrorCode, errorStatus } from '../../errors.ts';
import type { Endpoint } from '../endpoint.ts';

/** What each error means to a caller, and an example of its message. */
const errors: Readonly<Record<ErrorCode, { meaning: string; message: string }>> = {
  invalid_request: {
    meaning: 'The request is not valid; `details` names each bad field.',
    message: 'The body is not valid JSON.',
  },
  unauthorized: {
    meaning: 'The key is missing or not valid.',
    message:
      'This needs an API key: send it as the header X-API-KEY, or as Authorization: Bearer KEY.',
  },
  forbidden: {
    meaning: 'The request comes from a web page of another site.',
    message: 'Requests from web pages of other sites are refused.',
  },
  not_found: {
    meaning: 'Nothing has this name.',
    message: 'Nothing has this name.',
  },
  method_not_allowed: {
    meaning: 'The path needs another method; the header Allow names it.',
    message: 'This address takes GET, POST, not DELETE.',
  },
  sync_in_progress: {
    meaning: 'Another sync of the same source is running.',
    message:
      'Another execution syncs this source right now; it will look once more before it ends.',
  },
  payload_too_large: {
    meaning: 'The body is too large.',
    message: 'The body is too large; the limit is 262144 bytes.',
  },
  unsupported_media_type: {
    meaning: 'The body’s content type or encoding is not supported.',
    message: 'Encoded bodies are not supported: send it without Content-Encoding.',
  },
  rate_limited: {
    meaning: 'The key has used up its requests of this minute.',
    message: 'This key has used up its 600 requests of this minute: try again in 42 seconds.',
  },
  internal: {
    meaning: 'Something went wrong in DocPilot; its log has the details.',
    message: 'Something went wrong here; the log has the details.',
  },
  upstream_unavailable: {
    meaning: 'The database or another required system cannot be reached.',
    message: 'The database cannot be reached right now; try again shortly.',
  },
  upstream_timeout: {
    meaning: 'The answer took too long.',
    message: 'The answer took too long; try again.',
  },
};

const signatureMissing = {
  meaning: 'The signature is missing or not valid.',
  message:
    'The signature is missing or not valid: set the same secret on GitHub and in GH_WEBHOOK_SECRET.',
};

const badQuery = { field: 'limit', problem: 'must be at least 1' };

const retryAfter = { 'Retry-After': { $ref: '#/components/headers/Retry-After' } };

/** The additional headers of some errors. */
const headers: Partial<Record<ErrorCode, object>> = {
  unauthorized: { 'WWW-Authenticate': { $ref: '#/components/headers/WWW-Authenticate' } },
  rate_limited: retryAfter,
  upstream_unavailable: retryAfter,
};

/** Describes an error as one of an endpoint's answers. */
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
