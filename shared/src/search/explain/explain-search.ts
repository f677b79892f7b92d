import type { Queryable } from '../../store/connection/database.ts';
import { countsHiddenDocuments } from '../../store/search/read-explanation.ts';
import { nearDuplicates } from '../rank/fold-duplicates.ts';
import type { RankedQuery } from '../rank/rank-queries.ts';
import type { SearchExplanation } from '../request/search-explanation.ts';
import type { SearchRequest } from '../request/search-request.ts';
import { bestCoverage, evidenceThresholds, leastScoreOf } from '../show/evidence.ts';
import { matchedBy, type ShownHit } from '../show/show-page.ts';
import { explainHits } from './explain-hits.ts';
import { explainQuery } from './explain-query.ts';
import { explainRounds } from './explain-rounds.ts';
import { rounded, roundedSpread } from './rounded.ts';

/**
 * Explains how a search came to its answer. While the index's statistics count a hidden source,
 * frequencies and all that is derived from them would reveal documents that no search may find, so
 * they are null.
 */
export async function explainSearch(
  database: Queryable,
  request: SearchRequest,
  ranked: readonly RankedQuery[],
  shown: readonly ShownHit[],
): Promise<SearchExplanation> {
  const showsStatistics = !(await countsHiddenDocuments(database));
  // A later page repeats the evidence of the first page, which other hits decided.
  const showsCoverage = showsStatistics && request.cursor === undefined;
  const explain = async ({ query, ranking: { rounds, blend } }: RankedQuery, at: number) => ({
    query: showsStatistics ? explainQuery(query) : null,
    rounds: showsStatistics ? await explainRounds(database, query, rounds) : null,
    blend: blend && {
      weight: blend.weight,
      words: roundedSpread(blend.words),
      meaning: roundedSpread(blend.meaning),
      shift: rounded(blend.shift),
    },
    evidence: {
      coverage: showsCoverage ? rounded(bestCoverage(query, matchedBy(shown, at))) : null,
      ...evidenceThresholds,
      least_score: showsCoverage ? rounded(leastScoreOf(query)) : null,
    },
  });
  const [first, ...others] = await Promise.all(ranked.map(explain));
  if (first === undefined) throw new Error('A search has at least one query.');
  const queries = ranked.map(({ query }) => query);
  return {
    ...first,
    folding: {
      min_similarity: nearDuplicates.minSimilarity,
      max_score_difference: nearDuplicates.maxScoreDifference,
      min_terms: nearDuplicates.minTerms,
    },
    hits: await explainHits(database, queries, shown, showsStatistics),
    ...(others.length > 0 ? { more_queries: others } : {}),
  };
}
