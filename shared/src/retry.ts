import { setTimeout as sleep } from 'node:timers/promises';
import pRetry from 'p-retry';
import { DocPilotError } from './errors.ts';

export interface RetryOptions {
  /** The number of retries, not counting the first attempt. */
  retries: number;
  /** The pause before the first retry; it doubles each time, with jitter. */
  firstPauseMs: number;
  /**
   * The longest wait that is accepted from a server; if the server asks for more, the error is
   * thrown. Negative once time is up: nothing is retried.
   */
  longestWaitMs: () => number;
  signal?: AbortSignal | undefined;
}

/**
 * Retries temporary errors: `rate_limited` after the time that the server asked for,
 * `upstream_unavailable` and `upstream_timeout` with growing pauses. Other errors are thrown at
 * once.
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
    // Called after each failure that has a retry left; waits here for the time the server asked
    // for.
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
