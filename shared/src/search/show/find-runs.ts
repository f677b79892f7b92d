import type { QueryTerm } from '../../lexical/query/query-terms.ts';
import { hashTerm } from '../../lexical/weights/hash-term.ts';
import { beginningsOf } from '../../lexical/words/beginnings.ts';
import { visitRuns } from '../../lexical/words/read-words.ts';
import { tokensOf, undetermined } from '../../lexical/words/tokenize.ts';

/** A run of a text that holds terms a query looks for, and where it begins. */
export interface FoundRun {
  run: string;
  start: number;
  /** In order. */
  terms: number[];
}

/** The runs of a text that hold what a query looks for, in order. */
export type FindRuns = (text: string) => FoundRun[];

/** A text, and those runs of it. */
export interface ReadText {
  text: string;
  found: readonly FoundRun[];
}

/**
 * What finds the runs in texts of a language (ISO 639-1).
 * @param terms what the query looks for
 */
export function runFinder(
  terms: readonly Pick<QueryTerm, 'token' | 'isStopWord'>[],
): (language: string) => FindRuns {
  const sought = new Map(terms.map(({ token }) => [token, hashTerm(token)]));
  const beginnings = beginningsOf(sought.keys());
  const findIn = (language: string) => (text: string) => {
    const found: FoundRun[] = [];
    visitRuns(text, beginnings, (run, start) => {
      const held: number[] = [];
      for (const token of tokensOf(run, language)) {
        const term = sought.get(token);
        if (term !== undefined) held.push(term);
      }
      if (held.length > 0) found.push({ run, start, terms: held });
    });
    return found;
  };
  const asTheyStand = terms.some(({ isStopWord }) => isStopWord);
  return (language) => findIn(asTheyStand ? undetermined : language);
}
