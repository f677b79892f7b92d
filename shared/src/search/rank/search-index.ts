import type { Embedder } from '../../embed/embedder.ts';
import type { Queryable } from '../../store/connection/database.ts';
import { cautiousWeight } from './blend-scores.ts';
import { type QueryEmbedder, queryEmbedder } from './embed-query.ts';

/** What is searched: the store, and what embeds the queries. Without that, words are all. */
export interface SearchIndex extends Queryable {
  queryEmbedder?: QueryEmbedder | null;
}

/**
 * The index as one instance of a function searches it.
 * @param weight the share of meaning in the ranking, 0 to 1; undefined is the cautious one
 */
export function searchIndex(
  database: Queryable,
  embedder: Embedder | null,
  weight: number = cautiousWeight,
): SearchIndex {
  let isFirst = true;
  return {
    query(sql, parameters) {
      // The first query loads the database's driver: what embeds is loaded beside it, not after it.
      if (isFirst) embedder?.load?.();
      isFirst = false;
      return database.query(sql, parameters);
    },
    queryEmbedder: embedder && queryEmbedder(embedder, { weight }),
  };
}
