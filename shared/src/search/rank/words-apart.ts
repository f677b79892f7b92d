import type { QueryTerm } from '../../lexical/query/query-terms.ts';
import { hashTerm } from '../../lexical/weights/hash-term.ts';
import { fold } from '../../lexical/words/fold.ts';
import { isUnspaced } from '../../lexical/words/read-words.ts';
import { tokenOf } from '../../lexical/words/tokenize.ts';
import { bothNumbers, isParticle, singular } from '../../lexical/words/word-number.ts';
import type { TermFrequencies } from '../../store/documents/term-frequencies.ts';
import type { PhraseForWords } from './with-synonyms.ts';

/** A way to read one word of the query as two. */
export interface Apart {
  word: QueryTerm;
  first: string;
  last: string;
  /** The terms of each of the two in any language; none of a particle, which texts may leave out. */
  terms: number[][];
}

const minLetters = { whole: 5, first: 2, beforeParticle: 3, last: 3 };
const maxLetters = 32;
/** Ways that are searched for, of each word: the two whose words are most frequent. */
const maxWays = 2;

/**
 * How a word that the index does not have may be written as two words that stand together: signup as
 * "sign up" or sign-ups, timezones as "time zone".
 */
export function waysApart(word: QueryTerm, languages: readonly string[]): Apart[] {
  const letters = singular(fold(word.text));
  const { length } = letters;
  if (length < minLetters.whole || length > maxLetters) return [];
  if (!/^\p{L}+$/u.test(letters) || isUnspaced(letters)) return [];
  const ways: Apart[] = [];
  for (let at = minLetters.first; at < length; at++) {
    const [first, last] = [letters.slice(0, at), letters.slice(at)];
    const endsInParticle = isParticle(last);
    if (endsInParticle ? at < minLetters.beforeParticle : last.length < minLetters.last) continue;
    const ofLast = endsInParticle ? [] : termsOf([last, `${last}s`], languages);
    ways.push({ word, first, last, terms: [termsOf([first], languages), ofLast] });
  }
  return ways;
}

function termsOf(words: readonly string[], languages: readonly string[]): number[] {
  const tokens = words.flatMap((word) => languages.flatMap((code) => tokenOf(word, code) ?? []));
  return [...new Set(tokens)].map(hashTerm);
}

/** The ways whose words the index has, as phrases that stand for the words. */
export function phrasesApart(
  ways: readonly Apart[],
  terms: readonly QueryTerm[],
  { chunks }: TermFrequencies,
): PhraseForWords[] {
  const frequencyOf = (part: readonly number[]) =>
    part.reduce((sum, term) => sum + (chunks.get(term) ?? 0), 0);
  const scoreOf = ({ terms: [first = [], last = []], last: text }: Apart) =>
    frequencyOf(first) * (isParticle(text) ? frequencyOf(first) : frequencyOf(last));
  const known = ways
    .map((way) => ({ way, score: scoreOf(way) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ way }) => way);
  const best = Map.groupBy(known, ({ word }) => word.word).values();
  return [...best].flatMap((ofWord) =>
    ofWord.slice(0, maxWays).map((way) => ({
      texts: bothNumbers(`${way.first} ${way.last}`),
      words: wordsOf(way, terms),
      terms: way.terms.filter((part) => part.length > 0),
    })),
  );
}

/** The number of the word itself; if it was taken for a compound, those of the parts in its place. */
function wordsOf({ word: { word, text } }: Apart, terms: readonly QueryTerm[]): number[] {
  const itself = terms.filter((term) => term.word === word);
  const parts = terms.filter((term) => term.word > word && text.includes(term.text));
  return [...new Set((itself.length > 0 ? itself : parts).map((term) => term.word))];
}
