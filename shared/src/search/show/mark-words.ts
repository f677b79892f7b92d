import { isUnspaced } from '../../lexical/words/read-words.ts';
import type { FindRuns, ReadText } from './find-runs.ts';

const wordRun = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*/gu;

/** A text with the words that a query looks for between <mark> and </mark>, and nothing else added. */
export function markWords({ text, found }: ReadText, find: FindRuns): string {
  const matches: Matches = (word) => find(word).length > 0;
  let marked = '';
  let end = 0;
  for (const { run, start } of found) {
    marked += text.slice(end, start) + markRun(run, matches);
    end = start + run.length;
  }
  return marked + text.slice(end);
}

type Matches = (word: string) => boolean;

/** @param run holds a word that matches */
function markRun(run: string, matches: Matches): string {
  if (isUnspaced(run)) return markPairs(run, matches);
  const marked = run.replace(wordRun, (word) => (matches(word) ? mark(word) : word));
  // A name may match though none of its parts does: a.b.c, C++.
  return marked === run ? mark(run) : marked;
}

/** Where nothing stands between words, two characters are one, as they are for the index. */
function markPairs(run: string, matches: Matches): string {
  const characters = [...run];
  const isMarked = characters.map((character, at) => {
    const before = `${characters[at - 1] ?? ''}${character}`;
    const after = `${character}${characters[at + 1] ?? ''}`;
    return matches(before) || matches(after);
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
