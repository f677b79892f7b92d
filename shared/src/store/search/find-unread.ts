import type { SourceKind } from '../../document.ts';
import type { Queryable } from '../connection/database.ts';
import { type DocumentFilters, filterSql, unreadFiles } from '../documents/document-filters.ts';
import { plainName, plainNameSql } from './name-sql.ts';

/** A file that has no document, with what its source knows of it. */
export interface UnreadFile {
  documentKey: string;
  externalId: string;
  source: SourceKind;
  /** The source's name, and its name for people. */
  name: string;
  repository: string;
  path: string;
  outcome: 'skipped' | 'failed';
  reason: string;
  /** Of a repository: where it is, and at which commit it was listed; null for a folder. */
  link: string | null;
  commit: string | null;
}

/**
 * Files that are not indexed and whose names meet a tsquery, those first whose paths have a name as it
 * is written, then those with the shortest paths. What the team leaves out of the index is left out of
 * answers, too.
 */
export async function findUnread(
  database: Queryable,
  { tsquery, name }: { tsquery: string; name: string },
  filters: DocumentFilters,
  limit: number,
): Promise<UnreadFile[]> {
  const filter = filterSql(filters, 4);
  return database.query<UnreadFile>(
    `select document_key(sources.kind, sources.name, documents.external_id) as "documentKey",
            documents.external_id as "externalId", sources.kind as source, sources.name,
            sources.title as repository, documents.path, documents.outcome, documents.reason,
            sources.cursor->>'link' as link, sources.cursor->>'commit' as commit
     from ${unreadFiles} as documents
     join sources on sources.id = documents.source_id
     where name_words(documents.name_terms) @@ $1::tsquery and ${filter.sql}
       and documents.reason not in ('excluded', 'not_included')
       and not exists (
         select from documents as indexed
         where indexed.source_id = documents.source_id
           and indexed.external_id = documents.external_id)
     order by strpos(${plainNameSql('documents.path')}, $3) = 0, length(documents.path), documents.path
     limit $2`,
    [tsquery, limit, plainName(name), ...filter.parameters],
  );
}
