import type { Locations, SourceKind } from '../document.ts';
import type { Queryable } from './database.ts';

/** A passage of a document. */
export interface HitKey {
  documentId: number;
  passageId: number;
}

/** What an answer shows of one. */
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
  body: string;
  language: string;
  startLine: number;
  endLine: number;
  changedAt: Date | null;
  verifiedAt: Date | null;
}

/** The hits that are still there, in any order. */
export async function readHits(database: Queryable, keys: readonly HitKey[]): Promise<StoredHit[]> {
  if (keys.length === 0) return [];
  return database.query<StoredHit>(
    `select documents.id as "documentId", passages.id as "passageId", documents.key as "documentKey",
            chunks.ordinal, documents.title, sources.kind as source, sources.title as repository,
            documents.path, documents.url, documents.content_type as "contentType",
            documents.locations,
            passages.heading_path as "headingPath", passages.body, passages.language,
            chunks.start_line as "startLine", chunks.end_line as "endLine",
            documents.changed_at as "changedAt", sources.verified_at as "verifiedAt"
     from unnest($1::bigint[], $2::bigint[]) as hit(document, passage)
     join documents on documents.id = hit.document
     join sources on sources.id = documents.source_id
     join passages on passages.id = hit.passage
     join lateral (
       select ordinal, start_line, end_line from chunks
       where chunks.document_id = hit.document and chunks.passage_id = hit.passage
       order by ordinal
       limit 1
     ) as chunks on true
     where sources.hidden_at is null`,
    [keys.map((key) => key.documentId), keys.map((key) => key.passageId)],
  );
}
