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

/** A document must meet all the filters that are given. */
export interface DocumentFilters {
  source?: SourceKind | undefined;
  /** Names of repositories or folders, or folders' ids: one of them. */
  repositories?: readonly string[] | undefined;
  /** One of these, at the beginning of the path, in any case. */
  pathPrefixes?: readonly string[] | undefined;
  /** A regular expression that the path must match, in any case (see `globPattern`). */
  pathPattern?: string | undefined;
  /** Content types, extensions of the path (lower case, no dot), types of conversations: one of them. */
  types?: readonly string[] | undefined;
  /** Of conversations: one of them. */
  states?: readonly string[] | undefined;
  /** Of conversations, in any case: one of them. */
  labels?: readonly string[] | undefined;
  changedAfter?: Date | undefined;
  changedBefore?: Date | undefined;
}

/**
 * The files that have no document, as filters take documents. What is not read has no type of its
 * own, and no date.
 */
export const unreadFiles = `(
       select problems.*, '' as content_type, null::timestamptz as changed_at, null::text as type,
              null::text as state, '{}'::text[] as labels from problems
     )`;

/** What listings of runs, problems and sources are filtered by. */
export type ListFilters = Pick<DocumentFilters, 'source' | 'repositories' | 'pathPrefixes'>;

/**
 * Whether `sources` has one of these names, as the settings have them.
 * @param parameter null is any source
 */
export function isOneOf(parameter: string): string {
  return `(${parameter}::text[] is null or sources.name = any(${parameter}))`;
}

const conditions: { [Filter in keyof DocumentFilters]-?: (value: string) => string } = {
  source: (kind) => `sources.kind = ${kind}`,
  repositories: (names) => {
    const lower = `array(select lower(name) from unnest(${names}::text[]) as name)`;
    return `(lower(sources.title) = any(${lower}) or lower(sources.name) = any(${lower}))`;
  },
  pathPrefixes: (prefixes) =>
    `lower(documents.path) ^@ any(array(select lower(path) from unnest(${prefixes}::text[]) as path))`,
  pathPattern: (pattern) => `documents.path ~* ${pattern}`,
  // A content type has a slash, an extension has none.
  // A conversation is of its own type alone, though its text is Markdown.
  types: (
    types,
  ) => `(case when documents.type is not null then documents.type = any(${types}::text[])
              else split_part(documents.content_type, ';', 1) = any(${types}::text[])
                or lower(substring(documents.path from '\\.([^./]+)$')) = any(${types}::text[]) end)`,
  states: (states) => `documents.state = any(${states}::text[])`,
  labels: (labels) =>
    `array(select lower(label) from unnest(documents.labels) as label)
         && array(select lower(label) from unnest(${labels}::text[]) as label)`,
  changedAfter: (date) => `documents.changed_at > ${date}::timestamptz`,
  changedBefore: (date) => `documents.changed_at < ${date}::timestamptz`,
};

/**
 * SQL's condition on `documents` and `sources`: visible, and met by these filters. Filters that are
 * not given do not appear in it: Postgres would estimate that they leave next to no rows.
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
  return value instanceof Date ? value.toISOString() : value;
}

export function isFiltering(filters: DocumentFilters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

/** Up to so many documents, a search scores all of their passages. */
const fewDocuments = 500;

/** The ids of the documents that the filters leave; null without filters, or when there are many. */
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

/** How many documents a filter by date leaves out because their date of change is unknown. */
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

/** How many documents meet the filters in each repository or folder that has some, most first. */
export async function countBySource(
  database: Queryable,
  filters: DocumentFilters,
): Promise<{ repository: string; documents: number }[]> {
  const { sql, parameters } = filterSql(filters, 1);
  return database.query(
    `select sources.title as repository, count(*) as documents
     from documents join sources on sources.id = documents.source_id
     where ${sql}
     group by sources.id, sources.title
     order by documents desc, repository`,
    parameters,
  );
}
