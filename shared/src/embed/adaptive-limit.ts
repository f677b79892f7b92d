import { setTimeout as sleep } from 'node:timers/promises';

/** How many requests may be under way; fewer after each rate limit, more again as they succeed. */
export interface AdaptiveLimit {
  /** At this moment. */
  readonly size: number;
  /** Runs the request when there is room, and no pause. */
  run<T>(request: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** A rate limit was met: half as many from now on, and none before the pause is over. */
  slowDown(pauseMs: number): void;
}

/** A burst of refusals within this is one rate limit, met by requests sent side by side. */
const burstMs = 250;

/** @param most requests under way at the same time, and what the limit recovers to */
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
        // Who was woken and no longer wants in lets the next one in.
        wake();
        throw error;
      }
      try {
        const result = await request();
        // One more for each round of successes.
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
