import { hashTerm } from '../weights/hash-term.ts';
import { fold } from '../words/fold.ts';
import { languages } from '../words/languages.ts';
import { readWords } from '../words/read-words.ts';
import { tokenOf, undetermined } from '../words/tokenize.ts';

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
  /** That word, in lower case. */
  text: string;
  /** How often the query says the word. */
  weight: number;
  /** It is one, as the query's other words are, and is looked for as it stands. */
  isStopWord: boolean;
}

/** Words of a query that are looked for; later ones are left out. */
export const maxQueryWords = 64;
/** Characters of a query that are read. */
const maxQueryCharacters = 4000;

/**
 * What to look for: every word of the query, stemmed in every language the index holds
 * (ISO 639-1), since a query is too short to be sure of its own. Of a query that is stop words alone
 * those, as they stand: so do titles and headings of stop words alone in the index.
 */
export function queryTerms(query: string, languages: readonly string[]): QueryTerm[] {
  const held = languages.length > 0 ? [...new Set(languages)] : ['en'];
  const terms = termsIn(query, held, false);
  return terms.length > 0 ? terms : termsIn(query, [undetermined], true);
}

function termsIn(query: string, held: readonly string[], isStopWord: boolean): QueryTerm[] {
  const terms: QueryTerm[] = [];
  for (const [index, [word, weight]] of [...countWords(query, held)].entries()) {
    const tokens = new Set(held.map((language) => tokenOf(word, language)));
    for (const token of tokens)
      if (token !== null)
        terms.push({ term: hashTerm(token), token, word: index, text: word, weight, isStopWord });
  }
  return terms;
}

/**
 * The query's words and how often it says them, without the stop words of the language it seems to
 * be in: the one most of its stop words belong to. Several in a draw all count, because a short
 * query in French must not be searched for "le". What asks is left out only where there is no draw:
 * "comment" is a question in French and a noun in English.
 */
function countWords(query: string, held: readonly string[]): Map<string, number> {
  const words = readWords(query.slice(0, maxQueryCharacters));
  const distinct = [...new Set(words)];
  const stopWords = held.map((code) => distinct.filter((word) => tokenOf(word, code) === null));
  const most = Math.max(...stopWords.map((found) => found.length));
  const likely = held.filter((_, at) => stopWords[at]?.length === most);
  const dropped = new Set(stopWords.filter((found) => found.length === most).flat());
  const asks =
    likely.length === 1 && most > 0 ? languages.get(likely[0] ?? '')?.questionWords : null;
  const counts = new Map<string, number>();
  for (const word of words) {
    if (dropped.has(word) || asks?.has(fold(word))) continue;
    if (counts.size < maxQueryWords || counts.has(word))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}
