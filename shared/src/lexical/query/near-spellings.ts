import { hashTerm } from '../weights/hash-term.ts';
import { fold } from '../words/fold.ts';
import { computeToken } from '../words/tokenize.ts';
import type { QueryTerm } from './query-terms.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';
/** A shorter word has too many near spellings that mean something else. */
const minLength = 4;
const maxLength = 32;

/**
 * The terms of every word at edit distance 1: a letter left out, inserted, replaced, or swapped
 * with the next one. They are looked up by their hashes like any other term, so there is no table
 * of words (docs/decisions/0010-near-spellings.md).
 */
export function nearSpellings(
  { text, word, weight, leastShare }: QueryTerm,
  languages: readonly string[],
): QueryTerm[] {
  const folded = fold(text);
  if (folded.length < minLength || folded.length > maxLength || !/^[a-z]+$/.test(folded)) return [];
  const terms = new Map<number, QueryTerm>();
  for (const variant of variants(folded)) {
    for (const language of languages) {
      const token = computeToken(variant, language);
      if (token === null) continue;
      const term = hashTerm(token);
      const about = { isStopWord: false, isSynonym: false, leastShare };
      const spelling = { nearSpellingOf: text };
      terms.set(term, { term, token, word, text: variant, weight, ...about, ...spelling });
    }
  }
  return [...terms.values()];
}

function variants(word: string): string[] {
  const found: string[] = [];
  for (let at = 0; at <= word.length; at++) {
    const before = word.slice(0, at);
    const after = word.slice(at);
    const rest = after.slice(1);
    for (const letter of letters) {
      found.push(before + letter + after);
      if (after !== '') found.push(before + letter + rest);
    }
    if (after !== '') found.push(before + rest);
    if (rest !== '') found.push(`${before}${rest[0]}${after[0]}${rest.slice(1)}`);
  }
  return found.filter((variant) => variant !== word);
}
