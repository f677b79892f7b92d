import { hashTerm } from '../lexical/hash-term.ts';
import { visitRuns } from '../lexical/read-words.ts';
import { tokensOf } from '../lexical/tokenize.ts';

/** A run of a text that holds terms a query looks for, and where it begins. */
export interface FoundRun {
  run: string;
  start: number;
  /** In order. */
  terms: number[];
}

/** The runs of a text in that language (ISO 639-1) that hold what a query looks for, in order. */
export type FindRuns = (text: string, language: string) => FoundRun[];

/** The terms of a text that a query looks for, in order. */
export function termsIn(text: string, language: string, find: FindRuns): number[] {
  return find(text, language).flatMap(({ terms }) => terms);
}

/**
 * Looks at no word that cannot be one: every stemmer leaves a word its first letter.
 * @param tokens what the query looks for
 */
export function runFinder(tokens: Iterable<string>): FindRuns {
  const sought = new Map([...tokens].map((token) => [token, hashTerm(token)]));
  const initials = new Set([...sought.keys()].map((token) => token.charCodeAt(0)));
  return (text, language) => {
    const found: FoundRun[] = [];
    visitRuns(text, initials, (run, start) => {
      const terms: number[] = [];
      for (const token of tokensOf(run, language)) {
        const term = sought.get(token);
        if (term !== undefined) terms.push(term);
      }
      if (terms.length > 0) found.push({ run, start, terms });
    });
    return found;
  };
}
