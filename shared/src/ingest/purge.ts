import type { Logger } from '../log.ts';
import type { Database } from '../store/connection/database.ts';
import { foldDeltas } from '../store/documents/term-frequencies.ts';
import { purgeRuns } from '../store/purge/purge-runs.ts';
import { purgeHiddenSources } from '../store/purge/purge-sources.ts';
import { purgeUnused } from '../store/purge/purge-unused.ts';

/** What a plan may spend on it; the workflow waits meanwhile. */
const purgeMs = 5_000;

/** Deletes what nobody has use for any more. Never throws: the next time will do. */
export async function purge(database: Database, log: Logger): Promise<void> {
  try {
    await purgeHiddenSources(database, Date.now() + purgeMs);
    await foldDeltas(database);
    await purgeRuns(database);
  } catch (error) {
    log.warn({ error }, 'not everything could be purged');
  }
  await purgePassages(database, log);
}

/** The part of it that a change of documents asks for. Never throws. */
export async function purgePassages(database: Database, log: Logger): Promise<void> {
  try {
    await purgeUnused(database);
  } catch (error) {
    log.warn({ error }, 'not every unused passage could be purged');
  }
}
