import type { Logger } from '../log.ts';
import type { Queryable } from '../store/connection/database.ts';
import { type Activity, addActivity, type CountedActivity } from '../store/requests/activity.ts';
import type { Caller } from './identify-callers.ts';

/** After each statement, what happens within this time is written by the next one. */
const pauseMs = 2_000;

/** Records what a caller does; a request does not wait for it, and never fails by it. */
export type Ledger = (caller: Caller) => Activity;

/**
 * The ledger of who did what, which an instance writes by at most one statement in two seconds. An
 * instance that is killed loses what it has not written.
 */
export function keepLedger(database: Queryable, log: Logger): Ledger {
  const pending = new Map<string, CountedActivity>();
  let isWriting = false;

  async function write(): Promise<void> {
    isWriting = true;
    while (pending.size > 0) {
      const counted = [...pending.values()];
      pending.clear();
      await addActivity(database, counted).catch((error) =>
        log.warn({ error }, 'what callers did is not recorded'),
      );
      await new Promise((done) => setTimeout(done, pauseMs).unref());
    }
    isWriting = false;
  }

  return ({ kind, id, name }) => {
    const count = (documentKey: string) => {
      const place = `${kind} ${id} ${documentKey}`;
      const known = pending.get(place);
      if (known) known.count += 1;
      else pending.set(place, { kind, caller: id, name, documentKey, count: 1 });
      if (!isWriting) void write();
    };
    return { searched: () => count(''), read: count };
  };
}

/** For a request whose caller nobody records. */
export const unrecorded: Activity = { searched: () => {}, read: () => {} };
