import type { QueryTerm } from '../../lexical/query/query-terms.ts';
import { hashTerm } from '../../lexical/weights/hash-term.ts';
import { beginningsOf } from '../../lexical/words/beginnings.ts';
import { joinsWords } from '../../lexical/words/compound-parts.ts';
import { visitRuns } from '../../lexical/words/read-words.ts';
import { tokensOf, undetermined } from '../../lexical/words/tokenize.ts';

/** A run of a text (see lexical/words/read-words.ts) that holds terms of the query. */
export interface Match {
  run: string;
  /** Where it begins in the text. */
  start: number;
  /** In order. */
  terms: number[];
}

/** The matches of a query in a text, in order. */
export type FindMatches = (text: string) => Match[];

export interface MatchedText {
  text: string;
  matches: readonly Match[];
}

/**
 * Prepares a query for finding its matches in texts.
 * @returns for a language (ISO 639-1), the function that finds them in texts of that language
 */
export function matchFinder(
  queryTerms: readonly Pick<QueryTerm, 'token' | 'isStopWord'>[],
): (language: string) => FindMatches {
  const termOf = new Map(queryTerms.map(({ token }) => [token, hashTerm(token)]));
  const beginnings = beginningsOf(termOf.keys());
  const finderIn = (language: string) => (text: string) => {
    const matches: Match[] = [];
    // A part of a compound may begin otherwise than its word.
    visitRuns(text, joinsWords(language) ? null : beginnings, (run, start) => {
      const terms: number[] = [];
      for (const token of tokensOf(run, language)) {
        const term = termOf.get(token);
        if (term !== undefined) terms.push(term);
      }
      if (terms.length > 0) matches.push({ run, start, terms });
    });
    return matches;
  };
  const isUnstemmed = queryTerms.some(({ isStopWord }) => isStopWord);
  return (language) => finderIn(isUnstemmed ? undetermined : language);
}
