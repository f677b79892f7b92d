import type { SourceKind } from '../../document.ts';
import type { Queryable } from '../connection/database.ts';
import { type DocumentFilters, filterSql } from '../documents/document-filters.ts';
import { newerVersion, verifiedAt } from '../documents/freshness.ts';
import { sortKey } from './sort-key.ts';

export interface ListedDocument {
  key: string;
  title: string;
  source: SourceKind;
  repository: string;
  path: string;
  url: string;
  contentType: string;
  chunks: number;
  changedAt: Date | null;
  verifiedAt: Date | null;
  /** Why the file's newer version could not be read; null: this is the newest. */
  outdated: string | null;
}

/** Where a page of documents ended: the names as `sortKeyOf` gives them. */
export type DocumentPosition = Pick<ListedDocument, 'repository' | 'path' | 'key'>;

/** Documents in order of repository and path, after the given one. */
export async function listDocuments(
  database: Queryable,
  filters: DocumentFilters,
  after: DocumentPosition | null,
  limit: number,
): Promise<ListedDocument[]> {
  const { sql, parameters } = filterSql(filters, 5);
  return database.query<ListedDocument>(
    `select documents.key, documents.title, sources.kind as source, sources.title as repository,
            documents.path, documents.url, documents.content_type as "contentType",
            (select count(*) from chunks where chunks.document_id = documents.id) as chunks,
            documents.changed_at as "changedAt", ${verifiedAt} as "verifiedAt",
            newer.reason as outdated
     from documents join sources on sources.id = documents.source_id
     ${newerVersion}
     where ${sql}
       and ($1::text is null
            or (${sortKey('sources.title')}, ${sortKey('documents.path')}, documents.key) > ($1, $2, $3))
     order by ${sortKey('sources.title')}, ${sortKey('documents.path')}, documents.key
     limit $4`,
    [after?.repository ?? null, after?.path ?? null, after?.key ?? null, limit, ...parameters],
  );
}
