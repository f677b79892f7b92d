import { readWords } from '../words/read-words.ts';

// A straight quote opens and closes a phrase only at the edge of a word: 5" is a size.
const quoted = /(?<![^\s(])"([^"]+)"(?![^\s).,;:!?])|“([^”]+)”|«([^»]+)»/g;
const maxPhrases = 8;

/** The phrases that a query quotes ("…", “…”, «…»), as written, in order. */
export function queryPhrases(query: string): string[] {
  const phrases: string[] = [];
  for (const found of query.matchAll(quoted)) {
    const phrase = (found[1] ?? found[2] ?? found[3] ?? '').replace(/\s+/g, ' ').trim();
    if (phrase !== '' && phrases.length < maxPhrases) phrases.push(phrase);
  }
  return phrases;
}

/** A query without its phrases. */
export function withoutPhrases(query: string): string {
  return query.replace(quoted, ' ');
}

/**
 * The words of a phrase that are indexed for every passage with the phrase. A joined name is left
 * out, since the passage may join it to more; its parts are kept.
 */
export function phraseWords(phrase: string): string[] {
  return phrase.split(/[^\p{L}\p{N}\p{M}]+/u).flatMap((segment) => {
    const [whole, ...parts] = readWords(segment);
    return whole === undefined || parts.length > 0 ? parts : [whole];
  });
}
