import type { QueryTerm } from '../../lexical/query/query-terms.ts';
import { isLongQuery } from '../../lexical/query/weigh-words.ts';
import { readRuns, wordsOf } from '../../lexical/words/read-words.ts';

/**
 * A tsquery of the names that have all words of the query, each in any of its forms. Of what joins
 * several words (network-topology.png), each of them is enough: a path joins it to a folder, too.
 * @returns null: a query so long is no name, or it has no words
 */
export function namesWithAllWords(query: string, terms: readonly QueryTerm[]): string | null {
  if (isLongQuery(query)) return null;
  const joined = new Set(readRuns(query).flatMap(joinedWords));
  const words = Map.groupBy(
    terms.filter(({ leastShare, text }) => leastShare === null && !joined.has(text)),
    ({ word }) => word,
  );
  if (words.size === 0) return null;
  return [...words.values()]
    .map((variants) => `(${variants.map(({ term }) => term).join('|')})`)
    .join('&');
}

/** The words of a run that join others of it. A number is one word, whatever its groups are. */
function joinedWords(run: string): string[] {
  const words = wordsOf(run);
  return words.filter(
    (word) =>
      /\p{L}/u.test(word) &&
      words.some((other) => other.length > 1 && other !== word && word.includes(other)),
  );
}
