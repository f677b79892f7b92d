import { type Environment, optionalSetting } from '../config.ts';
import { DocPilotError } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { Queryable } from '../store/connection/database.ts';
import { takeRequests } from '../store/requests/take-requests.ts';

/**
 * Counts requests of a key.
 * @param keyHash in hex
 * @param count 1 without it; some requests count as several
 * @throws DocPilotError rate_limited
 */
export type LimitRequests = (keyHash: string, count?: number) => Promise<void>;

export const defaultPerMinute = 600;
/** The largest batch: the requests that are counted by one statement. */
const maxBatch = 20;
/** When counting fails, one batch of requests is let in uncounted for this time. */
const uncountedSeconds = 10;

/** The requests of a key that an instance may still let in. */
interface Allowance {
  left: number;
  /** Whether the key has used up its requests of the minute. */
  isOver: boolean;
  /** The end of the minute, in milliseconds of `performance.now()`. */
  endsAt: number;
  /** Set while a batch is being taken, which several requests may wait for. */
  taking: Promise<void> | undefined;
}

/**
 * Limits the requests of each key per minute, over all instances of all functions. An instance
 * takes requests from the database in batches, so that the key's row is written once per batch.
 * Requests that an instance took but did not use are lost; a batch is at most a twentieth of the
 * limit.
 */
export function limitRequests(
  database: Queryable,
  environment: Environment,
  log: Logger,
): LimitRequests {
  const perMinute = optionalSetting(environment, 'requestsPerMinute') ?? defaultPerMinute;
  const batchSize = Math.max(1, Math.min(maxBatch, Math.floor(perMinute / 20)));
  const allowances = new Map<string, Allowance>();

  async function take(keyHash: string, allowance: Allowance, wanted: number): Promise<void> {
    const size = Math.max(batchSize, wanted);
    const askedAt = performance.now();
    try {
      const { granted, endsInSeconds } = await takeRequests(database, keyHash, size, perMinute);
      allowance.left = granted;
      allowance.isOver = granted === 0;
      // Counted from before the query, so that the minute ends here no later than in the database.
      allowance.endsAt = askedAt + endsInSeconds * 1000;
    } catch (error) {
      // A request that needs the database will fail anyway; one that does not should succeed.
      log.warn({ error }, 'requests are not counted');
      allowance.left = size;
      allowance.isOver = false;
      allowance.endsAt = askedAt + uncountedSeconds * 1000;
    }
  }

  return async (keyHash, count = 1) => {
    if (perMinute === 0) return;
    const allowance = allowances.get(keyHash) ?? {
      left: 0,
      isOver: false,
      endsAt: 0,
      taking: undefined,
    };
    allowances.set(keyHash, allowance);
    let wanted = count;
    for (;;) {
      const msLeft = allowance.endsAt - performance.now();
      if (msLeft > 0) {
        const used = Math.min(wanted, allowance.left);
        allowance.left -= used;
        wanted -= used;
        if (wanted === 0) return;
        if (allowance.isOver) throw refusal(perMinute, msLeft);
      }
      allowance.taking ??= take(keyHash, allowance, wanted).finally(() => {
        allowance.taking = undefined;
      });
      await allowance.taking;
    }
  };
}

function refusal(perMinute: number, msLeft: number): DocPilotError {
  const seconds = Math.ceil(msLeft / 1000);
  return new DocPilotError(
    'rate_limited',
    `This key has used up its ${perMinute} requests of this minute: try again in ${seconds} seconds.`,
    { retryAfterSeconds: seconds },
  );
}
