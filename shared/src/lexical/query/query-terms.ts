import { hashTerm } from '../weights/hash-term.ts';
import { withoutPoints } from '../words/abbreviations.ts';
import { readRuns } from '../words/read-words.ts';
import { tokenOf, undetermined } from '../words/tokenize.ts';
import { lettersOf } from '../words/typed-letters.ts';
import { joinedNames, mayJoin, pluralParticles } from './joined-names.ts';
import { type LanguageShares, queryLanguage } from './query-language.ts';
import { weighWords } from './weigh-words.ts';

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
  /** How much the word counts: see `weighWords`. */
  weight: number;
  /** The query has stop words alone, so they are searched for, unstemmed. */
  isStopWord: boolean;
  /** It is a name that the team has for the word (see search/rank/with-synonyms.ts). */
  isSynonym: boolean;
  /**
   * The share of the passages that must hold more than it, since it is not sure that the query means
   * the word; null: it is.
   */
  leastShare: number | null;
  /** The query's word, if this is another one, which the index has, and which is spelt like it. */
  nearSpellingOf?: string;
}

/** A stop word that fewer passages hold comes from texts whose language was mistaken. */
const leastShareOfDoubtful = 0.002;
/** For an index that holds no passage yet. */
const defaultLanguages: LanguageShares = new Map([['en', 1]]);

/**
 * The terms of a query: each of its words, stemmed in every language of the index (ISO 639-1),
 * since a query is too short to be sure of its own, and in its own if that is clear. If the query
 * has stop words alone, they are searched for, unstemmed; titles and headings of stop words alone
 * are indexed the same way.
 */
export function queryTerms(query: string, held: LanguageShares): QueryTerm[] {
  const indexed = held.size > 0 ? held : defaultLanguages;
  const words = queryWords(query, indexed);
  const terms = termsOf(words, new Set([...indexed.keys(), ...words.likelyLanguages]));
  if (terms.some(({ leastShare }) => leastShare === null)) return terms;
  const weights = weighWords(query);
  const names = new Set(weights.keys());
  const stopWords = termsOf({ weights, names, leastShares: new Map() }, new Set());
  const joined = termsOf(words, new Set(indexed.keys()));
  return [
    ...stopWords.map((term) => ({ ...term, isStopWord: true })),
    ...joined.map((term) => ({ ...term, word: term.word + weights.size })),
  ];
}

function termsOf(
  { weights, names, leastShares }: Pick<QueryWords, 'weights' | 'names' | 'leastShares'>,
  languages: ReadonlySet<string>,
): QueryTerm[] {
  return [...weights].flatMap(([text, weight], word) => {
    const tokens = new Set([...languages].map((language) => tokenOf(text, language)));
    // A stop word is none however it is typed.
    if (!tokens.has(null)) for (const token of otherTokens(text, languages)) tokens.add(token);
    if (names.has(text)) tokens.add(tokenOf(text, undetermined));
    const leastShare = leastShares.get(text) ?? null;
    const about = { word, text, weight, isStopWord: false, isSynonym: false, leastShare };
    return [...tokens].flatMap((token) =>
      token === null ? [] : [{ term: hashTerm(token), token, ...about }],
    );
  });
}

/** Those of a word whose letters are typed otherwise in the index: Gerät, Geraet. */
function otherTokens(text: string, languages: ReadonlySet<string>): (string | null)[] {
  return [...languages].flatMap((language) =>
    lettersOf(text, language).map((form) => tokenOf(form, language)),
  );
}

export interface QueryWords {
  /** How much each word counts that is searched for: see `weighWords`. */
  weights: ReadonlyMap<string, number>;
  /** Those of them that are names, and stand in the index as they are written. */
  names: ReadonlySet<string>;
  /** For those that the query may not mean, the share of the passages that must hold more than them. */
  leastShares: ReadonlyMap<string, number>;
  /** The languages the query seems to be in. */
  likelyLanguages: readonly string[];
  /** Words that are not searched for. */
  stopWords: readonly string[];
  /** Stop words that are searched for: in capitals, or ordinary words in another language of the index. */
  keptStopWords: readonly string[];
}

/** The last words that were read: a search asks for them again to find the query's phrases. */
let lastRead: { of: string; words: QueryWords } | undefined;

/**
 * The words of a query, without the stop words of the language it seems to be in. A stop word in
 * capitals is searched for (the IT department), and so is what a stop word makes with its neighbour
 * (log in: login).
 */
export function queryWords(query: string, held: LanguageShares): QueryWords {
  const of = `${[...held].join()} ${query}`;
  if (lastRead?.of !== of) lastRead = { of, words: computeQueryWords(query, held) };
  return lastRead.words;
}

function computeQueryWords(query: string, held: LanguageShares): QueryWords {
  const words = weighWords(query);
  const { likely, stopWords, doubtful } = queryLanguage([...words.keys()], held);
  if (mayJoin(likely)) for (const word of pluralParticles(query)) stopWords.add(word);
  const acronyms = acronymsOf(query).filter((acronym) => stopWords.delete(acronym));
  const keptStopWords = [...acronyms, ...doubtful];
  const isStopWord = (word: string) => stopWords.has(word) || doubtful.has(word);
  const joined = mayJoin(likely) ? joinedNames(query, isStopWord) : [];
  const searched = [...words].filter(([word]) => !stopWords.has(word));
  const added = joined.filter((name) => !words.has(name));
  return {
    weights: new Map([...searched, ...added.map((name) => [name, 1] as const)]),
    names: new Set([...acronyms, ...joined]),
    leastShares: new Map([
      ...added.map((name) => [name, 0] as const),
      ...[...doubtful].map((word) => [word, leastShareOfDoubtful] as const),
    ]),
    likelyLanguages: likely,
    stopWords: [...stopWords],
    keptStopWords,
  };
}

/** The words of a query in capitals, in lower case; none if all of it is, and no operators. */
function acronymsOf(query: string): string[] {
  if (query === query.toUpperCase()) return [];
  const acronyms = readRuns(query)
    .map((run) => withoutPoints(run) ?? run)
    .filter((run) => /^(?!(?:AND|OR|NOT)$)\p{Lu}{2,}$/u.test(run));
  return acronyms.map((acronym) => acronym.toLowerCase());
}
