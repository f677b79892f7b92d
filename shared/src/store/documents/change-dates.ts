import type { Database, Queryable } from '../connection/database.ts';
import { assertLease, type Lease } from '../sync/leases.ts';
import { newerVersion } from './freshness.ts';

export interface Undated {
  externalId: string;
  path: string;
  version: string;
}

/**
 * Documents whose date of change is unknown, last stored first. Not those whose newer version could
 * not be read: the date would be the newer one's.
 */
export async function readUndated(
  database: Queryable,
  sourceId: number,
  limit: number,
): Promise<Undated[]> {
  return database.query<Undated>(
    `select documents.external_id as "externalId", documents.path, documents.version
     from documents ${newerVersion}
     where documents.source_id = $1 and changed_at is null and newer.version is null
     order by documents.run_id desc, documents.id desc
     limit $2`,
    [sourceId, limit],
  );
}

/** Stores when documents last changed, unless a newer version has been stored meanwhile. */
export async function recordDates(
  database: Database,
  lease: Lease,
  dates: readonly (Undated & { changedAt: string })[],
): Promise<void> {
  await database.transaction(async (transaction) => {
    await assertLease(transaction, lease);
    await transaction.query(
      `update documents set changed_at = new."changedAt"
       from jsonb_to_recordset($2::jsonb) as new(
         "externalId" text, version text, "changedAt" timestamptz)
       where source_id = $1 and external_id = new."externalId" and documents.version = new.version`,
      [lease.sourceId, JSON.stringify(dates)],
    );
  });
}
