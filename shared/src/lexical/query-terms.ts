import { detectLanguage } from './detect-language.ts';
import { hashTerm } from './hash-term.ts';
import { readWords } from './read-words.ts';
import { tokenOf } from './tokenize.ts';

/** One way a word of the query may stand in the index. */
export interface QueryTerm {
  /** The token's hash, as in the sparse vectors. */
  term: number;
  token: string;
  /**
   * Which word of the query it stands for, from 0. A word's stems in several languages share it,
   * and with it one document frequency, so that a stem nobody uses gets no high idf of its own.
   */
  word: number;
  /** How often the query says the word. */
  weight: number;
}

/** Words of a query that are looked for; later ones are left out. */
export const maxQueryWords = 64;
/** Characters of a query that are read. */
const maxQueryCharacters = 4000;

/**
 * What to look for: every word of the query, stemmed in every language the index holds
 * (ISO 639-1), since a query is too short to tell its own. Stop words of the language it seems to
 * be in are left out.
 */
export function queryTerms(query: string, languages: readonly string[]): QueryTerm[] {
  const text = query.slice(0, maxQueryCharacters);
  const ownLanguage = detectLanguage(text);
  const held = languages.length > 0 ? languages : [ownLanguage];
  const counts = new Map<string, number>();
  for (const word of readWords(text)) {
    if (tokenOf(word, ownLanguage) === null) continue;
    if (counts.size < maxQueryWords || counts.has(word))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const terms: QueryTerm[] = [];
  for (const [index, [word, weight]] of [...counts].entries()) {
    const tokens = new Set(held.map((language) => tokenOf(word, language)));
    for (const token of tokens)
      if (token !== null) terms.push({ term: hashTerm(token), token, word: index, weight });
  }
  return terms;
}
