import type { Database, Queryable } from '../connection/database.ts';
import { assertLease, type Lease } from '../sync/leases.ts';
import { clearProblems, type Problem, recordProblems } from '../sync/problems.ts';
import { jsonArray, type NewDocument } from './new-document.ts';
import { appendAdded, appendRemoved } from './term-deltas.ts';
import { upsertPassages } from './write-passages.ts';

/** A few whole files, each in `documents` or in `problems`. */
export interface Batch {
  documents: NewDocument[];
  problems: Problem[];
}

export interface WriteContext {
  lease: Lease;
  runId: number;
  fingerprint: string;
}

/**
 * Stores a batch in one transaction: documents with chunks, passages and term deltas, problems with
 * their reasons. A skipped file's document goes; a failed file's stays as it was.
 */
export async function writeBatch(
  database: Database,
  { lease, runId, fingerprint }: WriteContext,
  { documents, problems }: Batch,
): Promise<void> {
  await database.transaction(async (transaction) => {
    await assertLease(transaction, lease);
    const skipped = problems.filter((problem) => problem.outcome === 'skipped');
    await removeDocuments(
      transaction,
      lease.sourceId,
      skipped.map((problem) => problem.externalId),
    );
    await keepVerifiedAt(transaction, lease.sourceId, problems);
    await recordProblems(transaction, { sourceId: lease.sourceId, runId, fingerprint }, problems);
    if (documents.length === 0) return;
    const externalIds = documents.map((document) => document.externalId);
    await clearProblems(transaction, lease.sourceId, externalIds);
    const before = await readIds(transaction, lease.sourceId, externalIds);
    await removeChunks(transaction, [...before.values()]);
    const passageIds = await upsertPassages(
      transaction,
      documents.flatMap((document) => document.chunks),
    );
    const ids = await upsertDocuments(transaction, lease.sourceId, runId, fingerprint, documents);
    await insertChunks(transaction, documents, ids, passageIds);
    await appendAdded(transaction, documents);
  });
}

/** Before a document's newer version fails: from then on, its source's times are not its own. */
async function keepVerifiedAt(
  transaction: Queryable,
  sourceId: number,
  problems: readonly Problem[],
): Promise<void> {
  const failed = problems.filter(({ outcome }) => outcome === 'failed');
  if (failed.length === 0) return;
  await transaction.query(
    `update documents set verified_at = greatest(documents.verified_at, sources.verified_at)
     from sources
     where sources.id = $1 and documents.source_id = $1 and documents.external_id = any($2::text[])
       and not exists (
         select from problems as newer
         where newer.source_id = $1 and newer.external_id = documents.external_id
           and newer.outcome = 'failed' and newer.version <> documents.version
       )`,
    [sourceId, failed.map(({ externalId }) => externalId)],
  );
}

/** Deletes documents and problems of files that a complete listing no longer holds. */
export async function deleteDocuments(
  database: Database,
  lease: Lease,
  runId: number,
  externalIds: readonly string[],
): Promise<void> {
  await database.transaction(async (transaction) => {
    await assertLease(transaction, lease);
    const removed = await removeDocuments(transaction, lease.sourceId, externalIds);
    await clearProblems(transaction, lease.sourceId, externalIds);
    await transaction.query('update sync_runs set deleted = deleted + $2 where id = $1', [
      runId,
      removed,
    ]);
  });
}

/** Deletes documents with what they add to the term frequencies. @returns how many there were */
export async function removeDocuments(
  transaction: Queryable,
  sourceId: number,
  externalIds: readonly string[],
): Promise<number> {
  if (externalIds.length === 0) return 0;
  const ids = [...(await readIds(transaction, sourceId, externalIds)).values()];
  await appendRemoved(transaction, ids);
  await transaction.query('delete from documents where id = any($1::bigint[])', [ids]);
  return ids.length;
}

/** Takes a document's old chunks away, with what they add to the term frequencies. */
async function removeChunks(transaction: Queryable, documentIds: readonly number[]): Promise<void> {
  if (documentIds.length === 0) return;
  await appendRemoved(transaction, documentIds);
  await transaction.query('delete from chunks where document_id = any($1::bigint[])', [
    [...documentIds],
  ]);
}

async function readIds(
  transaction: Queryable,
  sourceId: number,
  externalIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await transaction.query<{ id: number; externalId: string }>(
    `select id, external_id as "externalId" from documents
     where source_id = $1 and external_id = any($2::text[])`,
    [sourceId, [...externalIds]],
  );
  return new Map(rows.map((row) => [row.externalId, row.id]));
}

async function upsertDocuments(
  transaction: Queryable,
  sourceId: number,
  runId: number,
  fingerprint: string,
  documents: readonly NewDocument[],
): Promise<Map<string, number>> {
  const stored = await transaction.query<{ id: number; externalId: string }>(
    `insert into documents
       (key, source_id, external_id, path, version, fingerprint, title, content_type, text, secrets_masked, locations, hidden, url,
        run_id, lexical, name_terms, changed_at, verified_at, type, state, labels)
     select document_key(sources.kind, sources.name, new."externalId"), $1, new."externalId",
            new.path, new.version, $2, new.title, new."contentType", new.text, new."secretsMasked", new.locations, new.hidden, new.url, $3,
            new.lexical::sparsevec, new."nameTerms", new."changedAt", now(),
            new.type, new.state, coalesce(new.labels, '{}')
     from sources, json_to_recordset($4::json) as new(
       "externalId" text, path text, version text, title text, "contentType" text, text text,
       "secretsMasked" int, locations jsonb, hidden int[],
       url text, lexical text, "nameTerms" int[], "changedAt" timestamptz,
       type text, state text, labels text[])
     where sources.id = $1
     on conflict (source_id, external_id) do update set
       path = excluded.path, version = excluded.version, fingerprint = excluded.fingerprint,
       title = excluded.title, content_type = excluded.content_type, text = excluded.text,
       secrets_masked = excluded.secrets_masked, locations = excluded.locations, hidden = excluded.hidden,
       url = excluded.url, run_id = excluded.run_id, lexical = excluded.lexical,
       name_terms = excluded.name_terms, verified_at = excluded.verified_at,
       type = excluded.type, state = excluded.state, labels = excluded.labels,
       changed_at = case
         when documents.version = excluded.version and documents.changed_at is not null
         then documents.changed_at else excluded.changed_at end
     returning id, external_id as "externalId"`,
    [sourceId, fingerprint, runId, jsonArray(documents.map(({ row }) => row))],
  );
  return new Map(stored.map((row) => [row.externalId, row.id]));
}

async function insertChunks(
  transaction: Queryable,
  documents: readonly NewDocument[],
  ids: ReadonlyMap<string, number>,
  passageIds: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = documents.flatMap((document) =>
    document.chunks.map((chunk, ordinal) => ({
      document: ids.get(document.externalId),
      ordinal,
      passage: passageIds.get(chunk.hash),
      start: chunk.startLine,
      end: chunk.endLine,
      anchor: chunk.anchor,
    })),
  );
  await transaction.query(
    `insert into chunks (document_id, ordinal, passage_id, start_line, end_line, anchor)
     select document, ordinal, passage, start, "end", anchor
     from json_to_recordset($1::json) as new(
       document bigint, ordinal int, passage bigint, start int, "end" int, anchor text)`,
    [JSON.stringify(rows)],
  );
}
