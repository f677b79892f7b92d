import type { SourceKind } from '../../document.ts';
import type { Queryable } from '../connection/database.ts';
import { type DocumentFilters, filterSql } from '../documents/document-filters.ts';

export type Facet = 'source' | 'repository' | 'folder' | 'type' | 'state' | 'label' | 'changed';

export interface FacetCount {
  facet: Facet;
  /** Of `changed`, a number of days; of `folder`, a path that ends in a slash. */
  value: string;
  documents: number;
}

/** The most values of one facet, and the most folders, which may be listed as a tree. */
const maxValues = 20;
const maxFolders = 500;

/**
 * How many documents the filters leave, by what they can be filtered by; most first. Folders are
 * those directly in the one of the filter. One scan of the documents, without their texts.
 * @param periods days, for documents that changed in the last so many
 */
export async function countDocuments(
  database: Queryable,
  filters: DocumentFilters,
  periods: readonly number[],
): Promise<FacetCount[]> {
  const { sql, parameters } = filterSql(filters, 5);
  const [prefix = ''] = filters.pathPrefixes ?? [];
  const folder = filters.pathPrefixes?.length === 1 ? prefix.replace(/[^/]*$/, '') : '';
  return database.query<FacetCount>(
    `with matching as materialized (
       select sources.kind, sources.title, documents.changed_at, documents.state, documents.labels,
              substring(substr(documents.path, length($1::text) + 1) from '^[^/]+/') as folder,
              coalesce(documents.type, lower(substring(documents.path from '\\.([^./]{1,20})$')),
                       split_part(documents.content_type, ';', 1)) as type
       from documents join sources on sources.id = documents.source_id
       where ${sql}
     ),
     counted as (
       select 'source' as facet, kind as value, count(*) as documents from matching group by kind
       union all select 'repository', title, count(*) from matching group by title
       union all select 'folder', $1 || folder, count(*) from matching
         where folder is not null and starts_with($1 || folder, $1) group by folder
       union all select 'type', type, count(*) from matching group by type
       union all select 'state', state, count(*) from matching where state is not null group by state
       union all select 'label', label, count(*)
         from matching, unnest(labels) as label group by label
       union all select 'changed', days::text, count(*)
         from matching, unnest($2::int[]) as days
         where changed_at > now() - make_interval(days => days) group by days
     ),
     numbered as (
       select *, row_number() over (partition by facet order by documents desc, value) as place
       from counted
     )
     select facet, value, documents from numbered where place <= case facet when 'folder' then $4::int else $3::int end
     order by facet, place`,
    [folder, periods, maxValues, maxFolders, ...parameters],
  );
}

export interface ChangedDocument {
  key: string;
  title: string;
  source: SourceKind;
  repository: string;
  path: string;
  changedAt: Date;
}

/** The documents that changed last, of those that the filters leave. */
export async function latestDocuments(
  database: Queryable,
  filters: DocumentFilters,
  limit: number,
): Promise<ChangedDocument[]> {
  const { sql, parameters } = filterSql(filters, 2);
  return database.query<ChangedDocument>(
    `select documents.key, documents.title, sources.kind as source, sources.title as repository,
            documents.path, documents.changed_at as "changedAt"
     from documents join sources on sources.id = documents.source_id
     where ${sql} and documents.changed_at is not null
     order by documents.changed_at desc, documents.key
     limit $1`,
    [limit, ...parameters],
  );
}
