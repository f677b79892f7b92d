import type { SourceKind } from '../document.ts';
import type { Queryable } from '../store/connection/database.ts';
import type { RecallReport } from '../store/sync/runs.ts';

export interface StoredKey {
  sourceId: number;
  text: string;
}

/** The stored answer key of a source; undefined if it has none. */
export async function readStoredKey(
  database: Queryable,
  source: { kind: SourceKind; name: string },
  path: string,
): Promise<StoredKey | undefined> {
  const [row] = await database.query<StoredKey>(
    `select sources.id as "sourceId", text
     from documents join sources on sources.id = documents.source_id
     where sources.kind = $1 and sources.name = $2 and documents.path = $3
     order by documents.id limit 1`,
    [source.kind, source.name, path],
  );
  return row;
}

/** The documents of a source at these paths; in Drive, several may share a path. */
export async function findDocumentKeys(
  database: Queryable,
  sourceId: number,
  paths: readonly string[],
): Promise<{ path: string; key: string }[]> {
  return database.query(
    'select path, key from documents where source_id = $1 and path = any($2::text[])',
    [sourceId, [...paths]],
  );
}

/** Stores the recall with the run of an execution. */
export async function recordRecall(
  database: Queryable,
  sourceId: number,
  executionId: string,
  report: RecallReport,
): Promise<void> {
  await database.query(
    'update sync_runs set recall = $3::jsonb where source_id = $1 and execution_id = $2',
    [sourceId, executionId, JSON.stringify(report)],
  );
}
