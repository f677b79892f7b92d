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

/** A source's documents as they were last listed; of a newer version that failed, that one. */
export async function readListed(
  database: Queryable,
  sourceId: number,
): Promise<Omit<StoredVersion, 'fingerprint'>[]> {
  return database.query(
    `select external_id as "externalId", coalesce(problems.path, documents.path) as path,
            coalesce(problems.version, documents.version) as version
     from documents left join problems using (source_id, external_id)
     where source_id = $1`,
    [sourceId],
  );
}

/** A source's files that were listed and are no documents; of one that is skipped, the reason. */
export async function readUnindexed(
  database: Queryable,
  sourceId: number,
): Promise<(Omit<StoredVersion, 'fingerprint'> & { skip?: string })[]> {
  const rows = await database.query<Omit<StoredVersion, 'fingerprint'> & { skip: string | null }>(
    `select external_id as "externalId", path, version,
            case outcome when 'skipped' then reason end as skip
     from problems
     where source_id = $1 and not exists (
       select from documents
       where documents.source_id = $1 and documents.external_id = problems.external_id
     )`,
    [sourceId],
  );
  return rows.map(({ skip, ...row }) => (skip === null ? row : { ...row, skip }));
}

export interface StoredText {
  text: string;
  contentType: string;
  secretsMasked: number;
  locations: Locations | null;
  /** ISO 8601; null is unknown. */
  changedAt: string | null;
}

/** SQL: a document of a source of the same kind as $1, where equal versions are equal contents. */
const isSameKind = `exists (
    select from sources as its join sources as this on this.kind = its.kind
    where its.id = documents.source_id and this.id = $1
  )`;

/** Of these versions, those whose text another source of the same kind has stored, with their paths. */
export async function readElsewhere(
  database: Queryable,
  sourceId: number,
  versions: readonly string[],
  extractVersion: string,
): Promise<Pick<StoredVersion, 'version' | 'path'>[]> {
  if (versions.length === 0) return [];
  return database.query(
    `select documents.version, documents.path
     from unnest($2::text[]) as wanted(version)
     join documents on documents.version = wanted.version
     where documents.source_id <> $1 and starts_with(fingerprint, $3 || ' ') and ${isSameKind}`,
    [sourceId, [...versions], extractVersion],
  );
}

/**
 * The stored text of a version: what need not be fetched again after a rename or a copy, in this source
 * or another one of its kind.
 * @param extension of the path (see `extensionOf`): another one would be read in another way
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
     where version = $2 and ${isSameKind}
       and coalesce(lower(substring(path from '\\.([^./]+)$')), '') = $3
       and starts_with(fingerprint, $4 || ' ')
     order by source_id <> $1, changed_at nulls last
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
