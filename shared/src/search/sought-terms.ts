import { hashTerm } from '../lexical/hash-term.ts';
import { readRuns } from '../lexical/read-words.ts';
import { remember } from '../lexical/remember.ts';
import { tokenize } from '../lexical/tokenize.ts';

/** The terms of a text in that language (ISO 639-1) that a query looks for, in order. */
export type SoughtTerms = (text: string, language: string) => number[];

const none: readonly number[] = [];
/** A word whose only token is its stem; and every stemmer leaves a word its first letter. */
const plainWord = /^[A-Za-z][a-z]*$/;
const lowerCase = 0x20;

/**
 * Remembers what it has found in a word: the passages of one answer share most of theirs.
 * @param tokens what the query looks for
 */
export function soughtTerms(tokens: Iterable<string>): SoughtTerms {
  const sought = new Map([...tokens].map((token) => [token, hashTerm(token)]));
  const initials = new Set([...sought.keys()].map((token) => token.charCodeAt(0)));
  const termsOf = remember((run, language): readonly number[] => {
    if (plainWord.test(run) && !initials.has(run.charCodeAt(0) | lowerCase)) return none;
    const found = tokenize(run, language).flatMap((token) => sought.get(token) ?? []);
    return found.length > 0 ? found : none;
  });
  return (text, language) => {
    const found: number[] = [];
    for (const run of readRuns(text)) {
      const terms = termsOf(run, language);
      if (terms !== none) found.push(...terms);
    }
    return found;
  };
}
