import type { Queryable } from '../../store/connection/database.ts';
import { countsHiddenDocuments } from '../../store/search/read-explanation.ts';
import { nearDuplicates } from '../rank/fold-duplicates.ts';
import type { Ranking } from '../rank/rank-hits.ts';
import type { WordQuery } from '../rank/read-query.ts';
import type { SearchExplanation } from '../request/search-explanation.ts';
import type { SearchRequest } from '../request/search-request.ts';
import { bestCoverage, evidenceThresholds } from '../show/evidence.ts';
import type { ShownHit } from '../show/show-page.ts';
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
  query: WordQuery,
  { rounds, blend }: Ranking,
  shown: readonly ShownHit[],
): Promise<SearchExplanation> {
  const showsStatistics = !(await countsHiddenDocuments(database));
  // A later page repeats the evidence of the first page, which other hits decided.
  const showsCoverage = showsStatistics && request.cursor === undefined;
  return {
    query: showsStatistics ? explainQuery(request.query, query) : null,
    rounds: showsStatistics ? await explainRounds(database, query, rounds) : null,
    blend: blend && {
      weight: blend.weight,
      words: roundedSpread(blend.words),
      meaning: roundedSpread(blend.meaning),
      shift: rounded(blend.shift),
    },
    folding: {
      min_similarity: nearDuplicates.minSimilarity,
      max_score_difference: nearDuplicates.maxScoreDifference,
      min_terms: nearDuplicates.minTerms,
    },
    evidence: {
      coverage: showsCoverage ? rounded(bestCoverage(query, shown)) : null,
      ...evidenceThresholds,
    },
    hits: await explainHits(database, query, shown, showsStatistics),
  };
}
