import { holdsPhrase } from '../../lexical/query/holds-phrase.ts';
import { readPastedLog } from '../../lexical/query/pasted-log.ts';
import { queryWords } from '../../lexical/query/query-terms.ts';
import { fold } from '../../lexical/words/fold.ts';
import { readRuns, wordsOf } from '../../lexical/words/read-words.ts';
import type { WordQuery } from '../rank/read-query.ts';
import { signsAlone } from './signs-alone.ts';

/** A name by all that it is found by, in other forms too: as it is written, terms, and phrases that stand for it. */
interface Name {
  written: string;
  terms: ReadonlySet<number>;
  phrases: string[];
}

/** What of a query stands for nothing else: without it, a text is about something like it. */
export interface WhatMatters {
  /** Numbers, ids, names of code and proper names. */
  names: Name[];
  phrases: string[];
  /** Operators between its words. */
  signs: string[];
}

/** Of several signs, a query is pasted. */
const maxSigns = 3;
const operator = /^[^\p{L}\p{N}\s()[\]{}"'`,;:.]{1,4}$/u;
const ordinal = /^\d+(?:st|nd|rd|th|e|er|ème|º|ª)$/iu;
const nameOfCode = /\p{Ll}\p{Lu}/u;
/** How much of a number's characters a word of it has that is no part of it. */
const leastShareOfWhole = 0.75;

export function whatMatters(query: WordQuery): WhatMatters {
  const { text, phrases, frequencies } = query;
  const log = readPastedLog(text);
  const { likelyLanguages } = queryWords(text, frequencies.languages);
  // Where nouns have capitals, these tell no names.
  const proper = log === null && !likelyLanguages.includes('de') ? properNames(text) : [];
  const runs = readRuns(log?.message ?? text);
  const names = runs.flatMap((run) => {
    const isNumber = /\d/.test(run) && !ordinal.test(run);
    const isName = log === null && (nameOfCode.test(run) || proper.includes(run));
    return isNumber || isName ? [nameIn(run, query)] : [];
  });
  const signs = log === null ? signsAlone(text).filter((sign) => operator.test(sign)) : [];
  return {
    names,
    phrases: log === null ? phrases.quoted.filter((phrase) => /\s/.test(phrase)) : [],
    signs: signs.length <= maxSigns ? signs : [],
  };
}

/** @param texts what a hit says and is called @param matched the terms in it */
export function holdsAll(
  { names, phrases, signs }: WhatMatters,
  text: string,
  matched: ReadonlySet<number>,
): boolean {
  const folded = fold(text);
  return (
    names.every(
      (name) =>
        !name.terms.isDisjointFrom(matched) ||
        spelled(name.written).test(folded) ||
        name.phrases.some((phrase) => holdsPhrase(text, phrase)),
    ) &&
    phrases.every((phrase) => holdsPhrase(text, phrase)) &&
    signs.every((sign) => text.includes(sign))
  );
}

/** Words with a capital that begin no sentence, beside words without. */
function properNames(query: string): string[] {
  const words = readRuns(query);
  const capital = words.filter((word) => /^(?!(?:AND|OR|NOT)$)\p{Lu}\p{L}/u.test(word));
  if (capital.length > words.length / 2) return [];
  const beginning = query
    .match(/(?:^|[.?!:;\n])\P{L}*\p{L}+/gu)
    ?.map((one) => readRuns(one).at(-1));
  return capital.filter((word) => !beginning?.includes(word));
}

function nameIn(
  run: string,
  { terms, phrasesForWords }: Pick<WordQuery, 'terms' | 'phrasesForWords'>,
): Name {
  const length = lettersOf(run).length;
  const wholes = wordsOf(run).filter(
    (word) => lettersOf(word).length >= leastShareOfWhole * length,
  );
  const ofWholes = terms.filter(
    (term) => wholes.includes(term.text) && term.nearSpellingOf === undefined,
  );
  const words = new Set(ofWholes.map(({ word }) => word));
  return {
    written: run,
    terms: new Set(ofWholes.map(({ term }) => term)),
    phrases: phrasesForWords
      .filter((phrase) => phrase.words.some((word) => words.has(word)))
      .flatMap(({ texts }) => texts),
  };
}

function lettersOf(word: string): string {
  return word.replace(/[^\p{L}\p{N}]/gu, '');
}

const part = /\p{N}+|\p{Lu}+(?!\p{Ll})|\p{Lu}?[^\p{Lu}\p{N}\s]+/gu;

/** A name with its parts joined or apart: TS2345, TS-2345; getObject, get_object. */
function spelled(name: string): RegExp {
  const parts = name
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map((joined) => joined.match(part)?.map(partPattern).join('[^\\p{L}\\p{N}]{0,2}') ?? '')
    .filter((pattern) => pattern !== '');
  return new RegExp(
    `(?<![\\p{L}\\p{N}])v?${parts.join('[^\\p{L}\\p{N}]{1,3}')}(?![\\p{L}\\p{N}])`,
    'u',
  );
}

function partPattern(letters: string): string {
  return /^\p{N}/u.test(letters) ? `0*${letters.replace(/^0+(?=\d)/, '')}` : fold(letters);
}
