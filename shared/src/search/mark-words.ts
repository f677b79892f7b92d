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
  return text.replace(wordRun, (word) =>
    tokenize(word, language).some((token) => terms.has(hashTerm(token)))
      ? `<mark>${word}</mark>`
      : word,
  );
}
