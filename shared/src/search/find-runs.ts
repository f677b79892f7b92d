import { hashTerm } from '../lexical/hash-term.ts';
import { visitRuns } from '../lexical/read-words.ts';
import { remember } from '../lexical/remember.ts';
import { tokenize } from '../lexical/tokenize.ts';

/** A run of a text that holds terms a query looks for, and where it begins. */
export interface FoundRun {
  run: string;
  start: number;
  /** In order. */
  terms: readonly number[];
}

/** The runs of a text in that language (ISO 639-1) that hold what a query looks for, in order. */
export type FindRuns = (text: string, language: string) => FoundRun[];

const none: readonly number[] = [];

/**
 * Remembers what it has found in a run: the passages of one answer share most of theirs. Looks at
 * no word that cannot be one: every stemmer leaves a word its first letter.
 * @param tokens what the query looks for
 */
export function runFinder(tokens: Iterable<string>): FindRuns {
  const sought = new Map([...tokens].map((token) => [token, hashTerm(token)]));
  const initials = new Set([...sought.keys()].map((token) => token.charCodeAt(0)));
  const termsOf = remember((run, language): readonly number[] => {
    const found = tokenize(run, language).flatMap((token) => sought.get(token) ?? []);
    return found.length > 0 ? found : none;
  });
  return (text, language) => {
    const found: FoundRun[] = [];
    visitRuns(text, initials, (run, start) => {
      const terms = termsOf(run, language);
      if (terms !== none) found.push({ run, start, terms });
    });
    return found;
  };
}
