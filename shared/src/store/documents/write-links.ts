import type { Database } from '../connection/database.ts';
import { assertLease, type Lease } from '../sync/leases.ts';

/** Stores new links of documents, found by their external ids. */
export async function writeLinks(
  database: Database,
  lease: Lease,
  links: readonly { externalId: string; url: string }[],
): Promise<void> {
  await database.transaction(async (transaction) => {
    await assertLease(transaction, lease);
    await transaction.query(
      `update documents set url = new.url
       from jsonb_to_recordset($2::jsonb) as new("externalId" text, url text)
       where source_id = $1 and external_id = new."externalId" and documents.url <> new.url`,
      [lease.sourceId, JSON.stringify(links)],
    );
  });
}
