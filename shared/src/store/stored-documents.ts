import type { Queryable } from './database.ts';

/** What a sync compares a listing with. */
export interface StoredVersion {
  externalId: string;
  version: string;
  fingerprint: string;
}

export async function readVersions(
  database: Queryable,
  sourceId: number,
): Promise<StoredVersion[]> {
  return database.query<StoredVersion>(
    `select external_id as "externalId", version, fingerprint from documents where source_id = $1`,
    [sourceId],
  );
}

/** The stored text of a version: what need not be fetched again after a rename or a copy. */
export async function readStoredText(
  database: Queryable,
  sourceId: number,
  version: string,
): Promise<string | undefined> {
  const [row] = await database.query<{ text: string }>(
    'select text from documents where source_id = $1 and version = $2 limit 1',
    [sourceId, version],
  );
  return row?.text;
}
