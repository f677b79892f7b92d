import type { Database, Queryable } from '../connection/database.ts';
import { removeDocuments } from '../documents/write-documents.ts';

/** Documents deleted by one transaction. */
const batchSize = 50;

/**
 * Deletes sources that left the configuration seven days ago, with everything of theirs, until the
 * deadline (milliseconds of the epoch); the next purge deletes the rest. A source that is being
 * synced is left alone.
 */
export async function purgeHiddenSources(database: Database, deadline: number): Promise<void> {
  while (Date.now() < deadline) {
    if (!(await database.transaction(purgeSome))) return;
  }
}

/** @returns whether there was anything to purge */
async function purgeSome(transaction: Queryable): Promise<boolean> {
  // Writers lock this row, too: while it is locked here, nobody adds documents or restores the source.
  const [source] = await transaction.query<{ id: number }>(
    `select id from sources
     where hidden_at < now() - interval '7 days'
       and (lease_holder is null or lease_expires_at < now())
     order by id limit 1
     for update skip locked`,
  );
  if (source === undefined) return false;
  const documents = await transaction.query<{ externalId: string }>(
    `select external_id as "externalId" from documents where source_id = $1 limit ${batchSize}`,
    [source.id],
  );
  if (documents.length === 0) {
    await transaction.query('delete from sources where id = $1', [source.id]);
    return true;
  }
  // If the source is configured again half purged, it must be listed as a whole.
  await transaction.query('update sources set cursor = null where id = $1', [source.id]);
  await removeDocuments(
    transaction,
    source.id,
    documents.map(({ externalId }) => externalId),
  );
  return true;
}
