import type { Logger } from '../../log.ts';
import type { Database } from '../../store/connection/database.ts';
import { type Lease, renewalSeconds, renewLease } from '../../store/sync/leases.ts';

/**
 * Renews the lease while a slice runs; aborts the slice when it is lost.
 * @returns stops the renewing
 */
export function keepLease(
  database: Database,
  lease: Lease,
  abort: AbortController,
  log: Logger,
): () => void {
  const timer = setInterval(async () => {
    try {
      if (!(await renewLease(database, lease))) abort.abort(new Error('the lease was lost'));
    } catch (error) {
      // The lease outlasts several renewals that fail, and every write checks the fence.
      log.warn({ error }, 'the lease could not be renewed');
    }
  }, renewalSeconds * 1000);
  timer.unref();
  return () => clearInterval(timer);
}
