import type { Locations, SourceKind, ThreadState, ThreadType } from '../../document.ts';
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
  /** Of a conversation; else null. */
  type: ThreadType | null;
  state: ThreadState | null;
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

/**
 * An SQL expression of the hits that still exist, in any order, as `HitJson[]`; null if there are
 * none. A single value, so that the statement that ranks can return it as well.
 * @param keys a relation of document_id, passage_id and ordinal
 */
export function hitsJson(keys: string): string {
  return `(select json_agg(hit) from (
       select documents.id as "documentId", passages.id as "passageId", documents.key as "documentKey",
              chunks.ordinal, documents.title, sources.kind as source, sources.title as repository,
              documents.path, documents.url, documents.content_type as "contentType",
              documents.type, documents.state, documents.locations,
              passages.heading_path as "headingPath", documents.hidden, passages.language,
              passages.body,
              chunks.start_line as "startLine", chunks.end_line as "endLine", chunks.anchor,
              documents.changed_at as "changedAt", ${verifiedAt} as "verifiedAt",
              newer.reason as outdated
       from ${keys} as keys
       join documents on documents.id = keys.document_id
       join sources on sources.id = documents.source_id
       ${newerVersion}
       join passages on passages.id = keys.passage_id
       join chunks on chunks.document_id = keys.document_id and chunks.ordinal = keys.ordinal
       where sources.hidden_at is null
     ) as hit)`;
}

/** Hits to read; a passage that a document has more than once is shown where it comes first. */
const givenKeys = `(
       select key.*, (select min(ordinal) from chunks
                      where chunks.document_id = key.document_id
                        and chunks.passage_id = key.passage_id) as ordinal
       from unnest($1::bigint[], $2::bigint[]) as key(document_id, passage_id))`;

/** The hits that still exist, in any order. */
export async function readHits(database: Queryable, keys: readonly HitKey[]): Promise<StoredHit[]> {
  if (keys.length === 0) return [];
  const [row] = await database.query<{ hits: HitJson[] | null }>(
    `select ${hitsJson(givenKeys)} as hits`,
    [keys.map((key) => key.documentId), keys.map((key) => key.passageId)],
  );
  return hitsOf(database, row?.hits ?? []);
}

/** The hits of an answer to `hitsJson`. */
export async function hitsOf(database: Queryable, json: readonly HitJson[]): Promise<StoredHit[]> {
  const hits = json.map((hit) => ({
    ...hit,
    changedAt: dateOf(hit.changedAt),
    verifiedAt: dateOf(hit.verifiedAt),
  }));
  const withHidden = hits.filter(({ hidden }) => hidden.length > 0);
  const wholeLines = await readWholeLines(
    database,
    withHidden.filter((hit) => hit.startLine === hit.endLine && hidesOn(hit.hidden, hit.startLine)),
  );
  // Hidden parts have places in the document's lines: a table's header above them is none of these.
  for (const hit of withHidden)
    hit.body =
      wholeLines.get(hit.passageId) ??
      hit.body
        .split('\n')
        .slice(hit.startLine - hit.endLine - 1)
        .join('\n');
  return hits;
}

/** Whether a part of a line is hidden. */
function hidesOn(parts: readonly number[], line: number): boolean {
  for (let at = 0; at < parts.length; at += 4)
    if ((parts[at] ?? 0) <= line && line <= (parts[at + 2] ?? 0)) return true;
  return false;
}

/** The whole lines, by passage, of hits on one line: a piece of it, or a row without its padding, has other columns. */
async function readWholeLines(
  database: Queryable,
  hits: readonly StoredHit[],
): Promise<Map<number, string>> {
  if (hits.length === 0) return new Map();
  const rows = await database.query<{ passageId: number; line: string }>(
    `select chunks.passage_id as "passageId",
            left((string_to_array(replace(documents.text, E'\\r\\n', E'\\n'), E'\\n'))[chunks.start_line], 20000) as line
     from unnest($1::bigint[], $2::int[]) as hit(document_id, ordinal)
     join chunks using (document_id, ordinal)
     join documents on documents.id = chunks.document_id`,
    [hits.map(({ documentId }) => documentId), hits.map(({ ordinal }) => ordinal)],
  );
  return new Map(rows.map(({ passageId, line }) => [passageId, line]));
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
