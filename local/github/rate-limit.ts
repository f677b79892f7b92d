export interface RateLimitOptions {
  /** Requests in a window, for each caller. */
  limit: number;
  windowMs: number;
  now: () => number;
}

export interface RateLimit {
  limit: number;
  remaining: number;
  used: number;
  /** Seconds of the epoch. */
  reset: number;
}

/** Counts each caller's requests in windows, which begin with a caller's first request. */
export interface RateLimiter {
  read(caller: string): RateLimit;
  /** Counts a request; false when none is left in the window. */
  take(caller: string): boolean;
  /** Takes back a request that does not count after all. */
  giveBack(caller: string): void;
}

export function createRateLimiter({ limit, windowMs, now }: RateLimitOptions): RateLimiter {
  const windows = new Map<string, { used: number; endsAt: number }>();

  function current(caller: string) {
    const found = windows.get(caller);
    if (found !== undefined && now() < found.endsAt) return found;
    const fresh = { used: 0, endsAt: now() + windowMs };
    windows.set(caller, fresh);
    return fresh;
  }

  return {
    read: (caller) => {
      const { used, endsAt } = current(caller);
      return { limit, used, remaining: limit - used, reset: Math.ceil(endsAt / 1000) };
    },
    take: (caller) => {
      const window = current(caller);
      if (window.used >= limit) return false;
      window.used += 1;
      return true;
    },
    giveBack: (caller) => {
      const window = current(caller);
      window.used = Math.max(0, window.used - 1);
    },
  };
}

export function rateLimitHeaders(rate: RateLimit): Record<string, string> {
  return {
    'x-ratelimit-limit': String(rate.limit),
    'x-ratelimit-remaining': String(rate.remaining),
    'x-ratelimit-reset': String(rate.reset),
    'x-ratelimit-used': String(rate.used),
    'x-ratelimit-resource': 'core',
  };
}
