import type { QueryTerm } from '../../lexical/query/query-terms.ts';
import { queryVector, weightsByTerm } from '../../lexical/query/query-vector.ts';
import { isLongQuery } from '../../lexical/query/weigh-words.ts';
import type { TermFrequencies } from '../../store/documents/term-frequencies.ts';
import { isIndexed } from './is-indexed.ts';

/** Distinct words of a query that are searched for. */
export const maxQueryWords = 64;

/**
 * The words of a query that weigh most, in their order: of a pasted log, what tells it apart. What
 * the index does not have of it are other machines' paths and numbers.
 */
export function heaviestWords(
  query: string,
  terms: readonly QueryTerm[],
  frequencies: TermFrequencies,
): { terms: QueryTerm[]; isTruncated: boolean } {
  const isLong = isLongQuery(query);
  const words = [...Map.groupBy(terms, ({ word }) => word).values()].filter(
    (variants) => !isLong || variants.some((term) => isIndexed(term, frequencies)),
  );
  if (words.length <= maxQueryWords) return { terms: words.flat(), isTruncated: false };
  const weights = weightsByTerm(queryVector(terms, frequencies.chunks, frequencies.chunkCount));
  const weightOf = (variants: readonly QueryTerm[]) =>
    Math.max(...variants.map(({ term }) => weights.get(term) ?? 0));
  const kept = new Set(
    words
      .map((variants) => ({ variants, weight: weightOf(variants) }))
      .sort((a, b) => b.weight - a.weight)
      .slice(0, maxQueryWords)
      .flatMap(({ variants }) => variants),
  );
  return { terms: terms.filter((term) => kept.has(term)), isTruncated: true };
}
