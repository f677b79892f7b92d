import type { SearchScope } from '../../store/search/search-scope.ts';
import type { SearchRequest } from '../request/search-request.ts';
import { rankOrRelax } from './rank-or-relax.ts';
import type { RankedHit } from './ranked-hit.ts';
import type { Ranking } from './ranking.ts';
import type { WordQuery } from './read-query.ts';
import type { SearchIndex } from './search-index.ts';

/** A query of a search, and what it finds. */
export interface RankedQuery {
  query: WordQuery;
  /** Without hits that are not similar enough. */
  ranking: Ranking;
  /** Whether all hits were wanted that the search could find. */
  isFull: boolean;
}

/** Ranks each query of a search in the same scope. */
export async function rankQueries(
  index: SearchIndex,
  queries: readonly WordQuery[],
  scope: SearchScope,
  { limit, similarity_threshold = 0 }: Pick<SearchRequest, 'limit' | 'similarity_threshold'>,
): Promise<RankedQuery[]> {
  return Promise.all(
    queries.map(async (read) => {
      const { query, ranking } = await rankOrRelax(index, read, scope, { query: read.text, limit });
      const hits = similarEnough(ranking.hits, similarity_threshold);
      const isFull = ranking.hits.length >= scope.maxDocuments;
      return { query, ranking: { ...ranking, hits }, isFull };
    }),
  );
}

/** Without the hits whose similarity is known and below the threshold. */
function similarEnough(hits: readonly RankedHit[], threshold: number): RankedHit[] {
  return hits.filter(({ similarity }) => similarity === null || similarity >= threshold);
}
