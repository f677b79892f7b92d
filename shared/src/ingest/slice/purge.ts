import type { Logger } from '../../log.ts';
import type { Database } from '../../store/connection/database.ts';
import { foldDeltas } from '../../store/documents/term-frequencies.ts';
import { purgeActivity } from '../../store/purge/purge-activity.ts';
import { purgeRuns } from '../../store/purge/purge-runs.ts';
import { purgeHiddenSources } from '../../store/purge/purge-sources.ts';
import { purgeUnused } from '../../store/purge/purge-unused.ts';

/** How long deleting sources may take when a sync is planned; the workflow waits meanwhile. */
const purgeMs = 5_000;

/** Deletes what is not used any more. Never throws: what is left is deleted by the next purge. */
export async function purge(database: Database, log: Logger): Promise<void> {
  try {
    await purgeHiddenSources(database, Date.now() + purgeMs);
    await foldDeltas(database);
    await purgeRuns(database);
    await purgeActivity(database);
  } catch (error) {
    log.warn({ error }, 'not everything could be purged');
  }
  await purgePassages(database, log);
}

/** The part of a purge that changed documents make necessary. Never throws. */
export async function purgePassages(database: Database, log: Logger): Promise<void> {
  try {
    await purgeUnused(database);
  } catch (error) {
    log.warn({ error }, 'not every unused passage could be purged');
  }
}
