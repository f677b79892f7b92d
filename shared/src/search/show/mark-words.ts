import { isUnspaced } from '../../lexical/words/read-words.ts';
import type { FindMatches, MatchedText } from './find-matches.ts';

const wordPattern = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*/gu;

/** A text with its matching words between <mark> and </mark>, otherwise unchanged. */
export function markWords({ text, matches }: MatchedText, find: FindMatches): string {
  const isMatch: IsMatch = (word) => find(word).length > 0;
  let marked = '';
  let end = 0;
  for (const { run, start } of matches) {
    marked += text.slice(end, start) + markRun(run, isMatch);
    end = start + run.length;
  }
  return marked + text.slice(end);
}

type IsMatch = (word: string) => boolean;

/** @param run has a match */
function markRun(run: string, isMatch: IsMatch): string {
  if (isUnspaced(run)) return markBigrams(run, isMatch);
  const marked = run.replace(wordPattern, (word) => (isMatch(word) ? mark(word) : word));
  // A name may match although none of its words does: a.b.c, C++.
  return marked === run ? mark(run) : marked;
}

/** Scripts without spaces are indexed by character bigrams. */
function markBigrams(run: string, isMatch: IsMatch): string {
  const characters = [...run];
  const isMarked = characters.map((character, at) => {
    const withPrevious = `${characters[at - 1] ?? ''}${character}`;
    const withNext = `${character}${characters[at + 1] ?? ''}`;
    return isMatch(withPrevious) || isMatch(withNext);
  });
  return characters
    .map((character, at) => {
      const opens = isMarked[at] && !isMarked[at - 1] ? '<mark>' : '';
      const closes = isMarked[at] && !isMarked[at + 1] ? '</mark>' : '';
      return `${opens}${character}${closes}`;
    })
    .join('');
}

function mark(text: string): string {
  return `<mark>${text}</mark>`;
}
