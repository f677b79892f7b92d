import { hashTerm } from '../lexical/hash-term.ts';
import { readRuns } from '../lexical/read-words.ts';
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
  const known = new Map<string, Map<string, readonly number[]>>();
  const find = (run: string, language: string): readonly number[] => {
    if (plainWord.test(run) && !initials.has(run.charCodeAt(0) | lowerCase)) return none;
    const found = tokenize(run, language).flatMap((token) => sought.get(token) ?? []);
    return found.length > 0 ? found : none;
  };
  return (text, language) => {
    const runs = known.get(language) ?? new Map<string, readonly number[]>();
    known.set(language, runs);
    const found: number[] = [];
    for (const run of readRuns(text)) {
      let held = runs.get(run);
      if (held === undefined) {
        held = find(run, language);
        runs.set(run, held);
      }
      if (held !== none) found.push(...held);
    }
    return found;
  };
}
