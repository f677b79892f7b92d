import type { SourceKind } from '../../document.ts';
import type { Queryable } from '../connection/database.ts';
import { type DocumentFilters, filterSql, unreadFiles } from './document-filters.ts';

/** A repository or folder that is configured. */
export interface SourceName {
  kind: SourceKind;
  /** As the settings name it: unique among its kind. */
  name: string;
  title: string;
}

/** The repositories and folders that are searched, in order of their titles. */
export async function listSourceNames(database: Queryable): Promise<SourceName[]> {
  return database.query<SourceName>(
    'select kind, name, title from sources where hidden_at is null order by title, kind, name',
  );
}

/** Whether any document, or file that is not read, meets the filters. */
export async function hasFiles(database: Queryable, filters: DocumentFilters): Promise<boolean> {
  const { sql, parameters } = filterSql(filters, 1);
  const [row] = await database.query<{ found: boolean }>(
    `select exists (
       select from documents join sources on sources.id = documents.source_id where ${sql}
     ) or exists (
       select from ${unreadFiles} as documents
       join sources on sources.id = documents.source_id where ${sql}
     ) as found`,
    parameters,
  );
  return row?.found ?? false;
}

/**
 * What is directly in a folder, of the documents that meet the filters: folders, with a slash at the
 * end, before files.
 * @param folder with a slash at the end, in any case; empty: the top
 */
export async function listFolder(
  database: Queryable,
  filters: DocumentFilters,
  folder: string,
  limit: number,
): Promise<string[]> {
  const { sql, parameters } = filterSql({ ...filters, pathPrefixes: [folder] }, 3);
  const rows = await database.query<{ name: string }>(
    `select distinct
       left(documents.path, length($1))
         || substring(substr(documents.path, length($1) + 1) from '^[^/]+/?') as name,
       position('/' in substr(documents.path, length($1) + 1)) = 0 as is_file
     from documents join sources on sources.id = documents.source_id
     where ${sql}
     order by is_file, name limit $2`,
    [folder, limit, ...parameters],
  );
  return rows.map(({ name }) => name);
}

/** The extensions of the documents that meet the filters, most frequent first. */
export async function listExtensions(
  database: Queryable,
  filters: DocumentFilters,
  limit: number,
): Promise<string[]> {
  const { sql, parameters } = filterSql(filters, 2);
  const rows = await database.query<{ extension: string }>(
    `select lower(substring(documents.path from '\\.([^./]+)$')) as extension
     from documents join sources on sources.id = documents.source_id
     where ${sql} and documents.path ~ '\\.[^./]+$'
     group by extension order by count(*) desc, extension limit $1`,
    [limit, ...parameters],
  );
  return rows.map(({ extension }) => extension);
}

/** The labels of the documents that meet the filters, most frequent first. */
export async function listLabels(
  database: Queryable,
  filters: DocumentFilters,
  limit: number,
): Promise<string[]> {
  const { sql, parameters } = filterSql(filters, 2);
  const rows = await database.query<{ label: string }>(
    `select label
     from documents join sources on sources.id = documents.source_id
     cross join unnest(documents.labels) as label
     where ${sql}
     group by label order by count(*) desc, label limit $1`,
    [limit, ...parameters],
  );
  return rows.map(({ label }) => label);
}
