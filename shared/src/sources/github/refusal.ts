import { DocPilotError } from '../../errors.ts';

interface Refused {
  status: number;
  headers: Headers;
  body: Uint8Array;
}

/** What a status that is no answer means for the sync. */
export function refusal({ status, headers, body }: Refused, hasToken: boolean): DocPilotError {
  const message = messageOf(body);
  const wait = rateLimitWaitSeconds(status, headers, message);
  if (wait !== undefined) return rateLimited(wait);
  if (status === 401) {
    return new DocPilotError(
      'forbidden',
      'GitHub refuses the token in GH_PAT: set it to one that is valid and not expired.',
    );
  }
  if (status === 403 || status === 451) {
    return new DocPilotError(
      'forbidden',
      hasToken
        ? `GitHub refuses access (${message}): give the token in GH_PAT the right to read the contents of this repository.`
        : `GitHub refuses access (${message}): set GH_PAT to a token that may read this repository.`,
    );
  }
  return new DocPilotError('upstream_unavailable', `GitHub answered ${status}.`);
}

export function rateLimited(retryAfterSeconds: number): DocPilotError {
  return new DocPilotError('rate_limited', 'GitHub’s rate limit is used up.', {
    retryAfterSeconds,
  });
}

/**
 * Seconds to wait when the answer is about a rate limit: retry-after, else x-ratelimit-reset, else
 * 60. Source: GitHub's "Rate limits for the REST API", section on exceeding them.
 */
function rateLimitWaitSeconds(status: number, headers: Headers, message: string) {
  if (status !== 403 && status !== 429) return undefined;
  const retryAfter = Number(headers.get('retry-after') ?? Number.NaN);
  if (Number.isFinite(retryAfter)) return Math.max(1, Math.ceil(retryAfter));
  const reset = secondsUntilReset(headers);
  if (reset !== undefined) return reset;
  if (status === 429 || /rate limit/i.test(message)) return 60;
  return undefined;
}

/** Seconds until there are requests again, when the answer says that none is left. */
export function secondsUntilReset(headers: Headers): number | undefined {
  if (headers.get('x-ratelimit-remaining') !== '0') return undefined;
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN);
  return Number.isFinite(reset) ? Math.max(1, Math.ceil(reset - Date.now() / 1000)) : 60;
}

/** The share of the requests of the present hour that is used up; undefined when it is not told. */
export function usedShare(headers: Headers): number | undefined {
  const limit = Number(headers.get('x-ratelimit-limit') ?? Number.NaN);
  const remaining = Number(headers.get('x-ratelimit-remaining') ?? Number.NaN);
  return limit > 0 && remaining >= 0 ? 1 - remaining / limit : undefined;
}

export function messageOf(body: Uint8Array): string {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(body));
    if (typeof parsed === 'object' && parsed !== null && 'message' in parsed) {
      return String(parsed.message);
    }
  } catch {
    // Not JSON: there is no message to show.
  }
  return 'no reason given';
}
