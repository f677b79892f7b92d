import { hashTerm } from '../lexical/hash-term.ts';
import { tokenize } from '../lexical/tokenize.ts';

const wordRun = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*/gu;

/** Says of a word in a text of that language whether a query looks for it. */
export type Matches = (word: string, language: string) => boolean;

/**
 * Remembers what it has said: the passages of one answer share most of their words.
 * @param terms what the query looks for
 */
export function wordMatcher(terms: { has(term: number): boolean }): Matches {
  const known = new Map<string, Map<string, boolean>>();
  return (word, language) => {
    const words = known.get(language) ?? new Map<string, boolean>();
    known.set(language, words);
    let isMatch = words.get(word);
    if (isMatch === undefined) {
      isMatch = tokenize(word, language).some((token) => terms.has(hashTerm(token)));
      words.set(word, isMatch);
    }
    return isMatch;
  };
}

/** A text with the words that match between <mark> and </mark>, and nothing else changed. */
export function markWords(text: string, language: string, matches: Matches): string {
  return text.replace(wordRun, (word) => (matches(word, language) ? `<mark>${word}</mark>` : word));
}
