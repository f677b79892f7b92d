import { setTimeout as sleep } from 'node:timers/promises';

/** Limits concurrent requests: fewer after each rate limit, more again as requests succeed. */
export interface AdaptiveLimit {
  /** The current limit. */
  readonly size: number;
  /** Runs the request once the limit allows it and no pause is left. */
  run<T>(request: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** After a rate limit: halves the limit, and starts no request until the pause is over. */
  slowDown(pauseMs: number): void;
}

/** Refusals within this time count as one rate limit, met by concurrent requests. */
const burstMs = 250;

/** @param most the initial limit, up to which it recovers */
export function adaptiveLimit(most: number, now = () => performance.now()): AdaptiveLimit {
  let size = most;
  let running = 0;
  let resumeAt = 0;
  let slowedAt = Number.NEGATIVE_INFINITY;
  const waiting: (() => void)[] = [];

  const wake = () => {
    for (let room = Math.floor(size) - running; room > 0; room--) waiting.shift()?.();
  };

  async function enter(signal?: AbortSignal): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      const pauseMs = resumeAt - now();
      if (pauseMs > 0) await sleep(pauseMs, undefined, signal ? { signal } : {});
      else if (running < Math.floor(size)) break;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    }
    running += 1;
  }

  return {
    get size() {
      return Math.floor(size);
    },
    async run(request, signal) {
      try {
        await enter(signal);
      } catch (error) {
        // This request was woken but aborted, so the next one may run instead.
        wake();
        throw error;
      }
      try {
        const result = await request();
        // After as many successes as the limit allows at a time, the limit is one higher.
        size = Math.min(most, size + 1 / size);
        return result;
      } finally {
        running -= 1;
        wake();
      }
    },
    slowDown(pauseMs) {
      resumeAt = Math.max(resumeAt, now() + pauseMs);
      if (now() - slowedAt < burstMs) return;
      slowedAt = now();
      size = Math.max(1, size / 2);
    },
  };
}
