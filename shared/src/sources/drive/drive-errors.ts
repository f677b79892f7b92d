import { DocPilotError } from '../../errors.ts';
import { EntryError } from '../source.ts';

/** Reasons of a 403 that mean a rate limit. Source: Drive's guide "Resolve errors". */
const rateLimitReasons = [
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'sharingRateLimitExceeded',
  'dailyLimitExceeded',
];

/**
 * The error that a failed call means. A 404, and a 403 that is not a rate limit, are permanent and
 * concern only the requested file. A refused token or an outage concerns the whole run.
 */
export function toKnownError(error: unknown): Error {
  const { status, reason, message, retryAfter } = readFailure(error);
  if (isTimeout(error)) {
    return new DocPilotError('upstream_timeout', 'Google Drive did not answer in time.', {
      cause: error,
    });
  }
  if (status === undefined) {
    return new DocPilotError('upstream_unavailable', 'Google Drive cannot be reached.', {
      cause: error,
    });
  }
  if (status === 429 || (status === 403 && rateLimitReasons.includes(reason))) {
    return new DocPilotError('rate_limited', 'Google Drive’s rate limit is used up.', {
      retryAfterSeconds: retryAfter ?? (reason === 'dailyLimitExceeded' ? 3600 : 5),
    });
  }
  if (status === 401) {
    return new DocPilotError(
      'forbidden',
      'Google Drive refuses the credentials: check the service account the sync runs as.',
    );
  }
  if (reason === 'exportSizeLimitExceeded') {
    return new EntryError('export_too_large', 'Google exports at most 10 MB.', {
      outcome: 'skipped',
    });
  }
  if (status === 403) return new EntryError('forbidden', message, { outcome: 'skipped' });
  if (status === 404) return new EntryError('not_found', message);
  if (status >= 500) {
    return new DocPilotError('upstream_unavailable', `Google Drive answered ${status}.`, {
      cause: error,
    });
  }
  return new EntryError('refused', `Google Drive answered ${status}: ${message}`);
}

/** Whether an answer was longer than `maxContentLength`, by its header or as it came. */
export function isTooLong(error: unknown): boolean {
  const { message, cause } = error as { message?: unknown; cause?: { type?: unknown } };
  return cause?.type === 'max-size' || /Content-Length` is over the limit/.test(String(message));
}

function isTimeout(error: unknown): boolean {
  const { code, cause } = error as { code?: unknown; cause?: { name?: unknown } };
  return code === 'TimeoutError' || cause?.name === 'TimeoutError';
}

interface Failure {
  /** Undefined if there was no answer. */
  status: number | undefined;
  reason: string;
  message: string;
  retryAfter: number | undefined;
}

/**
 * Reads an error of gaxios, whose response contains Google's `{error: {code, message, errors}}`.
 */
function readFailure(error: unknown): Failure {
  const { response, message = '' } = error as {
    message?: string;
    response?: { status: number; data: unknown; headers?: unknown };
  };
  const body = bodyOf(response?.data);
  const retryAfter = readHeader(response?.headers, 'retry-after');
  return {
    status: response?.status,
    reason: body?.errors?.[0]?.reason ?? '',
    message: body?.message ?? message,
    retryAfter: retryAfter && /^\d+$/.test(retryAfter) ? Number(retryAfter) : undefined,
  };
}

/** The answer to a binary request is binary, even if it is an error. */
function bodyOf(data: unknown): { message?: string; errors?: { reason?: string }[] } | undefined {
  try {
    const text =
      data instanceof ArrayBuffer || ArrayBuffer.isView(data)
        ? JSON.parse(new TextDecoder().decode(data as ArrayBuffer))
        : data;
    return (text as { error?: object })?.error;
  } catch {
    return undefined;
  }
}

/** A header of gaxios' answer, whose headers are a `Headers` object or a plain one. */
export function readHeader(headers: unknown, name: string): string | undefined {
  if (typeof headers !== 'object' || headers === null) return undefined;
  if ('get' in headers && typeof headers.get === 'function') {
    const value: unknown = headers.get(name);
    return typeof value === 'string' ? value : undefined;
  }
  const value: unknown = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof value === 'string' ? value : undefined;
}
