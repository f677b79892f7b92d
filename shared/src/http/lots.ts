import { DocPilotError } from '../errors.ts';
import type { Lot } from '../store/requests/take-requests.ts';

/** The largest lot: the requests that are counted by one statement. */
const maxLot = 20;
/** Lots are taken of a counter until its minute is over; more than this many start anew. */
const maxCounters = 10_000;

/** The requests of a caller that an instance may still let in. */
interface Allowance<More> {
  left: number;
  /** Whether the caller has used up the requests of the minute. */
  isOver: boolean;
  /** The end of the minute, in milliseconds of `performance.now()`. */
  endsAt: number;
  /** What was answered with the last lot. */
  more: More | undefined;
  /** Set while a lot is being taken, which several requests may wait for. */
  taking: Promise<void> | undefined;
}

/** Takes a lot of a caller's requests; null if there is no such caller. */
type Take<More> = (caller: string, size: number, perMinute: number) => Promise<(Lot & More) | null>;

/** Requests that are taken at once: those that an instance does not use are lost. */
function lotSizeOf(perMinute: number): number {
  return Math.max(1, Math.min(maxLot, Math.floor(perMinute / 20)));
}

/**
 * Lets requests in by lots that an instance takes from the database, so that a caller is looked up,
 * and their row written, once per lot.
 * @param subject what the caller is called in the message to them
 * @returns lets in `count` requests of a caller who may send `perMinute`, and returns what came with the lot; null if there
 *   is no such caller; throws DocPilotError rate_limited
 */
export function letInByLots<More extends object>(
  subject: string,
  take: Take<More>,
): (caller: string, count: number, perMinute: number) => Promise<More | null> {
  const allowances = new Map<string, Allowance<More>>();

  async function takeLot(
    caller: string,
    allowance: Allowance<More>,
    wanted: number,
    perMinute: number,
  ) {
    const askedAt = performance.now();
    const lot = await take(caller, Math.max(lotSizeOf(perMinute), wanted), perMinute);
    allowance.more = lot ?? undefined;
    if (lot === null) {
      allowances.delete(caller);
      return;
    }
    allowance.left = lot.granted;
    allowance.isOver = lot.granted === 0;
    // Counted from before the query, so that the minute ends here no later than in the database.
    allowance.endsAt = askedAt + lot.endsInSeconds * 1000;
  }

  return async (caller, count, perMinute) => {
    if (allowances.size >= maxCounters) allowances.clear();
    const allowance = allowances.get(caller) ?? {
      left: 0,
      isOver: false,
      endsAt: 0,
      more: undefined,
      taking: undefined,
    };
    allowances.set(caller, allowance);
    let wanted = count;
    for (;;) {
      const msLeft = allowance.endsAt - performance.now();
      if (msLeft > 0 && allowance.more !== undefined) {
        const used = Math.min(wanted, allowance.left);
        allowance.left -= used;
        wanted -= used;
        if (wanted === 0) return allowance.more;
        if (allowance.isOver) throw refusal(subject, perMinute, msLeft);
      }
      allowance.taking ??= takeLot(caller, allowance, wanted, perMinute).finally(() => {
        allowance.taking = undefined;
      });
      await allowance.taking;
      if (allowance.more === undefined) return null;
    }
  };
}

function refusal(subject: string, perMinute: number, msLeft: number): DocPilotError {
  const seconds = Math.ceil(msLeft / 1000);
  return new DocPilotError(
    'rate_limited',
    `${subject} has used up its ${perMinute} requests of this minute: try again in ${seconds} seconds.`,
    { retryAfterSeconds: seconds },
  );
}
