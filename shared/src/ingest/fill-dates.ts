import pMap from 'p-map';
import type { Logger } from '../log.ts';
import type { Cursor, Source } from '../sources/source.ts';
import type { Database } from '../store/connection/database.ts';
import { readUndated, recordDates, type Undated } from '../store/documents/change-dates.ts';
import type { Lease } from '../store/sync/leases.ts';

/** Requests spent on dates by one run. */
const mostRequests = 100;
const concurrency = 4;

/**
 * Asks when documents last changed, the newest first, where the source has to be asked for each.
 * Called by runs that changed something, so that an unchanged source stays cheap; what is left
 * unknown comes with later runs. A date is never worth a failing or a waiting sync.
 */
export async function fillDates(
  database: Database,
  lease: Lease,
  source: Source,
  cursor: Cursor,
  { deadline, log }: { deadline: number; log: Logger },
): Promise<void> {
  const found: (Undated & { changedAt: string })[] = [];
  try {
    if (source.lastChange === undefined) return;
    const undated = await readUndated(database, lease.sourceId, mostRequests);
    await pMap(
      undated,
      async (document) => {
        if (Date.now() >= deadline) return;
        const changedAt = await source.lastChange?.(document.path, cursor);
        if (changedAt) found.push({ ...document, changedAt });
      },
      { concurrency },
    );
  } catch (error) {
    log.warn({ error }, 'not every date of a last change could be found');
  }
  if (found.length > 0) await recordDates(database, lease, found);
}
