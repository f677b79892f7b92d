import { readPastedLog } from '../../lexical/query/pasted-log.ts';
import type { QueryTerm } from '../../lexical/query/query-terms.ts';
import { queryVector, weightsByTerm } from '../../lexical/query/query-vector.ts';
import { isLongQuery } from '../../lexical/query/weigh-words.ts';
import { readWords } from '../../lexical/words/read-words.ts';
import type { TermFrequencies } from '../../store/documents/term-frequencies.ts';
import { isIndexed } from './is-indexed.ts';

/** Distinct words of a query that are searched for. */
export const maxQueryWords = 64;

/**
 * The words of a query that weigh most, in their order: of a pasted log, what tells it apart. What
 * the index does not have of a long text is left out, and of a log what its message does not say:
 * other machines' paths and numbers. The words of a message that the index does not have are kept,
 * since evidence counts them.
 */
export function heaviestWords(
  query: string,
  terms: readonly QueryTerm[],
  frequencies: TermFrequencies,
): { terms: QueryTerm[]; isTruncated: boolean } {
  const all = [...Map.groupBy(terms, ({ word }) => word).values()];
  const mayMiss = wordsThatMayMiss(query);
  const isHeld = (variants: readonly QueryTerm[]) =>
    variants.some((term) => isIndexed(term, frequencies));
  const words = all.filter(isHeld);
  const missing = all
    .filter((variants) => !isHeld(variants) && variants.some(({ text }) => mayMiss(text)))
    .slice(0, maxQueryWords);
  const isTruncated = words.length > maxQueryWords;
  const chosen = isTruncated ? heaviestOf(words, terms, frequencies) : words;
  const kept = new Set([...chosen, ...missing].flat());
  return { terms: terms.filter((term) => kept.has(term)), isTruncated };
}

function heaviestOf(
  words: readonly QueryTerm[][],
  terms: readonly QueryTerm[],
  frequencies: TermFrequencies,
): QueryTerm[][] {
  const weights = weightsByTerm(queryVector(terms, frequencies.chunks, frequencies.chunkCount));
  const weightOf = (variants: readonly QueryTerm[]) =>
    Math.max(...variants.map(({ term }) => weights.get(term) ?? 0));
  return words
    .map((variants) => ({ variants, weight: weightOf(variants) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, maxQueryWords)
    .map(({ variants }) => variants);
}

/** Which words of a query count though the index does not have them. */
function wordsThatMayMiss(query: string): (word: string) => boolean {
  const log = readPastedLog(query);
  if (log === null) {
    const isLong = isLongQuery(query);
    return () => !isLong;
  }
  const said = new Set(readWords(log.message));
  return (word) => said.has(word);
}
