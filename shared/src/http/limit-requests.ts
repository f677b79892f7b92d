import { type Environment, optionalSetting } from '../config.ts';
import { DocPilotError } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { Queryable } from '../store/connection/database.ts';
import { takeRequests } from '../store/requests/take-requests.ts';

/**
 * Counts one request of a key.
 * @param keyHash in hex
 * @throws DocPilotError rate_limited
 */
export type LimitRequests = (keyHash: string) => Promise<void>;

const defaultPerMinute = 600;
/** The most that is taken at once: so many requests cost one statement. */
const maxLot = 20;
/** How long requests are let in uncounted, at most `maxLot`, when counting does not work. */
const uncountedSeconds = 10;

interface Held {
  left: number;
  /** Whether the minute's requests are used up. */
  isOver: boolean;
  /** Milliseconds of `performance.now()`. */
  endsAt: number;
  /** While a lot is being taken: several requests wait for the same one. */
  taking: Promise<void> | undefined;
}

/**
 * Limits the requests of each key in a minute, over all instances of all functions: each takes them
 * from the database in lots, so that the key's row is written once for many. What an instance does
 * not use is lost with the minute; a lot is at most a twentieth of all.
 */
export function limitRequests(
  database: Queryable,
  environment: Environment,
  log: Logger,
): LimitRequests {
  const perMinute = optionalSetting(environment, 'requestsPerMinute') ?? defaultPerMinute;
  const lotSize = Math.max(1, Math.min(maxLot, Math.floor(perMinute / 20)));
  const heldByKey = new Map<string, Held>();

  async function take(keyHash: string, held: Held): Promise<void> {
    const askedAt = performance.now();
    try {
      const { granted, endsInSeconds } = await takeRequests(database, keyHash, lotSize, perMinute);
      held.left = granted;
      held.isOver = granted === 0;
      // Counted from before it was asked: it ends here no later than there.
      held.endsAt = askedAt + endsInSeconds * 1000;
    } catch (error) {
      // Whoever needs the database fails by itself; who does not need it should not.
      log.warn({ error }, 'requests are not counted');
      held.left = lotSize;
      held.isOver = false;
      held.endsAt = askedAt + uncountedSeconds * 1000;
    }
  }

  return async (keyHash) => {
    if (perMinute === 0) return;
    const held = heldByKey.get(keyHash) ?? {
      left: 0,
      isOver: false,
      endsAt: 0,
      taking: undefined,
    };
    heldByKey.set(keyHash, held);
    for (;;) {
      const msLeft = held.endsAt - performance.now();
      if (msLeft > 0 && held.left > 0) {
        held.left -= 1;
        return;
      }
      if (msLeft > 0 && held.isOver) throw refusal(perMinute, msLeft);
      held.taking ??= take(keyHash, held).finally(() => {
        held.taking = undefined;
      });
      await held.taking;
    }
  };
}

function refusal(perMinute: number, msLeft: number): DocPilotError {
  const seconds = Math.ceil(msLeft / 1000);
  return new DocPilotError(
    'rate_limited',
    `This key has sent its ${perMinute} requests of this minute: try again in ${seconds} seconds.`,
    { retryAfterSeconds: seconds },
  );
}
