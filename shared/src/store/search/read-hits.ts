import type { Locations, SourceKind } from '../../document.ts';
import type { Queryable } from '../connection/database.ts';
import { newerVersion, verifiedAt } from '../documents/freshness.ts';

/** Identifies a passage of a document. */
export interface HitKey {
  documentId: number;
  passageId: number;
}

/** What an answer shows of a passage. */
export interface StoredHit extends HitKey {
  documentKey: string;
  ordinal: number;
  title: string;
  source: SourceKind;
  repository: string;
  path: string;
  url: string;
  contentType: string;
  locations: Locations | null;
  headingPath: string[];
  /** Of the passage; where the document has hidden parts, its lines in the document. */
  body: string;
  /** See visible/shown-lines.ts. */
  hidden: readonly number[];
  language: string;
  startLine: number;
  endLine: number;
  /** Of the heading it begins under (see `Chunk`). */
  anchor: string | null;
  changedAt: Date | null;
  verifiedAt: Date | null;
  /** Why the file's newer version could not be read; null: this is the newest. */
  outdated: string | null;
}

/** A hit as JSON: dates are text. */
export type HitJson = Omit<StoredHit, 'changedAt' | 'verifiedAt'> & {
  changedAt: string | null;
  verifiedAt: string | null;
};

/** Whether a passage is a piece of its only line: those beside it begin on that line too. */
const isPiece = `chunks.start_line = chunks.end_line and exists (
                  select from chunks as beside
                  where beside.document_id = keys.document_id
                    and beside.ordinal in (chunks.ordinal - 1, chunks.ordinal + 1)
                    and beside.start_line = chunks.start_line)`;
const passageLines = `string_to_array(passages.body, E'\\n')`;
const documentLines = `string_to_array(replace(documents.text, E'\\r\\n', E'\\n'), E'\\n')`;

/**
 * Hidden parts have places in the document's lines: those of the passage without a table's header
 * above them, or the whole line of a piece, for which the document's text is read.
 */
const bodySql = `case when documents.hidden = '{}' then passages.body
                when ${isPiece}
                  then left((${documentLines})[chunks.start_line], 20000)
                else array_to_string((${passageLines})
                  [cardinality(${passageLines}) - chunks.end_line + chunks.start_line :], E'\\n') end`;

/**
 * An SQL expression of the hits that still exist, in any order, as `HitJson[]`; null if there are
 * none. A single value, so that the statement that ranks can return it as well.
 * @param keys a relation of document_id and passage_id
 */
export function hitsJson(keys: string): string {
  return `(select json_agg(hit) from (
       select documents.id as "documentId", passages.id as "passageId", documents.key as "documentKey",
              chunks.ordinal, documents.title, sources.kind as source, sources.title as repository,
              documents.path, documents.url, documents.content_type as "contentType",
              documents.locations,
              passages.heading_path as "headingPath", documents.hidden, passages.language,
              ${bodySql} as body,
              chunks.start_line as "startLine", chunks.end_line as "endLine", chunks.anchor,
              documents.changed_at as "changedAt", ${verifiedAt} as "verifiedAt",
              newer.reason as outdated
       from ${keys} as keys
       join documents on documents.id = keys.document_id
       join sources on sources.id = documents.source_id
       ${newerVersion}
       join passages on passages.id = keys.passage_id
       join lateral (
         select ordinal, start_line, end_line, anchor from chunks
         where chunks.document_id = keys.document_id and chunks.passage_id = keys.passage_id
         order by ordinal
         limit 1
       ) as chunks on true
       where sources.hidden_at is null
     ) as hit)`;
}

/** The hits that still exist, in any order. */
export async function readHits(database: Queryable, keys: readonly HitKey[]): Promise<StoredHit[]> {
  if (keys.length === 0) return [];
  const [row] = await database.query<{ hits: HitJson[] | null }>(
    `select ${hitsJson('(select * from unnest($1::bigint[], $2::bigint[]) as key(document_id, passage_id))')} as hits`,
    [keys.map((key) => key.documentId), keys.map((key) => key.passageId)],
  );
  return (row?.hits ?? []).map(hitOf);
}

export function hitOf(json: HitJson): StoredHit {
  return { ...json, changedAt: dateOf(json.changedAt), verifiedAt: dateOf(json.verifiedAt) };
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
