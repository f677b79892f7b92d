import type { SourceKind } from '../document.ts';
import type { Queryable } from './database.ts';

export interface StoredKey {
  sourceId: number;
  text: string;
}

/** A source's answer key, as it is stored; undefined without one. */
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

/** The documents of a source at these paths; in Drive several may have one path. */
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

/** What a search finds of what an answer key asks. */
export interface RecallReport {
  /** In the key. */
  questions: number;
  /** As many as there was time for. */
  asked: number;
  /** Asked, and a right document is among the first ten results. */
  found: number;
  /** found / asked. */
  recall10: number | null;
  /** The mean of 1 / rank of the first right document, 0 where none is among the first ten. */
  mrr10: number | null;
  /** The first of the questions that were not found. */
  missed: string[];
  /** The first of the key's paths where no document is. */
  unknown_paths: string[];
  /** Some were asked by words alone, because the embedder was out. */
  degraded: boolean;
}

/** Writes it to the run of an execution. */
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
