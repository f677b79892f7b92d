import type { SourceKind } from '../../document.ts';
import type { Queryable } from '../connection/database.ts';

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

/** What listings are filtered by. */
export type ListFilters = Pick<DocumentFilters, 'source' | 'repository' | 'pathPrefix'>;

const conditions: { [Filter in keyof DocumentFilters]-?: (value: string) => string } = {
  source: (kind) => `sources.kind = ${kind}`,
  repository: isNamed,
  pathPrefix: (prefix) => `starts_with(documents.path, ${prefix})`,
  pathPattern: (pattern) => `documents.path ~ ${pattern}`,
  // A content type has a slash, an extension has none.
  types: (types) => `(split_part(documents.content_type, ';', 1) = any(${types}::text[])
              or lower(substring(documents.path from '\\.([^./]+)$')) = any(${types}::text[]))`,
  changedAfter: (date) => `documents.changed_at > ${date}::timestamptz`,
  changedBefore: (date) => `documents.changed_at < ${date}::timestamptz`,
};

/**
 * What `documents` and `sources` must meet to be seen at all, and by these filters. Nothing is said of
 * filters that are not given: Postgres would take them for ones that leave next to nothing.
 * @param first the number of the first parameter
 */
export function filterSql(
  filters: DocumentFilters,
  first: number,
): { sql: string; parameters: unknown[] } {
  const given = (Object.keys(conditions) as (keyof DocumentFilters)[]).filter(
    (filter) => filters[filter] !== undefined,
  );
  const all = given.map((filter, index) => conditions[filter](`$${first + index}`));
  return {
    sql: ['sources.hidden_at is null', ...all].join('\n         and '),
    parameters: given.map((filter) => parameterOf(filters[filter])),
  };
}

function parameterOf(value: DocumentFilters[keyof DocumentFilters]): unknown {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? [...value.contentTypes, ...value.extensions] : value;
}

export function isFiltering(filters: DocumentFilters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

/** So few documents have each of their passages looked at. */
const fewDocuments = 500;

/** The documents that filters leave, if those are few; null without filters, or when they are more. */
export async function findFewDocuments(
  database: Queryable,
  filters: DocumentFilters,
): Promise<number[] | null> {
  if (!isFiltering(filters)) return null;
  const { sql, parameters } = filterSql(filters, 1);
  const rows = await database.query<{ id: number }>(
    `select documents.id from documents join sources on sources.id = documents.source_id
     where ${sql}
     limit ${fewDocuments + 1}`,
    parameters,
  );
  return rows.length > fewDocuments ? null : rows.map((row) => row.id);
}

/** How many documents a filter by date leaves out because it is unknown when they changed. */
export async function countUndated(
  database: Queryable,
  { changedAfter: _, changedBefore: __, ...filters }: DocumentFilters,
): Promise<number> {
  const { sql, parameters } = filterSql(filters, 1);
  const [row] = await database.query<{ count: number }>(
    `select count(*) as count from documents join sources on sources.id = documents.source_id
     where ${sql} and documents.changed_at is null`,
    parameters,
  );
  return row?.count ?? 0;
}
