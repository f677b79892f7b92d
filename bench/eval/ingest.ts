import { answerKeyFile } from '../../shared/src/answer-key/answer-key-file.ts';
import { defaultMaxFileBytes } from '../../shared/src/ingest/choose/path-rules.ts';
import { syncAndEmbed } from '../../shared/src/ingest/sync-and-embed.ts';
import { createLogger } from '../../shared/src/log.ts';
import type { Source } from '../../shared/src/sources/source.ts';
import type { Database } from '../../shared/src/store/connection/database.ts';
import { migrate } from '../../shared/src/store/migrate.ts';
import { synonymsFile } from '../../shared/src/synonyms/synonyms-file.ts';

/** Indexes a source as a sync does, and lists what is not indexed. */
export async function ingest(
  database: Database,
  source: Source,
  { force = true } = {},
): Promise<void> {
  await migrate(database);
  const report = await syncAndEmbed(
    database,
    source,
    { executionId: `bench-${performance.now()}`, trigger: 'bench', force },
    {
      deadline: Number.POSITIVE_INFINITY,
      settings: {
        include: [],
        exclude: [],
        maxFileBytes: 32 * defaultMaxFileBytes,
        hiddenCells: 'omit',
      },
      configFiles: [answerKeyFile, synonymsFile],
      log: createLogger('bench', { level: 'warn' }),
      abort: new AbortController(),
    },
    null,
  );
  if (report.seen === report.indexed + report.unchanged) return;
  const problems = await database.query<{ path: string; reason: string }>(
    'select path, reason from problems order by path',
  );
  for (const { path, reason } of problems) console.error(`not indexed: ${path} (${reason})`);
}
