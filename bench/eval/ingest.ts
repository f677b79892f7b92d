import { defaultMaxFileBytes } from '../../shared/src/ingest/path-rules.ts';
import { syncSlice } from '../../shared/src/ingest/sync-slice.ts';
import { createLogger } from '../../shared/src/log.ts';
import type { Source } from '../../shared/src/sources/source.ts';
import type { Database } from '../../shared/src/store/database.ts';
import { migrate } from '../../shared/src/store/migrate.ts';

/** Indexes a source as a sync does, and nothing else. @throws when a document was left out */
export async function ingest(database: Database, source: Source): Promise<void> {
  await migrate(database);
  const report = await syncSlice(
    database,
    source,
    { executionId: 'bench', trigger: 'bench', force: true },
    {
      deadline: Number.POSITIVE_INFINITY,
      settings: { include: [], exclude: [], maxFileBytes: 32 * defaultMaxFileBytes },
      log: createLogger('bench', { level: 'warn' }),
      abort: new AbortController(),
    },
  );
  const { seen, indexed, unchanged, skipped, failed } = report;
  if (seen !== indexed + unchanged) {
    const reasons = JSON.stringify({ skipped, failed });
    console.error(`${seen - indexed - unchanged} documents are not indexed: ${reasons}`);
  }
}
