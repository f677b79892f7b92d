import { hashTerm } from '../weights/hash-term.ts';
import { fold } from '../words/fold.ts';
import { languages as knownLanguages } from '../words/languages.ts';
import { readWords } from '../words/read-words.ts';
import { tokenOf, undetermined } from '../words/tokenize.ts';

/** A form in which the index may have a word of the query. */
export interface QueryTerm {
  /** The token's hash, as in the sparse vectors. */
  term: number;
  token: string;
  /**
   * The word of the query it belongs to, from 0. A word's stems in several languages share it, and
   * one document frequency, so that a rare stem gets no high idf of its own.
   */
  word: number;
  /** That word, in lower case. */
  text: string;
  /** How often the query says the word. */
  weight: number;
  /** The query has stop words alone, so they are searched for, unstemmed. */
  isStopWord: boolean;
}

/** Distinct words of a query that are searched for; later ones are ignored. */
export const maxQueryWords = 64;
/** Characters of a query that are read. */
const maxQueryCharacters = 4000;
/** For an index that holds no passage yet. */
const defaultLanguage = 'en';

/**
 * The terms of a query: each of its words, stemmed in every language of the index (ISO 639-1),
 * since a query is too short to be sure of its own. If the query has stop words alone, they are
 * searched for, unstemmed; titles and headings of stop words alone are indexed the same way.
 */
export function queryTerms(query: string, languages: readonly string[]): QueryTerm[] {
  const indexed = languages.length > 0 ? [...new Set(languages)] : [defaultLanguage];
  const terms = termsIn(query, indexed, false);
  return terms.length > 0 ? terms : termsIn(query, [undetermined], true);
}

function termsIn(query: string, languages: readonly string[], isStopWord: boolean): QueryTerm[] {
  const { counts } = countWords(query, languages);
  return [...counts].flatMap(([text, weight], word) => {
    const tokens = new Set(languages.map((language) => tokenOf(text, language)));
    return [...tokens].flatMap((token) =>
      token === null ? [] : [{ term: hashTerm(token), token, word, text, weight, isStopWord }],
    );
  });
}

export interface QueryWords {
  /** How often the query says each word that is searched for. */
  counts: Map<string, number>;
  /** The languages the query seems to be in. */
  likelyLanguages: string[];
  /** Words that are not searched for. */
  stopWords: string[];
}

/**
 * Counts a query's words, without the stop words of the language it seems to be in: the language
 * most of its words are stop words of. In a tie, those of all tied languages are left out, because
 * a short query in French must not search for "le". Interrogatives are left out only if there is no
 * tie: "comment" is a question in French and a noun in English.
 */
export function countWords(query: string, languages: readonly string[]): QueryWords {
  const words = readWords(query.slice(0, maxQueryCharacters));
  const distinct = [...new Set(words)];
  const found = languages.map((code) => distinct.filter((word) => tokenOf(word, code) === null));
  const most = Math.max(...found.map((stopWords) => stopWords.length));
  const likelyLanguages = languages.filter((_, at) => found[at]?.length === most);
  const stopWords = new Set(found.filter(({ length }) => length === most).flat());
  const [likeliest = '', ...tied] = likelyLanguages;
  if (most > 0 && tied.length === 0) {
    const interrogatives = knownLanguages.get(likeliest)?.questionWords;
    for (const word of distinct) if (interrogatives?.has(fold(word))) stopWords.add(word);
  }
  const counts = new Map<string, number>();
  for (const word of words) {
    if (stopWords.has(word)) continue;
    if (counts.size < maxQueryWords || counts.has(word))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return { counts, likelyLanguages, stopWords: [...stopWords] };
}
