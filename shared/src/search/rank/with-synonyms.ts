import type { LanguageShares } from '../../lexical/query/query-language.ts';
import { phraseWords } from '../../lexical/query/query-phrases.ts';
import type { QueryTerm } from '../../lexical/query/query-terms.ts';
import { hashTerm } from '../../lexical/weights/hash-term.ts';
import { isUnspaced, readWords } from '../../lexical/words/read-words.ts';
import { tokenOf, undetermined } from '../../lexical/words/tokenize.ts';
import { type SynonymIndex, saidNames } from './synonym-index.ts';

/** Several words that stand for words of the query. */
export interface PhraseForWords {
  /** Any of these is the phrase. */
  texts: string[];
  /** The numbers of the words it stands for. */
  words: number[];
  /** The terms of each of its words that every passage with the phrase holds, in any language. */
  terms: number[][];
  /** The terms of some words: a passage that has all of these needs no phrase. */
  apartFrom?: number[][];
  /** The word of the query that it takes apart. If the index does not have that, documents may be called by it, too. */
  takesApart?: { text: string; terms: number[]; isKnown: boolean };
}

/** Synonyms of one query: a bound on work. */
const maxSynonyms = 16;

/**
 * A query's terms with its synonyms: a word is a variant of each word that it stands for, so that it
 * counts as one word with it; several words are a phrase, whose words alone say nothing.
 */
export function withSynonyms(
  query: string,
  terms: readonly QueryTerm[],
  index: SynonymIndex,
  languages: LanguageShares,
): { terms: QueryTerm[]; phrases: PhraseForWords[] } {
  const codes = [...languages.keys()];
  const names = saidNames(query, index, languages).flatMap(({ words, to }) => {
    const stoodFor = terms.filter(({ text }) => words.includes(text));
    return stoodFor.length === 0 ? [] : to.map((name) => ({ name, stoodFor }));
  });
  const variants = new Map<string, QueryTerm>();
  const phrases = new Map<string, PhraseForWords>();
  // What the query says itself counts as a word of its own.
  const own = new Set(terms.map(({ term }) => term));
  for (const { name, stoodFor } of names.slice(0, maxSynonyms)) {
    if (isPhrase(name)) {
      const words = [...(phrases.get(name)?.words ?? []), ...stoodFor.map(({ word }) => word)];
      const terms = termsOfPhrase(name, codes);
      phrases.set(name, { texts: [name], words: [...new Set(words)], terms });
      continue;
    }
    for (const variant of stoodFor.flatMap((one) => variantsOf(name, one, codes))) {
      if (!own.has(variant.term)) variants.set(`${variant.word} ${variant.term}`, variant);
    }
  }
  return { terms: [...terms, ...variants.values()], phrases: [...phrases.values()] };
}

/** Whether a name is several words; app.setErrorHandler and getStaticPaths are one. */
function isPhrase(name: string): boolean {
  return readWords(name).length > 1 && (/[\s-]/.test(name) || isUnspaced(name));
}

/** Of each word that is a stop word in no language: else not every passage with the phrase has it. */
export function termsOfPhrase(phrase: string, languages: readonly string[]): number[][] {
  return phraseWords(phrase).flatMap((word) => {
    const tokens = languages.map((code) => tokenOf(word, code));
    const stems = tokens.filter((token) => token !== null);
    if (stems.length < tokens.length) return [];
    return [[...new Set([...stems, ...unstemmed(word)])].map(hashTerm)];
  });
}

function variantsOf(name: string, stoodFor: QueryTerm, languages: readonly string[]): QueryTerm[] {
  const [word] = readWords(name);
  if (word === undefined) return [];
  const stems = languages.flatMap((code) => tokenOf(word, code) ?? []);
  const tokens = new Set(stems.length > 0 ? stems : unstemmed(word));
  return [...tokens].map((token) => ({
    ...stoodFor,
    token,
    term: hashTerm(token),
    isSynonym: true,
  }));
}

function unstemmed(word: string): string[] {
  return [tokenOf(word, undetermined) ?? word];
}
