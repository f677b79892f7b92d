import { DocPilotError } from '../../errors.ts';
import type { Database, Queryable } from '../connection/database.ts';

/** The right to write one source's documents. Every transaction that writes them checks its fence. */
export interface Lease {
  sourceId: number;
  fence: number;
}

/** A lease expires this long after its last renewal; it is renewed every `renewalSeconds`. */
export const leaseSeconds = 90;
export const renewalSeconds = 20;

/**
 * Takes the source's lease for an execution, or renews the lease that this execution holds. While
 * another execution holds it, marks the source dirty in the same transaction, so that the holder
 * lists the source once more before it ends. A lease that ends later than a new one would is from
 * before the clock was set back: nobody renews it.
 * @throws DocPilotError sync_in_progress
 */
export async function acquireLease(
  database: Database,
  sourceId: number,
  executionId: string,
): Promise<Lease> {
  return database
    .transaction(async (transaction) => {
      const [taken] = await transaction.query<{ fence: number }>(
        `update sources
         set lease_holder = $2, lease_expires_at = now() + $3 * interval '1 second',
             fence = fence + 1, dirty = false
         where id = $1
           and (lease_holder is null or lease_holder = $2 or lease_expires_at < now()
                or lease_expires_at > clock_timestamp() + $3 * interval '1 second')
         returning fence`,
        [sourceId, executionId, leaseSeconds],
      );
      if (taken) return { sourceId, fence: taken.fence };
      await transaction.query('update sources set dirty = true where id = $1', [sourceId]);
      return null;
    })
    .then((lease) => {
      if (lease) return lease;
      throw new DocPilotError(
        'sync_in_progress',
        'Another execution syncs this source right now; it will look once more before it ends.',
      );
    });
}

/** Renews a lease. @returns false when another execution has taken it */
export async function renewLease(database: Queryable, lease: Lease): Promise<boolean> {
  const renewed = await database.query(
    `update sources set lease_expires_at = now() + $3 * interval '1 second'
     where id = $1 and fence = $2 and lease_holder is not null
     returning id`,
    [lease.sourceId, lease.fence, leaseSeconds],
  );
  return renewed.length > 0;
}

/**
 * Releases the lease, unless the source was marked dirty meanwhile: then it is kept.
 * @returns false when the source is dirty and must be listed once more
 */
export async function releaseLease(database: Queryable, lease: Lease): Promise<boolean> {
  const released = await database.query(
    `update sources set lease_holder = null, lease_expires_at = null
     where id = $1 and fence = $2 and not dirty
     returning id`,
    [lease.sourceId, lease.fence],
  );
  return released.length > 0;
}

/**
 * Locks the lease until the transaction ends: call it first in every transaction that writes.
 * @throws DocPilotError sync_in_progress when another execution has taken the source over
 */
export async function assertLease(transaction: Queryable, lease: Lease): Promise<void> {
  const held = await transaction.query(
    'select 1 from sources where id = $1 and fence = $2 for share',
    [lease.sourceId, lease.fence],
  );
  if (held.length === 0) {
    throw new DocPilotError('sync_in_progress', 'Another execution has taken this source over.');
  }
}
