import type { Locations } from '../../document.ts';
import type { Queryable } from '../connection/database.ts';

/** What a sync compares a listing with. */
export interface StoredVersion {
  externalId: string;
  path: string;
  version: string;
  fingerprint: string;
}

export async function readVersions(
  database: Queryable,
  sourceId: number,
): Promise<StoredVersion[]> {
  return database.query<StoredVersion>(
    `select external_id as "externalId", path, version, fingerprint from documents where source_id = $1`,
    [sourceId],
  );
}

export interface StoredText {
  text: string;
  contentType: string;
  secretsMasked: number;
  locations: Locations | null;
  /** ISO 8601; null is unknown. */
  changedAt: string | null;
}

/**
 * The stored text of a version: what need not be fetched again after a rename or a copy.
 * @param extension of the path, with the dot: another one would be read in another way
 * @param extractVersion what the text must have been read with
 */
export async function readStoredText(
  database: Queryable,
  sourceId: number,
  version: string,
  extension: string,
  extractVersion: string,
): Promise<StoredText | undefined> {
  const [row] = await database.query<Omit<StoredText, 'changedAt'> & { changedAt: Date | null }>(
    `select text, content_type as "contentType", secrets_masked as "secretsMasked",
            locations, changed_at as "changedAt"
     from documents
     where source_id = $1 and version = $2
       and coalesce(substring(path from '\\.[^./]*$'), '') = $3
       and starts_with(fingerprint, $4 || ' ')
     order by changed_at nulls last
     limit 1`,
    [sourceId, version, extension, extractVersion],
  );
  return row && { ...row, changedAt: row.changedAt?.toISOString() ?? null };
}

export async function isStored(
  database: Queryable,
  sourceId: number,
  externalId: string,
): Promise<boolean> {
  const rows = await database.query(
    `select 1 from documents where source_id = $1 and external_id = $2
     union all
     select 1 from problems where source_id = $1 and external_id = $2
     limit 1`,
    [sourceId, externalId],
  );
  return rows.length > 0;
}
