import type { Queryable } from '../connection/database.ts';

/** A file of a source whose text is stored as it stands. */
export interface StoredFile {
  externalId: string;
  path: string;
  version: string;
  text: string;
}

/** The stored files of a source that have one of these names, in any folder. */
export async function readFilesNamed(
  database: Queryable,
  sourceId: number,
  names: readonly string[],
): Promise<StoredFile[]> {
  return database.query<StoredFile>(
    `select external_id as "externalId", path, version, text from documents
     where source_id = $1 and substring(path from '[^/]*$') = any($2::text[])
     order by path`,
    [sourceId, [...names]],
  );
}
