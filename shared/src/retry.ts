import { setTimeout as sleep } from 'node:timers/promises';
import pRetry from 'p-retry';
import { DocPilotError } from './errors.ts';

export interface RetryOptions {
  /** Tries after the first one. */
  retries: number;
  /** The first pause; it doubles, with jitter. */
  firstPauseMs: number;
  /**
   * The longest wait a server may ask for before the error is the caller's to handle; when it is
   * negative, time is up, and nothing is tried again.
   */
  longestWaitMs: () => number;
  signal?: AbortSignal | undefined;
}

/**
 * Tries again what may pass: `rate_limited` after the time the server asked for,
 * `upstream_unavailable` and `upstream_timeout` with growing pauses. Anything else is thrown at once.
 */
export function retryTransient<T>(
  attempt: () => Promise<T>,
  { retries, firstPauseMs, longestWaitMs, signal }: RetryOptions,
): Promise<T> {
  return pRetry(attempt, {
    retries,
    minTimeout: firstPauseMs,
    factor: 2,
    randomize: true,
    ...(signal ? { signal } : {}),
    // Asked once for each failure that leaves a try: what fits is waited for here, and then tried.
    shouldRetry: async ({ error }) => {
      if (!isTransient(error) || waitOf(error) > longestWaitMs()) return false;
      await sleep(waitOf(error), undefined, signal ? { signal } : {});
      return true;
    },
  });
}

const transientCodes: readonly string[] = [
  'rate_limited',
  'upstream_unavailable',
  'upstream_timeout',
];

export function isTransient(error: unknown): error is DocPilotError {
  return error instanceof DocPilotError && transientCodes.includes(error.code);
}

function waitOf(error: DocPilotError): number {
  return (error.retryAfterSeconds ?? 0) * 1000;
}
