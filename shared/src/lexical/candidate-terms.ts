import type { QueryTerm } from './query-terms.ts';

/** Rows; candidates from terms up to here keep 98.8 % of the top ten among 100,000 passages. */
const candidateBudget = 5000;
/** Fewer rows are no choice: a stem that few misread passages hold must not end the search there. */
const fewestCandidates = 600;
/** A term that stands in more rows than so many budgets is frequent: only where it weighs much. */
const frequentFrom = 2;
/** About the share of a frequent term's rows in which it weighs much (see strong-terms.ts). */
const strongShare = 0.2;

/** The rows that hold one of these are the candidates. */
export interface CandidateTerms {
  any: number[];
  /** Only rows in which they weigh much. */
  strong: number[];
}

/**
 * The rarest terms of a query, until the rows that hold them add up to the budget. Over the budget
 * where they would be hardly any.
 */
export function candidateTerms(
  terms: readonly QueryTerm[],
  frequencies: ReadonlyMap<number, number>,
  budget: number = candidateBudget,
): CandidateTerms {
  const distinct = [...new Set(terms.map(({ term }) => term))];
  const df = (term: number) => frequencies.get(term) ?? 0;
  distinct.sort((a, b) => df(a) - df(b) || a - b);
  const chosen: CandidateTerms = { any: [], strong: [] };
  let sum = 0;
  for (const term of distinct) {
    const isFrequent = df(term) > frequentFrom * budget;
    const rows = isFrequent ? strongShare * df(term) : df(term);
    if (
      sum >= Math.min(fewestCandidates, budget) &&
      sum + rows > (isFrequent ? frequentFrom : 1) * budget
    )
      break;
    chosen[isFrequent ? 'strong' : 'any'].push(term);
    sum += rows;
  }
  return chosen;
}
