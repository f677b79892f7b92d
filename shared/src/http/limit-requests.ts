import { type Environment, optionalSetting } from '../config.ts';
import type { Logger } from '../log.ts';
import type { Queryable } from '../store/connection/database.ts';
import { type Lot, takeRequests } from '../store/requests/take-requests.ts';
import { letInByLots } from './lots.ts';

/**
 * Counts requests of a key.
 * @param keyHash in hex
 * @param count 1 without it; some requests count as several
 * @throws DocPilotError rate_limited
 */
export type LimitRequests = (keyHash: string, count?: number) => Promise<void>;

const defaultPerMinute = 600;
/** The largest lot: the requests that are counted by one statement. */
const maxLot = 20;
/** When counting fails, one lot of requests is let in uncounted for this time. */
const uncountedSeconds = 10;

/** The requests that a caller may send in a minute; 0 for no limit. */
export function requestsPerMinute(environment: Environment): number {
  return optionalSetting(environment, 'requestsPerMinute') ?? defaultPerMinute;
}

/** Requests that are taken at once: those that an instance does not use are lost. */
export function lotSizeOf(perMinute: number): number {
  return Math.max(1, Math.min(maxLot, Math.floor(perMinute / 20)));
}

/**
 * Limits the requests of each key per minute, over all instances of all functions. An instance
 * takes requests from the database in lots; those that it took but did not use are lost, at most a
 * twentieth of the limit.
 */
export function limitRequests(
  database: Queryable,
  environment: Environment,
  log: Logger,
): LimitRequests {
  const perMinute = requestsPerMinute(environment);
  if (perMinute === 0) return async () => {};

  async function take(keyHash: string, size: number): Promise<Lot> {
    try {
      return await takeRequests(database, keyHash, size, perMinute);
    } catch (error) {
      // A request that needs the database will fail anyway; one that does not should succeed.
      log.warn({ error }, 'requests are not counted');
      return { granted: size, endsInSeconds: uncountedSeconds };
    }
  }
  const letIn = letInByLots(perMinute, lotSizeOf(perMinute), 'This key', take);
  return async (keyHash, count = 1) => {
    await letIn(keyHash, count);
  };
}
