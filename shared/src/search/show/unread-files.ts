import { fileAddress, fileName } from '../../paths.ts';
import type { Queryable } from '../../store/connection/database.ts';
import type { DocumentFilters } from '../../store/documents/document-filters.ts';
import { findUnread, type UnreadFile } from '../../store/search/find-unread.ts';
import type { WordQuery } from '../rank/read-query.ts';
import type { SearchResult } from '../request/search-request.ts';

/** Files that an answer names beside what it found in texts. */
export const maxUnread = 3;

/** Of each query, the files that only its words in their names find. */
export function unreadByQuery(
  database: Queryable,
  queries: readonly WordQuery[],
  filters: DocumentFilters,
): Promise<SearchResult[][]> {
  return Promise.all(queries.map((query) => unreadFiles(database, query, filters)));
}

/**
 * The files whose names have all words of the query, and whose texts were not read: each as a result
 * that says so.
 */
async function unreadFiles(
  database: Queryable,
  query: WordQuery,
  filters: DocumentFilters,
): Promise<SearchResult[]> {
  if (query.unreadNames === null) return [];
  const sought = { tsquery: query.unreadNames, name: query.phrases.subject };
  return (await findUnread(database, sought, filters, maxUnread)).map(resultOf);
}

function resultOf(file: UnreadFile): SearchResult {
  const { documentKey, source, repository, path, outcome, reason } = file;
  const what = outcome === 'skipped' ? 'was not read' : 'could not be read';
  return {
    id: `${documentKey}.0`,
    document_id: documentKey,
    title: fileName(path),
    source,
    repository,
    path,
    url: linkTo(file),
    section_url: null,
    heading_path: [],
    start_line: 1,
    end_line: 1,
    location: null,
    snippet: `This file ${what} (${reason}): only its name was found.`,
    not_read: reason,
    score: 0,
    similarity: null,
    match: 'words',
    changed_at: null,
    verified_at: null,
    also_in: [],
  };
}

function linkTo({ source, name, externalId, path, link, commit }: UnreadFile): string {
  if (source === 'drive')
    return `https://drive.google.com/open?id=${encodeURIComponent(externalId)}`;
  return fileAddress(link ?? `https://github.com/${name}`, commit ?? 'HEAD', path);
}
