import type { Queryable } from './database.ts';
import { type DocumentFilters, filterParameters, filterSql } from './document-filters.ts';
import type { Generation } from './embedding-generations.ts';
import { toHalfvec } from './embeddings.ts';
import type { RankedPassage } from './find-passages.ts';

export interface VectorQuery {
  /** Both sides of every comparison are its own (invariant 9). */
  generation: Generation;
  vector: readonly number[];
}

export interface NearPassage extends Omit<RankedPassage, 'score' | 'passageScore'> {
  /** Cosine. */
  similarity: number;
}

/** Passages that are looked at for each document that is wanted: one has several near ones. */
const passagesPerDocument = 4;

/**
 * The nearest passage of each of the nearest documents. Without an index every vector is compared;
 * with one (see vector-index.ts) the filters are met by going on in it (hnsw.iterative_scan).
 * @param without documents that are left out
 */
export async function findByVector(
  database: Queryable,
  { generation, vector }: VectorQuery,
  {
    filters,
    without,
    limit,
  }: { filters: DocumentFilters; without: readonly number[]; limit: number },
): Promise<NearPassage[]> {
  const type = `halfvec(${Number(generation.dimensions)})`;
  return database.query<NearPassage>(
    `with near as materialized (
       select chunks.document_id, chunks.ordinal, chunks.passage_id,
              embeddings.embedding::${type} <=> $1::${type} as distance
       from embeddings
       join passages on passages.hash = embeddings.hash
       join chunks on chunks.passage_id = passages.id
       join documents on documents.id = chunks.document_id
       join sources on sources.id = documents.source_id
       where embeddings.generation_id = ${Number(generation.id)}
         and embeddings.embedding is not null
         and documents.id <> all ($2::bigint[])
         and ${filterSql(4)}
       order by embeddings.embedding::${type} <=> $1::${type}
       limit $3::int * ${passagesPerDocument}
     ),
     best as (
       select distinct on (document_id) document_id, ordinal, passage_id, distance
       from near order by document_id, distance, ordinal
     )
     select best.document_id as "documentId", best.passage_id as "passageId", best.ordinal,
            1 - best.distance as similarity, passage_weights.sketch::text as sketch,
            passage_weights.term_count as "termCount"
     from best join passage_weights on passage_weights.passage_id = best.passage_id
     order by best.distance, best.document_id
     limit $3`,
    [toHalfvec(vector), [...without], limit, ...filterParameters(filters)],
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
