import { hashTerm } from '../lexical/hash-term.ts';
import { tokenize } from '../lexical/tokenize.ts';

const wordRun = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*/gu;

/**
 * A text with the words that match between <mark> and </mark>, and nothing else changed.
 * @param language the text's
 * @param terms what the query looks for
 */
export function markWords(
  text: string,
  language: string,
  terms: { has(term: number): boolean },
): string {
  const matches = new Map<string, boolean>();
  return text.replace(wordRun, (word) => {
    const known = matches.get(word);
    const isMatch = known ?? tokenize(word, language).some((token) => terms.has(hashTerm(token)));
    if (known === undefined) matches.set(word, isMatch);
    return isMatch ? `<mark>${word}</mark>` : word;
  });
}
