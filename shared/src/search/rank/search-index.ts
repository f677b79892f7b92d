import type { Embedder } from '../../embed/embedder.ts';
import type { Logger } from '../../log.ts';
import type { Queryable } from '../../store/connection/database.ts';
import { cautiousWeight } from './blend-scores.ts';
import { type QueryEmbedder, queryEmbedder } from './embed-query.ts';

/** What is searched: the store, and the embedder of queries. Without one, search is by words alone. */
export interface SearchIndex extends Queryable {
  queryEmbedder?: QueryEmbedder | null;
}

/**
 * The index as one instance of a function searches it.
 * @param weight the weight of meaning in the ranking, 0 to 1; undefined: the cautious default
 */
export function searchIndex(
  database: Queryable,
  embedder: Embedder | null,
  weight: number = cautiousWeight,
  log?: Logger,
): SearchIndex {
  let isFirst = true;
  return {
    query(sql, parameters) {
      // The first query loads the database's driver; the embedder's client is loaded in parallel.
      if (isFirst) embedder?.load?.();
      isFirst = false;
      return database.query(sql, parameters);
    },
    queryEmbedder: embedder && queryEmbedder(embedder, { weight, log }),
  };
}
