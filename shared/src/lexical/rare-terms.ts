import type { QueryTerm } from './query-terms.ts';

/** Rows; candidates from terms up to here keep 98.8 % of the top ten among 100,000 passages. */
const candidateBudget = 5000;
/** Fewer rows are no choice: a stem that few misread passages hold must not end the search there. */
const fewestCandidates = 600;

/**
 * The rarest terms of a query, until their document frequencies add up to the budget: the rows
 * that hold one of them are the candidates. Over the budget where they would be hardly any.
 */
export function rareTerms(
  terms: readonly QueryTerm[],
  frequencies: ReadonlyMap<number, number>,
  budget: number = candidateBudget,
): number[] {
  const distinct = [...new Set(terms.map(({ term }) => term))];
  const df = (term: number) => frequencies.get(term) ?? 0;
  distinct.sort((a, b) => df(a) - df(b) || a - b);
  const rare: number[] = [];
  let sum = 0;
  for (const term of distinct) {
    if (sum >= Math.min(fewestCandidates, budget) && sum + df(term) > budget) break;
    rare.push(term);
    sum += df(term);
  }
  return rare;
}
