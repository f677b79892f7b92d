import { isUnspaced } from '../../lexical/words/read-words.ts';
import type { FindMatches, MatchedText } from './find-matches.ts';

/** Where a word is in a text, in UTF-16 code units; the end does not count. */
export type Highlight = [start: number, end: number];

const wordPattern = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*/gu;

/** Where the matching words of a text are, in order. */
export function findHighlights({ matches }: MatchedText, find: FindMatches): Highlight[] {
  const isMatch: IsMatch = (word) => find(word).length > 0;
  return matches.flatMap(({ run, start }) =>
    highlightsInRun(run, isMatch).map(([from, to]): Highlight => [start + from, start + to]),
  );
}

type IsMatch = (word: string) => boolean;

/** @param run has a match */
function highlightsInRun(run: string, isMatch: IsMatch): Highlight[] {
  if (isUnspaced(run)) return highlightsByBigrams(run, isMatch);
  const words = [...run.matchAll(wordPattern)].filter(([word]) => isMatch(word));
  // A name may match although none of its words does: a.b.c, C++.
  if (words.length === 0) return [[0, run.length]];
  return words.map(({ 0: word, index }) => [index, index + word.length]);
}

/** Scripts without spaces are indexed by character bigrams. */
function highlightsByBigrams(run: string, isMatch: IsMatch): Highlight[] {
  const characters = [...run];
  const highlights: Highlight[] = [];
  let start = 0;
  for (const [at, character] of characters.entries()) {
    const end = start + character.length;
    const withPrevious = `${characters[at - 1] ?? ''}${character}`;
    const withNext = `${character}${characters[at + 1] ?? ''}`;
    if (isMatch(withPrevious) || isMatch(withNext)) {
      const last = highlights.at(-1);
      if (last?.[1] === start) last[1] = end;
      else highlights.push([start, end]);
    }
    start = end;
  }
  return highlights;
}
