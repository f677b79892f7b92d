import { ignorables, readWords } from '../words/read-words.ts';
import { quotedPhrase } from './quotation-marks.ts';

const maxPhrases = 8;

/** The phrases that a query quotes ("…", “…”, «…», „…“ and others), as written, in order. */
export function queryPhrases(query: string): string[] {
  const phrases: string[] = [];
  for (const [, ...groups] of query.matchAll(quotedPhrase)) {
    const phrase = (groups.find((group) => group !== undefined) ?? '').replace(/\s+/g, ' ').trim();
    if (phrase !== '' && phrases.length < maxPhrases) phrases.push(phrase);
  }
  return phrases;
}

/** A query without its phrases. */
export function withoutPhrases(query: string): string {
  return query.replace(quotedPhrase, ' ');
}

/**
 * The words of a phrase that are indexed for every passage with the phrase. A joined name is left
 * out, since the passage may join it to more; its parts are kept.
 */
export function phraseWords(phrase: string): string[] {
  return phrase
    .replace(ignorables, '')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .flatMap((segment) => {
      const [whole, ...parts] = readWords(segment);
      return whole === undefined || parts.length > 0 ? parts : [whole];
    });
}
