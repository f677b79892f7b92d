import type { SparseVector } from '../../document.ts';
import { toSparseVector } from '../weights/bm25.ts';
import type { QueryTerm } from './query-terms.ts';

/**
 * The query's side of BM25's inner product: for each term, how often the query says it, times
 * idf = ln(1 + (N − df + ½) / (df + ½)).
 *
 * @param frequencies how many of the rows hold each term; a term that is missing counts as rare
 * @param size N, the number of rows (passages or documents)
 */
export function queryVector(
  terms: readonly QueryTerm[],
  frequencies: ReadonlyMap<number, number>,
  size: number,
): SparseVector {
  const wordFrequencies = new Map<number, number>();
  for (const { word, term } of terms)
    wordFrequencies.set(word, (wordFrequencies.get(word) ?? 0) + (frequencies.get(term) ?? 0));
  const sums = new Map<number, number>();
  for (const { term, word, weight } of terms) {
    const df = Math.max(1, Math.min(wordFrequencies.get(word) ?? 0, size));
    const idf = Math.log(1 + Math.max(0, size - df + 0.5) / (df + 0.5));
    sums.set(term, (sums.get(term) ?? 0) + weight * idf);
  }
  return toSparseVector(sums);
}

/** A vector's weight of each term. */
export function weightsByTerm({ terms, weights }: SparseVector): Map<number, number> {
  return new Map(terms.map((term, at) => [term, weights[at] ?? 0]));
}
