import type { Logger } from '../../log.ts';
import type { Cursor, Source } from '../../sources/source.ts';
import type { Database } from '../../store/connection/database.ts';
import { readUndated, recordDates } from '../../store/documents/change-dates.ts';
import type { Lease } from '../../store/sync/leases.ts';

/** Documents whose dates one run asks for at most. */
const maxDocuments = 5_000;

/**
 * Asks when documents last changed, the newest first, where the listing does not tell. Called by
 * runs that changed something, so that an unchanged source stays cheap; what is left unknown comes
 * with later runs. A date is never worth a failing or a waiting sync.
 */
export async function fillDates(
  database: Database,
  lease: Lease,
  source: Source,
  cursor: Cursor,
  { deadline, log }: { deadline: number; log: Logger },
): Promise<void> {
  if (source.changeDates === undefined) return;
  const undated = await readUndated(database, lease.sourceId, maxDocuments);
  if (undated.length === 0) return;
  const byPath = Map.groupBy(undated, ({ path }) => path);
  const told = source.changeDates([...byPath.keys()], cursor);
  for await (const dates of untilFailure(told, log)) {
    const found = [...dates].flatMap(([path, changedAt]) =>
      (byPath.get(path) ?? []).map((document) => ({ ...document, changedAt })),
    );
    if (found.length > 0) await recordDates(database, lease, found);
    if (Date.now() >= deadline) return;
  }
}

async function* untilFailure<T>(items: AsyncIterable<T>, log: Logger): AsyncIterable<T> {
  try {
    yield* items;
  } catch (error) {
    log.warn({ error }, 'not every date of a last change could be found');
  }
}
