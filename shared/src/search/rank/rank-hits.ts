import type { Queryable } from '../../store/connection/database.ts';
import { readActiveGeneration } from '../../store/embeddings/embedding-generations.ts';
import type { SearchScope } from '../../store/search/search-scope.ts';
import type { SearchRequest } from '../request/search-request.ts';
import type { QueryEmbedder } from './embed-query.ts';
import { blendWithMeaning } from './rank-by-meaning.ts';
import { rankByOwnMeaning } from './rank-by-own-meaning.ts';
import { rankByWords } from './rank-by-words.ts';
import { rankedByWords } from './ranked-hit.ts';
import type { Ranking } from './ranking.ts';
import type { WordQuery } from './read-query.ts';

/**
 * The best passage of each of the best documents, by words and by meaning; without an embedder, by a
 * model of the index's own words. By words alone before anything is embedded; also when the embedder
 * is down or late, and then the answer is degraded (invariant 8).
 */
export async function rankHits(
  database: Queryable,
  query: WordQuery,
  scope: SearchScope,
  request: Pick<SearchRequest, 'query' | 'limit'>,
  embedder: QueryEmbedder | null,
): Promise<Ranking> {
  if (embedder === null) return rankByOwnMeaning(database, query, scope, request.limit);
  const generation = await readActiveGeneration(database);
  const use = generation ? 'blended' : { storedHitCount: request.limit, meaning: null };
  const [{ passages, ...byWords }, vector] = await Promise.all([
    rankByWords(database, query, scope, use),
    generation ? embedder.embed(request.query, generation) : null,
  ]);
  if (!generation || vector === null) {
    const hits = passages.map((passage) => rankedByWords(passage));
    return { ...byWords, hits, degraded: Boolean(generation), blend: null };
  }
  const { weight } = embedder;
  const vectorQuery = { generation, vector };
  const onlyWords = query.phrases.areRequired;
  const options = { weight, onlyWords };
  const { hits, blend } = await blendWithMeaning(database, passages, vectorQuery, scope, options);
  return { ...byWords, hits, degraded: false, blend: { ...blend, weight } };
}
