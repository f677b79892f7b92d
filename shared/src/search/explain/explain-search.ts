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
 * How a search came to its answer. Frequencies, and what follows from them, would tell of documents
 * that the caller may not see while the index still counts a hidden source: they are null then.
 */
export async function explainSearch(
  database: Queryable,
  request: SearchRequest,
  query: WordQuery,
  { rounds, blend }: Ranking,
  shown: readonly ShownHit[],
): Promise<SearchExplanation> {
  const mayTellStatistics = !(await countsHiddenDocuments(database));
  // A later page repeats the evidence of the first, which was found in other hits.
  const tellsCoverage = mayTellStatistics && request.cursor === undefined;
  return {
    query: mayTellStatistics ? explainQuery(request.query, query) : null,
    rounds: mayTellStatistics ? await explainRounds(database, query, rounds) : null,
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
      coverage: tellsCoverage ? rounded(bestCoverage(query, shown)) : null,
      ...evidenceThresholds,
    },
    hits: await explainHits(database, query, shown, mayTellStatistics),
  };
}
