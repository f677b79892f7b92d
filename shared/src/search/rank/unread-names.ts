import type { QueryTerm } from '../../lexical/query/query-terms.ts';
import { isLongQuery } from '../../lexical/query/weigh-words.ts';

/**
 * A tsquery of the names that have all words of the query, each in any of its forms.
 * @returns null: a query so long is no name, or it has no words
 */
export function namesWithAllWords(query: string, terms: readonly QueryTerm[]): string | null {
  const words = Map.groupBy(
    terms.filter(({ leastShare }) => leastShare === null),
    ({ word }) => word,
  );
  if (words.size === 0 || isLongQuery(query)) return null;
  return [...words.values()]
    .map((variants) => `(${variants.map(({ term }) => term).join('|')})`)
    .join('&');
}
