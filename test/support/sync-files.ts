import type { Database } from '@docpilot/shared/database';
import type { ContentSettings } from '../../shared/src/ingest/choose/path-rules.ts';
import type { memoryRepository } from './memory-source.ts';
import { syncOnce } from './sync-memory.ts';

/** What became of each file: its passages, or why it has none. */
export async function syncFiles(
  database: Database,
  repository: ReturnType<typeof memoryRepository>,
  settings: Partial<ContentSettings> = {},
): Promise<Record<string, string>> {
  await syncOnce(database, repository.source(), {
    settings: {
      include: [],
      exclude: [],
      maxFileBytes: 20 * 1024 * 1024,
      hiddenCells: 'omit',
      ...settings,
    },
  });
  const rows = await database.query<{ path: string; state: string }>(
    `select path, case when exists (select from chunks where document_id = documents.id)
       then 'indexed' else 'stored' end as state
     from documents where not exists (
       select from problems where problems.external_id = documents.external_id)
     union all select path, reason from problems`,
  );
  return Object.fromEntries(rows.map(({ path, state }) => [path, state]));
}
