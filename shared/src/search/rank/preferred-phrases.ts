import { phraseWords } from '../../lexical/query/query-phrases.ts';
import type { QueryTerm } from '../../lexical/query/query-terms.ts';
import { weightsByTerm } from '../../lexical/query/query-vector.ts';
import { bothNumbers } from '../../lexical/words/word-number.ts';
import type { PreferredPhrase, TitlePhrase } from '../../store/search/phrase-sql.ts';
import { isIndexed, isLeftOut } from './is-indexed.ts';
import {
  namePattern,
  numberedPattern,
  phrasePattern,
  plainWordPattern,
  spelledPattern,
} from './phrase-pattern.ts';
import type { WordQuery } from './read-query.ts';
import type { PhraseForWords } from './with-synonyms.ts';

/** What a passage gets for a phrase, in weights of the phrase's words. Not measured. */
const bonuses = {
  /** Of several words in quotes: it ranks first. */
  quoted: 6,
  /** The same in a title. */
  title: 12,
  /** One word in quotes is often a value in a pasted error. */
  quotedWord: 1,
  /** What means something else without its stop words: it ranks first, too. */
  name: 10,
  /** A short query as a whole. */
  whole: 3,
  /** A number with the word that says of what it is: of the passages that have both, one has them together. */
  numbered: 2,
  /** A proper name: of the rows of a table that have its words, one has them together. */
  proper: 1,
  /** What the team calls words of the query: about as much as they give, found in passage and document. */
  synonym: 2,
  /** A word that the index has, as two, where a passage does not have it. */
  apart: 1,
  /** Two words of the query as one, where a passage does not have both. */
  joined: 3,
};
/**
 * All passages with the words of a phrase are searched for it, if they are so many at most: each
 * takes up to 60 µs. Else only those that are candidates anyway are.
 */
const maxSought = 5_000;
/** Candidates that are not among the passages with the words are not searched, if these are so many at most. */
const maxHolders = 500;

/**
 * The phrases that a passage ranks higher with. If those in quotes are required, only the ones by
 * which passages are found that no word finds.
 */
export function preferredPhrases(query: WordQuery): PreferredPhrase[] {
  // What is required in quotes stands as it is written, and other forms of its words find nothing more.
  const others = query.phrases.areRequired
    ? []
    : [...phrasesForWords(query), ...numberedPhrases(query)];
  return [...phrasesOfQuery(query), ...others, ...spelledPhrase(query)];
}

/** The phrases for which a document whose title has them comes first. */
export function titlePhrases(query: WordQuery): TitlePhrase[] {
  const { quoted, spelled, isSpelled } = query.phrases;
  const phrases = quoted.filter((text) => /\s/.test(text));
  const ofPhrases = phrases.map((text) => ({
    pattern: phrasePattern(text),
    bonus: bonuses.title * weightOfWords(wordsOf(query, text)),
  }));
  const word = isSpelled && spelled !== null ? [spelledPattern(spelled)] : [];
  const ofWays = query.phrasesForWords
    .filter(({ takesApart }) => takesApart?.isKnown === false)
    .map((phrase) => ({
      pattern: anyName(phrase.texts),
      bonus: bonuses.synonym * weightOfStoodFor(query, phrase),
    }));
  return [
    ...ofPhrases,
    ...ofWays,
    ...word.map((pattern) => ({ pattern, bonus: bonuses.title * weightOf(query) })),
  ];
}

function spelledPhrase(query: WordQuery): PreferredPhrase[] {
  const { spelled, isSpelled } = query.phrases;
  if (!isSpelled || spelled === null) return [];
  const bonus = bonuses.quoted * weightOf(query);
  const pattern = spelledPattern(spelled);
  return [{ pattern, bonus, tsquery: null, isSought: true, isInTexts: true }];
}

function weightOfWords(words: readonly PhraseWord[]): number {
  return words.reduce((sum, word) => sum + word.weight, 0);
}

function phrasesForWords(query: WordQuery): PreferredPhrase[] {
  const { chunks } = query.frequencies;
  const frequencyOf = (terms: readonly number[]) =>
    terms.reduce((sum, term) => sum + (chunks.get(term) ?? 0), 0);
  return query.phrasesForWords.flatMap((phrase) => {
    const { texts, terms, apartFrom, takesApart } = phrase;
    const rarest = Math.min(...terms.map(frequencyOf));
    if (takesApart && rarest === 0) return [];
    const isSought = isHeld(rarest, maxSought);
    const others = [...(apartFrom ? [allOf(apartFrom)] : []), ...(takesApart?.terms ?? [])];
    const without = others.map((other) => `&!(${other})`).join('');
    const other = takesApart?.isKnown ? bonuses.apart : bonuses.synonym;
    const factor = apartFrom ? bonuses.joined : other;
    return [
      {
        pattern: apartFrom ? plainWordPattern(texts) : anyName(texts),
        bonus: factor * weightOfStoodFor(query, phrase),
        tsquery: isSought ? `(${allOf(terms)}${without})` : null,
        isSought,
        isInTexts: false,
      },
    ];
  });
}

/** The weight of the words that a phrase stands for. */
function weightOfStoodFor(query: WordQuery, { words }: PhraseForWords): number {
  return weightOf({ ...query, terms: query.terms.filter(({ word }) => words.includes(word)) });
}

/** A tsquery: each of some words, in any of its forms. */
function allOf(words: readonly (readonly number[])[]): string {
  return words.map((terms) => `(${terms.join('|')})`).join('&');
}

function phrasesOfQuery(query: WordQuery): PreferredPhrase[] {
  const { quoted, areRequired, names, whole, proper } = query.phrases;
  const ofQuotes = quoted.map((text) => ({
    text,
    factor: /\s/.test(text) ? bonuses.quoted : bonuses.quotedWord,
    isSought: true,
    isRequired: areRequired,
    pattern: phrasePattern(text),
  }));
  const ofNames = [
    ...names.map((text) => ({
      text,
      factor: bonuses.name,
      isSought: true,
      forms: bothNumbers(text),
    })),
    ...(whole === null ? [] : [{ text: whole, factor: bonuses.whole, isSought: true }]),
    // Its words are rare enough to make candidates of the passages that hold it.
    ...proper.map((text) => ({ text, factor: bonuses.proper, isSought: false })),
  ].map((name) => ({
    ...name,
    isRequired: false,
    pattern: anyName('forms' in name ? name.forms : [name.text]),
  }));
  return [...ofQuotes, ...ofNames].flatMap(({ text, factor, isSought, isRequired, pattern }) => {
    const words = wordsOf(query, text);
    const isInTexts = isSought && words.length > 1 && words.every((word) => word.isLeftOut);
    if (isRequired && !isInTexts) return [];
    const weight = weightOfWords(words);
    const tsquery = isInTexts ? null : tsqueryOf(words, isSought ? maxSought : maxHolders);
    const isFound = isSought && (isInTexts || tsquery !== null);
    return [{ pattern, bonus: factor * weight, tsquery, isSought: isFound, isInTexts }];
  });
}

/** Texts may have the words cut short, but not the numbers. */
function numberedPhrases(query: WordQuery): PreferredPhrase[] {
  return query.phrases.numbered.map((group) => {
    const text = group.map(({ label, number }) => `${label} ${number}`).join(' ');
    const numbers = wordsOf(query, group.map(({ number }) => number).join(' '));
    return {
      pattern: numberedPattern(group),
      bonus: bonuses.numbered * weightOfWords(wordsOf(query, text)),
      tsquery: tsqueryOf(numbers, maxHolders),
      isSought: false,
      isInTexts: false,
    };
  });
}

function anyName(names: readonly string[]): string {
  return names.map(namePattern).join('|');
}

function isHeld(passages: number, most: number): boolean {
  return passages > 0 && passages <= most;
}

interface PhraseWord {
  weight: number;
  /** How many passages hold it. */
  passages: number;
  /** Those that are indexed. */
  terms: number[];
  /** See `isLeftOut`. */
  isLeftOut: boolean;
}

/** What every passage with the words meets; null: more than `most` may, or none of them is indexed. */
function tsqueryOf(words: readonly PhraseWord[], most: number): string | null {
  const indexed = words.filter(({ terms }) => terms.length > 0);
  const [heaviest] = indexed.toSorted((a, b) => b.weight - a.weight);
  if (heaviest === undefined) return null;
  const inAll = indexed.filter((word) => !word.isLeftOut);
  const sought = inAll.length > 0 ? inAll : [heaviest];
  if (!isHeld(Math.min(...sought.map(({ passages }) => passages)), most)) return null;
  return allOf(sought.map(({ terms }) => terms));
}

/** The query's words in a phrase, with their weights and those of their terms that are indexed. */
function wordsOf({ terms, frequencies, passageWeights }: WordQuery, phrase: string): PhraseWord[] {
  const inPhrase = new Set(phraseWords(phrase));
  const weights = weightsByTerm(passageWeights);
  const words = Map.groupBy(
    terms.filter(({ text }) => inPhrase.has(text)),
    ({ word }) => word,
  );
  return [...words.values()].map((variants: QueryTerm[]) => ({
    weight: Math.max(...variants.map(({ term }) => weights.get(term) ?? 0)),
    passages: variants.reduce((sum, { term }) => sum + (frequencies.chunks.get(term) ?? 0), 0),
    terms: variants.filter((term) => isIndexed(term, frequencies)).map(({ term }) => term),
    isLeftOut: variants.some(({ text }) => isLeftOut(text, frequencies)),
  }));
}

/** The weight of all words of a query. */
export function weightOf({
  terms,
  passageWeights,
}: Pick<WordQuery, 'terms' | 'passageWeights'>): number {
  const weights = weightsByTerm(passageWeights);
  const words = Map.groupBy(terms, ({ word }) => word);
  return [...words.values()].reduce(
    (sum, variants) => sum + Math.max(...variants.map(({ term }) => weights.get(term) ?? 0)),
    0,
  );
}
