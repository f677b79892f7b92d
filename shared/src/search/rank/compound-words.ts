import type { QueryTerm } from '../../lexical/query/query-terms.ts';
import { hashTerm } from '../../lexical/weights/hash-term.ts';
import { compoundSplits } from '../../lexical/words/compound-parts.ts';
import { tokenOf } from '../../lexical/words/tokenize.ts';
import type { TermFrequencies } from '../../store/documents/term-frequencies.ts';
import { isIndexed } from './is-indexed.ts';

/** What a part counts beside its compound, if the index has that. Not measured. */
const weightOfPart = 0.5;
/** The same if it has that in names alone: what is said in texts counts for them and for their documents. */
const weightOfPartBesideName = 0.15;

export type Split = [first: QueryTerm, last: QueryTerm];

/** Words of a query that are taken apart. */
const maxCompounds = 8;

/** The ways in which words of the query may be compounds of two, by the number of the word. */
export function splitsByWord(
  terms: readonly QueryTerm[],
  languages: readonly string[],
): Map<number, Split[]> {
  const words = [...new Map(terms.map((term) => [term.word, term])).values()];
  const splits = words
    .map((term): [number, Split[]] => [term.word, splitsOf(term, languages)])
    .filter(([, ways]) => ways.length > 0);
  return new Map(splits.slice(0, maxCompounds));
}

/** In the languages that join words. */
function splitsOf(term: QueryTerm, languages: readonly string[]): Split[] {
  return languages.flatMap((language) =>
    compoundSplits(term.text, language).flatMap(([first, last]): Split[] => {
      const [one, other] = [partOf(term, first, language), partOf(term, last, language)];
      return one && other ? [[one, other]] : [];
    }),
  );
}

function partOf(compound: QueryTerm, text: string, language: string): QueryTerm | null {
  const token = tokenOf(text, language);
  return token === null ? null : { ...compound, text, token, term: hashTerm(token) };
}

/** The frequency of a part that the index does not have. */
const rare = 0.01;
/** Letters of a part that may stand for the whole compound. */
const minLoneLetters = 5;
/** Letters of the parts of a compound that the index has: "network" is no net and no work. */
const minKnownLetters = 4;

/**
 * The split whose parts are most frequent in the index (by geometric mean). A part alone is enough if
 * it is long. Koehn, Knight: Empirical Methods for Compound Splitting, 2003.
 */
function bestSplit(splits: readonly Split[], { chunks }: TermFrequencies): Split | undefined {
  const frequency = (term: QueryTerm) => chunks.get(term.term) ?? 0;
  const isKnown = ([first, last]: Split) =>
    (frequency(first) > 0 && frequency(last) > 0) ||
    [first, last].some((part) => frequency(part) > 0 && part.text.length >= minLoneLetters);
  const scored = splits.map((split) => ({
    split,
    score: isKnown(split)
      ? Math.max(rare, frequency(split[0])) * Math.max(rare, frequency(split[1]))
      : 0,
  }));
  const [best] = scored.sort((a, b) => b.score - a.score);
  return best && best.score > 0 ? best.split : undefined;
}

/**
 * Adds the parts of the query's compounds as words of their own: they take the place of a compound
 * that the index does not have.
 * @param splits of each word, by its number
 */
export function withCompoundParts(
  terms: readonly QueryTerm[],
  splits: ReadonlyMap<number, readonly Split[]>,
  frequencies: TermFrequencies,
): QueryTerm[] {
  let next = Math.max(-1, ...terms.map(({ word }) => word)) + 1;
  let all = [...terms];
  for (const [word, ways] of splits) {
    // What looks like a part may be the word's stem in another language: depart|ment.
    const own = new Set(all.filter((term) => term.word === word).map(({ term }) => term));
    const has = all.some((term) => term.word === word && isIndexed(term, frequencies));
    const least = has ? minKnownLetters : 0;
    const parts = bestSplit(
      ways.filter((split) =>
        split.every(({ term, text }) => !own.has(term) && text.length >= least),
      ),
      frequencies,
    );
    if (parts === undefined) continue;
    const inTexts = all.some(
      ({ word: one, term }) => one === word && (frequencies.chunks.get(term) ?? 0) > 0,
    );
    const share = inTexts ? weightOfPart : has ? weightOfPartBesideName : 1;
    if (!has) all = all.filter((term) => term.word !== word);
    for (const part of parts) {
      const weight = part.weight * share;
      all.push({ ...part, weight, word: next++ });
    }
  }
  return all;
}
