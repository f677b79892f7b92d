import type { SourceKind } from '../document.ts';
import type { Queryable } from './database.ts';

/**
 * Whether `sources` has that name, in any case: a repository's, a folder's, or the folder's id.
 * @param parameter null is any source
 */
export function isNamed(parameter: string): string {
  return `(${parameter}::text is null
          or lower(${parameter}) in (lower(sources.title), lower(sources.name)))`;
}

/** Only documents that meet all that are given. */
export interface DocumentFilters {
  source?: SourceKind | undefined;
  /** The name of a repository or folder, or the folder's id. */
  repository?: string | undefined;
  pathPrefix?: string | undefined;
  /** A regular expression the path meets (see `globPattern`). */
  pathPattern?: string | undefined;
  /** One of these content types, or a path with one of the extensions (lower case, no dot). */
  types?: { contentTypes: string[]; extensions: string[] } | undefined;
  changedAfter?: Date | undefined;
  changedBefore?: Date | undefined;
}

/**
 * What `documents` and `sources` must meet to be seen at all, and by these filters.
 * @param first the number of the first of `filterParameters`
 */
export function filterSql(first: number): string {
  return `${visibleSql(first)}
         and (${at(first, 6)}::timestamptz is null or documents.changed_at > ${at(first, 6)})
         and (${at(first, 7)}::timestamptz is null or documents.changed_at < ${at(first, 7)})`;
}

function visibleSql(first: number): string {
  return `sources.hidden_at is null
         and (${at(first, 0)}::text is null or sources.kind = ${at(first, 0)})
         and ${isNamed(at(first, 1))}
         and (${at(first, 2)}::text is null or starts_with(documents.path, ${at(first, 2)}))
         and (${at(first, 3)}::text is null or documents.path ~ ${at(first, 3)})
         and (${at(first, 4)}::text[] is null or documents.content_type = any(${at(first, 4)})
              or lower(substring(documents.path from '\\.([^./]+)$')) = any(${at(first, 5)}::text[]))`;
}

function at(first: number, index: number): string {
  return `$${first + index}`;
}

export function filterParameters(filters: DocumentFilters): unknown[] {
  return [
    filters.source ?? null,
    filters.repository ?? null,
    filters.pathPrefix ?? null,
    filters.pathPattern ?? null,
    filters.types?.contentTypes ?? null,
    filters.types?.extensions ?? null,
    filters.changedAfter?.toISOString() ?? null,
    filters.changedBefore?.toISOString() ?? null,
  ];
}

/** The documents that meet the filters, if they are few; null when they are more than `most`. */
export async function findFewDocuments(
  database: Queryable,
  filters: DocumentFilters,
  most: number,
): Promise<number[] | null> {
  const rows = await database.query<{ id: number }>(
    `select documents.id from documents join sources on sources.id = documents.source_id
     where ${filterSql(1)}
     limit ${most + 1}`,
    filterParameters(filters),
  );
  return rows.length > most ? null : rows.map((row) => row.id);
}

/** How many documents a filter by date leaves out because it is unknown when they changed. */
export async function countUndated(database: Queryable, filters: DocumentFilters): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `select count(*) as count from documents join sources on sources.id = documents.source_id
     where ${visibleSql(1)} and documents.changed_at is null`,
    filterParameters(filters).slice(0, 6),
  );
  return row?.count ?? 0;
}
