import type { Queryable } from '../connection/database.ts';
import { filterSql } from '../documents/document-filters.ts';
import { toHalfvec } from '../embeddings/embeddings.ts';
import type { Generation } from '../embeddings/generation.ts';
import type { RankedPassage } from './find-passages.ts';
import type { SearchScope } from './search-scope.ts';

export interface VectorQuery {
  /** Query and passages are compared within one generation only (invariant 9). */
  generation: Generation;
  vector: readonly number[];
}

export interface NearPassage
  extends Omit<RankedPassage, 'score' | 'passageScore' | 'documentScore'> {
  /** Cosine similarity. */
  similarity: number;
}

/**
 * How many of the nearest passages are read: the next number if they belong to too few documents;
 * null is all. The first is what an HNSW index returns at once (hnsw.ef_search).
 */
const passageCounts = [200, 1_000, 20_000, null];

/**
 * The nearest passage of each of the nearest documents. If few documents meet the filters, all of
 * their passages are compared. Otherwise the filters are applied to the nearest passages of the
 * index, more and more of them until there are enough documents. In an HNSW index (vector-index.ts)
 * pgvector scans hnsw.max_scan_tuples at most.
 */
export async function findByVector(
  database: Queryable,
  query: VectorQuery,
  scope: SearchScope,
): Promise<NearPassage[]> {
  let found: NearPassage[] = [];
  for (const maxPassages of scope.onlyDocumentIds ? [null] : passageCounts) {
    found = await findNear(database, query, scope, maxPassages);
    if (found.length >= scope.minDocuments) break;
  }
  return found;
}

/** @param maxPassages how many of the nearest passages are read; null is all */
async function findNear(
  database: Queryable,
  { generation, vector }: VectorQuery,
  { filters, onlyDocumentIds, excludedDocumentIds, maxDocuments }: SearchScope,
  maxPassages: number | null,
): Promise<NearPassage[]> {
  const type = `halfvec(${Number(generation.dimensions)})`;
  const distance = `embeddings.embedding::${type} <=> $1::${type}`;
  const isCompared = `embeddings.generation_id = ${Number(generation.id)}
         and embeddings.embedding is not null`;
  const near = onlyDocumentIds
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
       limit ${maxPassages ?? 'all'}
     ),
     near as (
       select chunks.document_id, chunks.ordinal, chunks.passage_id, nearest.distance
       from nearest
       join passages on passages.hash = nearest.hash
       join chunks on chunks.passage_id = passages.id
     )`;
  const filter = filterSql(filters, onlyDocumentIds ? 5 : 4);
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
    [
      toHalfvec(vector),
      [...excludedDocumentIds],
      maxDocuments,
      ...(onlyDocumentIds ? [[...onlyDocumentIds]] : []),
      ...filter.parameters,
    ],
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
