import type { QueryTerm } from '../../lexical/query/query-terms.ts';
import { isLongQuery } from '../../lexical/query/weigh-words.ts';
import { namesIn } from '../../lexical/words/read-words.ts';

/**
 * A tsquery of the names that have all words of the query, each in any of its forms. What joins
 * several of them (app.test.js) may be joined to a folder in a path.
 * @returns null: a query so long is no name, or it has no words
 */
export function namesWithAllWords(query: string, terms: readonly QueryTerm[]): string | null {
  const texts = new Set(terms.map(({ text }) => text));
  const isJoined = (text: string) => {
    // Most words are letters alone, and join nothing.
    if (/^[a-z]+$/.test(text)) return false;
    const names = namesIn(text);
    const isSought = (name: string) => texts.has(name);
    // What is missing of letters alone is a stop word: libfoo.so.
    const isDropped = (name: string) => /^\p{L}+$/u.test(name);
    return (
      names.length > 1 &&
      names.some(isSought) &&
      names.every((name) => isSought(name) || isDropped(name))
    );
  };
  const words = Map.groupBy(
    terms.filter(({ leastShare, text }) => leastShare === null && !isJoined(text)),
    ({ word }) => word,
  );
  if (words.size === 0 || isLongQuery(query)) return null;
  return [...words.values()]
    .map((variants) => `(${variants.map(({ term }) => term).join('|')})`)
    .join('&');
}
