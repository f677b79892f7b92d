import { readPastedLog } from '../../lexical/query/pasted-log.ts';
import type { LanguageShares } from '../../lexical/query/query-language.ts';
import type { QueryTerm } from '../../lexical/query/query-terms.ts';
import { hashTerm } from '../../lexical/weights/hash-term.ts';
import { isUnspaced } from '../../lexical/words/read-words.ts';
import { tokenOf } from '../../lexical/words/tokenize.ts';
import { singular } from '../../lexical/words/word-number.ts';
import type { TermFrequencies } from '../../store/documents/term-frequencies.ts';
import type { PhraseForWords } from './with-synonyms.ts';

const pair = /(?<![\p{L}\p{N}_-])(\p{L}{3,})[- ](?=(\p{L}{3,})(?![\p{L}\p{N}_]))/gu;
/** Pairs of a query: a bound on work. */
const maxPairs = 8;

/**
 * Words that two neighbours of the query make, written as one: filesystem for "file system". They
 * stand for both where a passage does not have both: each passage with fileSystem does.
 */
export function wordsJoined(
  query: string,
  terms: readonly QueryTerm[],
  languages: LanguageShares,
): PhraseForWords[] {
  if (readPastedLog(query) !== null || isUnspaced(query)) return [];
  const codes = [...languages.keys()];
  const byText = Map.groupBy(
    terms.filter(({ isStopWord }) => !isStopWord),
    ({ text }) => text,
  );
  const said = new Set(terms.map(({ term }) => term));
  return [...query.matchAll(pair)].slice(0, maxPairs).flatMap(([, first = '', second = '']) => {
    const both = [first, second].map((word) => byText.get(word.toLowerCase()) ?? []);
    if (both.some(({ length }) => length === 0)) return [];
    const joined = singular(`${first}${second}`.toLowerCase());
    const own = new Set(codes.flatMap((code) => tokenOf(joined, code) ?? []));
    const joinedTerms = [...own].map(hashTerm);
    if (joinedTerms.some((term) => said.has(term))) return [];
    return [
      {
        texts: [joined, `${joined}s`],
        words: both.flatMap(([term]) => term?.word ?? []),
        terms: [joinedTerms],
        apartFrom: both.map((forms) => forms.map(({ term }) => term)),
      },
    ];
  });
}

/** Those that the index has. */
export function joinedInIndex(
  phrases: readonly PhraseForWords[],
  { chunks }: TermFrequencies,
): PhraseForWords[] {
  return phrases.filter(({ terms }) => terms.flat().some((term) => (chunks.get(term) ?? 0) > 0));
}
