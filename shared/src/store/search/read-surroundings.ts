import type { Queryable } from '../connection/database.ts';

export interface ChunkRange {
  documentId: number;
  ordinal: number;
  startLine: number;
  endLine: number;
  characters: number;
  /** Whether it is under the headings of the chunk it is near, or smaller ones below them. */
  isInSection: boolean;
}

/** The chunks within a distance (in chunks of the same document) of the given ones, which are included. */
export async function readNearbyChunks(
  database: Queryable,
  around: readonly { documentId: number; ordinal: number }[],
  distance: number,
): Promise<ChunkRange[]> {
  return database.query<ChunkRange>(
    `select near.document_id as "documentId", near.ordinal, near.start_line as "startLine",
            near.end_line as "endLine", length(passages.body) as characters,
            passages.heading_path[1:cardinality(own.heading_path)] = own.heading_path as "isInSection"
     from unnest($1::bigint[], $2::int[]) as hit(document, ordinal)
     join chunks on chunks.document_id = hit.document and chunks.ordinal = hit.ordinal
     join passages as own on own.id = chunks.passage_id
     join chunks as near on near.document_id = hit.document
       and near.ordinal between hit.ordinal - $3 and hit.ordinal + $3
     join passages on passages.id = near.passage_id`,
    [around.map((hit) => hit.documentId), around.map((hit) => hit.ordinal), distance],
  );
}

export interface DocumentLines {
  documentId: number;
  startLine: number;
  endLine: number;
}

/** The text of line ranges. @param maxCharacters of each range; the rest is cut off */
export async function readLines(
  database: Queryable,
  ranges: readonly DocumentLines[],
  maxCharacters: number,
): Promise<(DocumentLines & { text: string })[]> {
  return database.query<DocumentLines & { text: string }>(
    `select documents.id as "documentId", range.first as "startLine", range.last as "endLine",
            left(
              array_to_string((string_to_array(replace(documents.text, E'\\r\\n', E'\\n'), E'\\n'))[range.first:range.last], E'\\n'),
              $4
            ) as text
     from unnest($1::bigint[], $2::int[], $3::int[]) as range(document, first, last)
     join documents on documents.id = range.document`,
    [
      ranges.map((range) => range.documentId),
      ranges.map((range) => range.startLine),
      ranges.map((range) => range.endLine),
      maxCharacters,
    ],
  );
}
