import type { LanguageShares } from '../../lexical/query/query-language.ts';
import type { QueryTerm } from '../../lexical/query/query-terms.ts';
import { hashTerm } from '../../lexical/weights/hash-term.ts';
import { fold } from '../../lexical/words/fold.ts';
import { isUnspaced } from '../../lexical/words/read-words.ts';
import { tokenOf } from '../../lexical/words/tokenize.ts';
import { bothNumbers, isParticle, singular } from '../../lexical/words/word-number.ts';
import type { TermFrequencies } from '../../store/documents/term-frequencies.ts';
import { isIndexed } from './is-indexed.ts';
import type { PhraseForWords } from './with-synonyms.ts';

/** A way to read one word of the query as two. */
export interface Apart {
  word: QueryTerm;
  first: string;
  last: string;
  /** The terms of each of the two in any language; none of a particle, which texts may leave out. */
  terms: number[][];
}

/** Of a query with more words, only those are taken apart that the index does not have, or that end in a particle. */
const maxWords = { any: 1, withParticle: 4 };
/** Passages with the words of a way, if the index has the word itself: each is searched for both together. */
const maxHolders = 300;
const minLetters = { whole: 5, first: 2, beforeParticle: 3, last: 3 };
const maxLetters = 32;
/** Ways that are searched for, of each word: the two whose words are most frequent. */
const maxWays = 2;

/**
 * How the words of a short query may be written as two, though the index may have them as one: a popup
 * here is a pop-up there.
 */
export function waysInShort(terms: readonly QueryTerm[], languages: LanguageShares): Apart[] {
  const sure = terms.filter(({ leastShare, isStopWord }) => leastShare === null && !isStopWord);
  const words = [...new Map(sure.map((term) => [term.word, term])).values()];
  if (words.length > maxWords.withParticle) return [];
  const isShort = words.length <= maxWords.any;
  return words
    .flatMap((word) => waysApart(word, [...languages.keys()]))
    .filter(({ last }) => isShort || isParticle(last));
}

/**
 * How a word that the index does not have may be written as two words that stand together: signup as
 * "sign up" or sign-ups, timezones as "time zone".
 */
export function waysApart(word: QueryTerm, languages: readonly string[]): Apart[] {
  const written = singular(word.text.normalize('NFC'));
  const letters = fold(written);
  // Stems are of words with their accents.
  const accented = written.length === letters.length ? written : letters;
  const { length } = letters;
  if (length < minLetters.whole || length > maxLetters) return [];
  if (!/^\p{L}+$/u.test(letters) || isUnspaced(letters)) return [];
  const ways: Apart[] = [];
  for (let at = minLetters.first; at < length; at++) {
    const [first, last] = [letters.slice(0, at), letters.slice(at)];
    const endsInParticle = isParticle(last);
    if (endsInParticle ? at < minLetters.beforeParticle : last.length < minLetters.last) continue;
    const [start, end] = [accented.slice(0, at), accented.slice(at)];
    const ofLast = endsInParticle ? [] : termsOf([...new Set([end, last, `${last}s`])], languages);
    const ofFirst = termsOf([...new Set([start, first])], languages);
    ways.push({ word, first, last, terms: [ofFirst, ofLast] });
  }
  return ways;
}

/** Each way once. */
export function uniqueWays(ways: readonly Apart[]): Apart[] {
  return [
    ...new Map(ways.map((way) => [`${way.word.word} ${way.first} ${way.last}`, way])).values(),
  ];
}

function termsOf(words: readonly string[], languages: readonly string[]): number[] {
  const tokens = words.flatMap((word) => languages.flatMap((code) => tokenOf(word, code) ?? []));
  return [...new Set(tokens)].map(hashTerm);
}

/** The ways whose words the index has, as phrases that stand for the words. */
export function phrasesApart(
  ways: readonly Apart[],
  terms: readonly QueryTerm[],
  frequencies: Pick<TermFrequencies, 'chunks' | 'documents'>,
): PhraseForWords[] {
  const { chunks, documents } = frequencies;
  // Names are of documents alone.
  const frequencyOf = (part: readonly number[]) =>
    part.reduce((sum, term) => sum + Math.max(chunks.get(term) ?? 0, documents.get(term) ?? 0), 0);
  const scoreOf = ({ terms: [first = [], last = []], last: text }: Apart) =>
    frequencyOf(first) * (isParticle(text) ? frequencyOf(first) : frequencyOf(last));
  const isKnown = ({ word }: Apart) =>
    terms.some((term) => term.word === word.word && isIndexed(term, frequencies));
  const mayStand = (way: Apart, { terms: [first = [], last = []], last: text } = way) =>
    !isKnown(way) ||
    Math.min(...[first, isParticle(text) ? first : last].map(frequencyOf)) <= maxHolders;
  const known = ways
    .map((way) => ({ way, score: scoreOf(way) }))
    .filter(({ way, score }) => score > 0 && mayStand(way))
    .sort((a, b) => b.score - a.score)
    .map(({ way }) => way);
  const best = Map.groupBy(known, ({ word }) => word.word).values();
  return [...best].flatMap((ofWord) =>
    ofWord.slice(0, maxWays).map((way) => ({
      texts: bothNumbers(`${way.first} ${way.last}`),
      words: wordsOf(way, terms),
      terms: way.terms.filter((part) => part.length > 0),
      takesApart: {
        text: way.word.text,
        terms: termsIn(way, terms),
        isKnown: isKnown(way),
      },
    })),
  );
}

/** Of the word itself. */
function termsIn({ word: { word } }: Apart, terms: readonly QueryTerm[]): number[] {
  const itself = terms.filter((term) => term.word === word && term.nearSpellingOf === undefined);
  return itself.map(({ term }) => term);
}

/** The number of the word itself; if it was taken for a compound, those of the parts in its place. */
function wordsOf({ word: { word, text } }: Apart, terms: readonly QueryTerm[]): number[] {
  const itself = terms.filter((term) => term.word === word);
  const parts = terms.filter((term) => term.word > word && text.includes(term.text));
  return [...new Set((itself.length > 0 ? itself : parts).map((term) => term.word))];
}
