import type { Queryable } from '../connection/database.ts';
import type { Generation } from './generation.ts';

/** From so many vectors on an index is worth its memory; fewer are all compared, so that none is missed. */
export const indexedFrom = 20_000;

/**
 * Builds an HNSW index for each large generation without one, while others go on reading and
 * writing. For servers, by the owner of the tables, on a connection without a time limit and
 * outside any transaction. An index whose building was interrupted is built again.
 * @returns the models whose vectors are indexed from now on
 */
export async function indexVectors(database: Queryable, from = indexedFrom): Promise<string[]> {
  const large = await database.query<Generation>(
    `select id, model, dimensions from embedding_generations
     where (select count(*) from embeddings
            where generation_id = embedding_generations.id and embedding is not null) >= $1
       and not exists (
         select from pg_index
         where indisvalid and indexrelid = to_regclass('embeddings_hnsw_' || embedding_generations.id)
       )`,
    [from],
  );
  for (const { id, dimensions } of large) {
    await database.query(`drop index concurrently if exists embeddings_hnsw_${Number(id)}`);
    await database.query(
      `create index concurrently embeddings_hnsw_${Number(id)} on embeddings
       using hnsw ((embedding::halfvec(${Number(dimensions)})) halfvec_cosine_ops)
       where generation_id = ${Number(id)} and embedding is not null`,
    );
  }
  return large.map(({ model }) => model);
}
