import { type Environment, optionalSetting } from '../config.ts';
import type { Logger } from '../log.ts';
import type { Queryable } from '../store/connection/database.ts';
import { type Lot, takeRequests } from '../store/requests/take-requests.ts';
import { letInByLots } from './lots.ts';

/**
 * Counts requests of a key.
 * @param keyHash in hex
 * @param count 1 without it; some requests count as several
 * @param perMinute the limit of this key; without it, that of all; 0 for none
 * @throws DocPilotError rate_limited
 */
export type LimitRequests = (keyHash: string, count?: number, perMinute?: number) => Promise<void>;

const defaultPerMinute = 600;
/** When counting fails, one lot of requests is let in uncounted for this time. */
const uncountedSeconds = 10;

/** The requests that a caller may send in a minute; 0 for no limit. */
export function requestsPerMinute(environment: Environment): number {
  return optionalSetting(environment, 'requestsPerMinute') ?? defaultPerMinute;
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
  const usualLimit = requestsPerMinute(environment);

  async function take(keyHash: string, size: number, perMinute: number): Promise<Lot> {
    try {
      return await takeRequests(database, keyHash, size, perMinute);
    } catch (error) {
      // A request that needs the database will fail anyway; one that does not should succeed.
      log.warn({ error }, 'requests are not counted');
      return { granted: size, endsInSeconds: uncountedSeconds };
    }
  }
  const letIn = letInByLots('This key', take);
  return async (keyHash, count = 1, perMinute = usualLimit) => {
    if (perMinute > 0) await letIn(keyHash, count, perMinute);
  };
}
