import type { Queryable } from '../connection/database.ts';
import { isNamed } from '../documents/document-filters.ts';

/** Names of repositories and folders that start like this, ignoring case, in order. */
export async function completeRepositories(
  database: Queryable,
  start: string,
  limit: number,
): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `select distinct title as name from sources
     where hidden_at is null and starts_with(lower(title), lower($1))
     order by name limit $2`,
    [start, limit],
  );
  return rows.map(({ name }) => name);
}

/** Paths that start like this, of a repository or folder; null: of all of them. */
export async function completePaths(
  database: Queryable,
  repository: string | null,
  start: string,
  limit: number,
): Promise<string[]> {
  const rows = await database.query<{ path: string }>(
    `select distinct path
     from documents join sources on sources.id = documents.source_id
     where sources.hidden_at is null and starts_with(path, $2)
       and ${isNamed('$1')}
     order by path limit $3`,
    [repository, start, limit],
  );
  return rows.map(({ path }) => path);
}

/** The key of the document at a path. */
export async function findDocumentKey(
  database: Queryable,
  repository: string,
  path: string,
): Promise<string | undefined> {
  const [row] = await database.query<{ key: string }>(
    `select documents.key
     from documents join sources on sources.id = documents.source_id
     where sources.hidden_at is null and ${isNamed('$1')} and path = $2
     order by sources.kind, documents.key limit 1`,
    [repository, path],
  );
  return row?.key;
}
