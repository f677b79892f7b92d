import type { Queryable } from '../../store/connection/database.ts';
import { readActiveGeneration } from '../../store/embeddings/embedding-generations.ts';
import type { StoredHit } from '../../store/search/read-hits.ts';
import type { SearchScope } from '../../store/search/search-scope.ts';
import type { SearchRequest } from '../request/search-request.ts';
import type { QueryEmbedder } from './embed-query.ts';
import { type BlendedHits, blendWithMeaning } from './rank-by-meaning.ts';
import { rankByWords, type WordRanking } from './rank-by-words.ts';
import type { RankedHit } from './ranked-hit.ts';
import type { WordQuery } from './read-query.ts';

export interface Ranking {
  hits: RankedHit[];
  /** What an answer shows of some of them. */
  storedHits: StoredHit[];
  /** Whether meaning should have been compared but could not be. */
  degraded: boolean;
  /** Whether there are no other hits, except those beyond the limit. */
  isComplete: boolean;
  rounds: WordRanking['rounds'];
  /** Null: ranked by words alone. */
  blend: (BlendedHits['blend'] & { weight: number }) | null;
}

/**
 * The best passage of each of the best documents, by words and by meaning. By words alone without an
 * embedder or before anything is embedded; also when the embedder is down or late, and then the
 * answer is degraded (invariant 8).
 */
export async function rankHits(
  database: Queryable,
  query: WordQuery,
  scope: SearchScope,
  request: Pick<SearchRequest, 'query' | 'limit'>,
  embedder: QueryEmbedder | null,
): Promise<Ranking> {
  const generation = embedder && (await readActiveGeneration(database));
  const use = generation ? 'blended' : { storedHitCount: request.limit };
  const [{ passages, ...byWords }, vector] = await Promise.all([
    rankByWords(database, query, scope, use),
    generation ? embedder.embed(request.query, generation) : null,
  ]);
  if (!generation || vector === null) {
    const hits = passages.map(rankedByWords);
    return { ...byWords, hits, degraded: Boolean(generation), blend: null };
  }
  const { weight } = embedder;
  const vectorQuery = { generation, vector };
  const onlyWords = query.phrases.areRequired;
  const options = { weight, onlyWords };
  const { hits, blend } = await blendWithMeaning(database, passages, vectorQuery, scope, options);
  return { ...byWords, hits, degraded: false, blend: { ...blend, weight } };
}

function rankedByWords(passage: WordRanking['passages'][number]): RankedHit {
  const scoredBy = { words: passage.score, meaning: null };
  return { ...passage, similarity: null, match: 'words', scoredBy };
}
