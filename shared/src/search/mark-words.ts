import type { SoughtTerms } from './sought-terms.ts';

const wordRun = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*/gu;

/** Says of a word in a text of that language whether a query looks for it. */
export type Matches = (word: string, language: string) => boolean;

/** Remembers what it has said: the passages of one answer share most of their words. */
export function wordMatcher(soughtIn: SoughtTerms): Matches {
  const known = new Map<string, Map<string, boolean>>();
  return (word, language) => {
    const words = known.get(language) ?? new Map<string, boolean>();
    known.set(language, words);
    let isMatch = words.get(word);
    if (isMatch === undefined) {
      isMatch = soughtIn(word, language).length > 0;
      words.set(word, isMatch);
    }
    return isMatch;
  };
}

/** A text with the words that match between <mark> and </mark>, and nothing else changed. */
export function markWords(text: string, language: string, matches: Matches): string {
  return text.replace(wordRun, (word) => (matches(word, language) ? `<mark>${word}</mark>` : word));
}
