import type { Queryable } from '../connection/database.ts';
import { filterSql } from '../documents/document-filters.ts';
import { toHalfvec } from '../embeddings/embeddings.ts';
import type { Generation } from '../embeddings/generation.ts';
import type { RankedPassage } from './find-passages.ts';
import type { Reach } from './search-scope.ts';

export interface VectorQuery {
  /** Both sides of every comparison are its own (invariant 9). */
  generation: Generation;
  vector: readonly number[];
}

export interface NearPassage extends Omit<RankedPassage, 'score' | 'passageScore'> {
  /** Cosine. */
  similarity: number;
}

/**
 * How many of the nearest passages are looked at, ever more where they are of too few documents; null
 * is all. The first are as many as an index gives at once (hnsw.ef_search).
 */
const nearest = [200, 1_000, 20_000, null];

/**
 * The nearest passage of each of the nearest documents. Where filters leave few documents, all of
 * their passages are compared; else the filters choose among the nearest passages of all, ever more
 * of them until there are enough documents: in an index (see vector-index.ts) as far as pgvector
 * goes on in one (hnsw.max_scan_tuples).
 */
export async function findByVector(
  database: Queryable,
  query: VectorQuery,
  reach: Reach,
): Promise<NearPassage[]> {
  let found: NearPassage[] = [];
  for (const most of reach.among ? [null] : nearest) {
    found = await findNear(database, query, reach, most);
    if (found.length >= reach.enough) break;
  }
  return found;
}

/** @param most how many of the nearest passages are looked at; null is all */
async function findNear(
  database: Queryable,
  { generation, vector }: VectorQuery,
  { filters, among, without, limit }: Reach,
  most: number | null,
): Promise<NearPassage[]> {
  const type = `halfvec(${Number(generation.dimensions)})`;
  const distance = `embeddings.embedding::${type} <=> $1::${type}`;
  const isCompared = `embeddings.generation_id = ${Number(generation.id)}
         and embeddings.embedding is not null`;
  const near = among
    ? `near as (
       select chunks.document_id, chunks.ordinal, chunks.passage_id, ${distance} as distance
       from chunks
       join passages on passages.id = chunks.passage_id
       join embeddings on embeddings.hash = passages.hash
       where chunks.document_id = any ($4::bigint[]) and ${isCompared}
     )`
    : `nearest as materialized (
       select embeddings.hash, ${distance} as distance
       from embeddings
       where ${isCompared}
       order by ${distance}
       limit ${most ?? 'all'}
     ),
     near as (
       select chunks.document_id, chunks.ordinal, chunks.passage_id, nearest.distance
       from nearest
       join passages on passages.hash = nearest.hash
       join chunks on chunks.passage_id = passages.id
     )`;
  const filter = filterSql(filters, among ? 5 : 4);
  return database.query<NearPassage>(
    `with ${near},
     best as (
       select distinct on (near.document_id) near.*
       from near
       join documents on documents.id = near.document_id
       join sources on sources.id = documents.source_id
       where near.document_id <> all ($2::bigint[]) and ${filter.sql}
       order by near.document_id, near.distance, near.ordinal
     )
     select best.document_id as "documentId", best.passage_id as "passageId", best.ordinal,
            1 - best.distance as similarity, encode(passage_weights.sketch, 'base64') as sketch,
            passage_weights.term_count as "termCount"
     from best join passage_weights on passage_weights.passage_id = best.passage_id
     order by best.distance, best.document_id
     limit $3`,
    [toHalfvec(vector), [...without], limit, ...(among ? [[...among]] : []), ...filter.parameters],
  );
}

export interface Similarities {
  documentId: number;
  /** Of the passage that was asked for; null where it has no vector. */
  passage: number | null;
  /** Of the document's nearest passage. */
  document: number | null;
}

/** How near documents that were found otherwise are: one passage of each, and their nearest. */
export async function readSimilarities(
  database: Queryable,
  { generation, vector }: VectorQuery,
  hits: readonly Pick<RankedPassage, 'documentId' | 'passageId'>[],
): Promise<Map<number, Similarities>> {
  if (hits.length === 0) return new Map();
  const type = `halfvec(${Number(generation.dimensions)})`;
  const rows = await database.query<Similarities>(
    `select hit.document as "documentId",
            1 - min(distance) filter (where chunks.passage_id = hit.passage) as passage,
            1 - min(distance) as document
     from unnest($2::bigint[], $3::bigint[]) as hit(document, passage)
     join chunks on chunks.document_id = hit.document
     join passages on passages.id = chunks.passage_id
     join embeddings on embeddings.generation_id = $4 and embeddings.hash = passages.hash
     cross join lateral (select embeddings.embedding::${type} <=> $1::${type} as distance) as near
     where embeddings.embedding is not null
     group by hit.document`,
    [
      toHalfvec(vector),
      hits.map((hit) => hit.documentId),
      hits.map((hit) => hit.passageId),
      generation.id,
    ],
  );
  return new Map(rows.map((row) => [row.documentId, row]));
}
