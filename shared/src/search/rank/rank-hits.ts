import type { Queryable } from '../../store/connection/database.ts';
import { readActiveGeneration } from '../../store/embeddings/embedding-generations.ts';
import type { StoredHit } from '../../store/search/read-hits.ts';
import type { Reach } from '../../store/search/search-scope.ts';
import type { SearchRequest } from '../request/search-request.ts';
import type { QueryEmbedder } from './embed-query.ts';
import { blendWithMeaning } from './rank-by-meaning.ts';
import { rankByWords } from './rank-by-words.ts';
import type { RankedHit } from './ranked-hit.ts';
import type { WordQuery } from './read-query.ts';

export interface Ranking {
  hits: RankedHit[];
  /** What an answer shows of some of them. */
  shown: StoredHit[];
  /** Whether a part of the search was not to be had. */
  degraded: boolean;
  /** Whether these are all there are, but for those beyond the limit. */
  isComplete: boolean;
}

/**
 * The best passage of each of the best documents, by words and by meaning. Without an embedder, or
 * before anything is embedded, words are all there is; when the embedder is down or late they do
 * alone, and the answer is degraded (invariant 8).
 */
export async function rankHits(
  database: Queryable,
  query: WordQuery,
  reach: Reach,
  request: Pick<SearchRequest, 'query' | 'limit'>,
  embedder: QueryEmbedder | null,
): Promise<Ranking> {
  const generation = embedder && (await readActiveGeneration(database));
  const [{ passages, shown, isComplete }, vector] = await Promise.all([
    rankByWords(database, query, reach, generation ? undefined : request.limit),
    generation ? embedder.embed(request.query, generation) : null,
  ]);
  if (!generation || vector === null) {
    return {
      hits: passages.map((hit) => ({ ...hit, similarity: null, match: 'words' as const })),
      shown,
      degraded: Boolean(generation),
      isComplete,
    };
  }
  const hits = await blendWithMeaning(database, passages, { generation, vector }, reach, {
    weight: embedder.weight,
    onlyWords: query.phrases.length > 0,
  });
  return { hits, shown, degraded: false, isComplete };
}
