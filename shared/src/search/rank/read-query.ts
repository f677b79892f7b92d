import type { SparseVector } from '../../document.ts';
import { nearSpellings } from '../../lexical/query/near-spellings.ts';
import { readPastedLog, withLines } from '../../lexical/query/pasted-log.ts';
import type { LanguageShares } from '../../lexical/query/query-language.ts';
import { type QueryTerm, queryTerms, queryWords } from '../../lexical/query/query-terms.ts';
import { queryVector } from '../../lexical/query/query-vector.ts';
import { hashTerm } from '../../lexical/weights/hash-term.ts';
import { fold } from '../../lexical/words/fold.ts';
import { tokenOf } from '../../lexical/words/tokenize.ts';
import { singular } from '../../lexical/words/word-number.ts';
import type { Queryable } from '../../store/connection/database.ts';
import { readSynonymFiles } from '../../store/documents/synonym-files.ts';
import type { TermFrequencies } from '../../store/documents/term-frequencies.ts';
import { type Split, splitsByWord, withCompoundParts } from './compound-words.ts';
import { heaviestWords } from './heaviest-words.ts';
import { isIndexed } from './is-indexed.ts';
import { type Assumption, type TermLookUp, termLookUp } from './look-up-terms.ts';
import { withOtherSpellings } from './other-spellings.ts';
import { type QueryPhrases, readPhrases } from './read-phrases.ts';
import { readStoredSynonyms } from './read-synonyms.ts';
import { indexSynonyms, type SynonymIndex } from './synonym-index.ts';
import { namesWithAllWords } from './unread-names.ts';
import { type PhraseForWords, withSynonyms } from './with-synonyms.ts';
import { type Apart, phrasesApart, uniqueWays, waysApart, waysInShort } from './words-apart.ts';
import { joinedInIndex, wordsJoined } from './words-joined.ts';

/** A query as terms of the index. */
export interface WordQuery {
  /** As it was asked; a log within JSON has its lines again. */
  text: string;
  terms: QueryTerm[];
  frequencies: TermFrequencies;
  /** What of them may have changed; null: they were read. */
  assumed: Assumption | null;
  passageWeights: SparseVector;
  documentWeights: SparseVector;
  phrases: QueryPhrases;
  /** Synonyms of several words, and words of the query that texts may have as two. */
  phrasesForWords: PhraseForWords[];
  /** A tsquery of the names by which files that are not read are found; null: there is none. */
  unreadNames: string | null;
  /** Whether it has more words than are searched for. */
  isTruncated: boolean;
}

/** Words that are not in the index whose near spellings are searched for. */
const maxUnknownWords = 3;
/** Near spellings of each of them. */
const maxSpellings = 2;

/** What the terms of every query depend on. */
interface IndexFacts {
  languages: LanguageShares;
  synonymsVersion: string | null;
  synonyms: SynonymIndex;
}

/** Of each index, when it was last searched. */
const lastFacts = new WeakMap<Queryable, IndexFacts>();
const noFacts: IndexFacts = { languages: new Map(), synonymsVersion: null, synonyms: new Map() };

/**
 * The query's terms, with the team's synonyms, in the languages of the index: those of the last
 * search, until the index says otherwise.
 */
async function readTerms(database: Queryable, query: string, lookUp: TermLookUp) {
  for (let facts = lastFacts.get(database) ?? noFacts; ; ) {
    const { languages } = facts;
    const own = queryTerms(query, languages);
    const spelled = withOtherSpellings(query, own, languages);
    const named = withSynonyms(query, spelled.terms, facts.synonyms, languages);
    const terms = named.terms;
    const phrases = [...named.phrases, ...spelled.phrases];
    const joined = wordsJoined(query, terms, languages);
    const apart = readPastedLog(query) === null ? waysInShort(own, languages) : [];
    const looked = [
      ...terms.map(({ term }) => term),
      ...[...phrases, ...joined, ...apart].flatMap((one) => one.terms.flat()),
    ];
    const frequencies = await lookUp.look(looked, namesWithAllWords(query, terms));
    const { synonymsVersion } = frequencies;
    const isKnown =
      sameLanguages(frequencies.languages, languages) && synonymsVersion === facts.synonymsVersion;
    if (isKnown)
      return { terms, phrases, joined: joinedInIndex(joined, frequencies), apart, frequencies };
    const files = synonymsVersion === null ? [] : await readSynonymFiles(database);
    const synonyms = indexSynonyms(await readStoredSynonyms(files), frequencies.languages);
    facts = { languages: frequencies.languages, synonymsVersion, synonyms };
    lastFacts.set(database, facts);
  }
}

function sameLanguages(a: LanguageShares, b: LanguageShares): boolean {
  return [...a.keys()].join() === [...b.keys()].join();
}

/**
 * The query's terms, near spellings and parts of compounds included, with their weights in the index.
 * @param mayAssume whether the frequencies may be those of earlier searches: see `isConfirmed`
 */
export async function readQuery(
  database: Queryable,
  asked: string,
  mayAssume = false,
): Promise<WordQuery> {
  const query = withLines(asked);
  const lookUp = termLookUp(database, mayAssume);
  const read = await readTerms(database, query, lookUp);
  const likely = read.terms.filter((term) => isLikely(term, read.frequencies));
  const { terms, isTruncated } = heaviestWords(query, likely, read.frequencies);
  // What the team says in several words is neither misspelt nor a compound.
  const phrased = new Set(read.phrases.flatMap(({ words }) => words));
  const open = terms.filter(({ word }) => !phrased.has(word));
  const apart = read.apart.filter(({ word }) => !phrased.has(word.word));
  const other = await readOtherForms(lookUp, query, open, read.frequencies);
  const frequencies = merged(read.frequencies, other.frequencies);
  const all = withCompoundParts([...terms, ...indexedForms(other)], other.splits, frequencies);
  const { chunks, chunkCount, documents, documentCount } = frequencies;
  const mayNameUnread = read.frequencies.hasUnread || all.length > terms.length;
  return {
    text: query,
    terms: all,
    frequencies,
    assumed: lookUp.assumed(),
    passageWeights: queryVector(all, chunks, chunkCount),
    documentWeights: queryVector(all, documents, documentCount),
    phrases: readPhrases(query, frequencies.languages),
    phrasesForWords: [
      ...read.phrases,
      ...read.joined,
      ...phrasesApart(uniqueWays([...apart, ...other.apart]), all, frequencies),
    ],
    unreadNames: mayNameUnread ? namesWithAllWords(query, all) : null,
    isTruncated,
  };
}

function isLikely(
  { term, leastShare }: QueryTerm,
  { chunks, chunkCount }: TermFrequencies,
): boolean {
  return leastShare === null || (chunks.get(term) ?? 0) > leastShare * chunkCount;
}

/** Other forms in which the index may have the query's words, with their frequencies. */
async function readOtherForms(
  lookUp: TermLookUp,
  query: string,
  terms: readonly QueryTerm[],
  known: TermFrequencies,
): Promise<OtherForms> {
  const unknown = unknownWords(terms, known);
  const stems = unknown.flatMap((term) => [
    ...stemsIn(known.rareLanguages, term),
    ...joinedForms(term),
  ]);
  const languages = [...known.languages.keys()];
  // What is not in the index because it is of another language is not misspelt, nor is a log.
  const isLog = readPastedLog(query) !== null;
  const maySpell = unknown.length > 0 && !isForeign(query, known.languages) && !isLog;
  const spellings = maySpell ? unknown.flatMap((term) => nearSpellings(term, languages)) : [];
  const splits = splitsByWord(terms, languages);
  const apart = isLog ? [] : unknown.flatMap((term) => waysApart(term, languages));
  const looked = [
    ...[...stems, ...spellings, ...[...splits.values()].flat(2)].map(({ term }) => term),
    ...apart.flatMap((way) => way.terms.flat()),
  ];
  const frequencies = looked.length > 0 ? await lookUp.look(looked, null) : known;
  return { stems, spellings, splits, apart, frequencies };
}

/** Whether a query seems to be in a language that the index does not hold. */
function isForeign(query: string, languages: LanguageShares): boolean {
  const { likelyLanguages } = queryWords(query, languages);
  return !likelyLanguages.some((language) => languages.has(language));
}

interface OtherForms {
  /** In languages that few passages are in, and unstemmed. */
  stems: QueryTerm[];
  spellings: QueryTerm[];
  splits: Map<number, Split[]>;
  apart: Apart[];
  frequencies: TermFrequencies;
}

function stemsIn(languages: readonly string[], term: QueryTerm): QueryTerm[] {
  return languages.flatMap((language) => {
    const token = tokenOf(term.text, language);
    return token === null ? [] : [{ ...term, token, term: hashTerm(token) }];
  });
}

/** Two words with a hyphen, one a stop word, are indexed as they are written, in either number: in-house. */
function joinedForms(term: QueryTerm): QueryTerm[] {
  const one = fold(singular(term.text));
  return [one, `${one}s`].map((token) => ({ ...term, token, term: hashTerm(token) }));
}

/** One term of each word that is not in the index in any form. A stop word is not misspelt. */
function unknownWords(terms: readonly QueryTerm[], frequencies: TermFrequencies) {
  const indexed = terms.filter((term) => isIndexed(term, frequencies));
  const known = new Set(indexed.map(({ word }) => word));
  const unknown = new Map(
    terms
      .filter(({ word, isStopWord }) => !known.has(word) && !isStopWord)
      .map((term) => [term.word, term]),
  );
  return [...unknown.values()].slice(0, maxUnknownWords);
}

/** The stems that are indexed; of words without any, the most frequent near spellings. */
function indexedForms({ stems, spellings, frequencies }: OtherForms): QueryTerm[] {
  const frequency = ({ term }: QueryTerm) => frequencies.chunks.get(term) ?? 0;
  const found = stems.filter((stem) => frequency(stem) > 0);
  const stemmed = new Set(found.map(({ word }) => word));
  const others = Map.groupBy(
    spellings.filter(({ word }) => !stemmed.has(word)),
    ({ word }) => word,
  );
  const spelled = [...others.values()].flatMap((variants) =>
    variants
      .filter((variant) => frequency(variant) > 0)
      .sort((a, b) => frequency(b) - frequency(a))
      .slice(0, maxSpellings),
  );
  return [...found, ...spelled];
}

function merged(known: TermFrequencies, more: TermFrequencies): TermFrequencies {
  return {
    ...known,
    chunks: new Map([...known.chunks, ...more.chunks]),
    documents: new Map([...known.documents, ...more.documents]),
    levels: new Map([...known.levels, ...more.levels]),
  };
}
