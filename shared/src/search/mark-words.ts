import { isUnspaced, replaceRuns } from '../lexical/read-words.ts';
import { remember } from '../lexical/remember.ts';
import type { SoughtTerms } from './sought-terms.ts';

const wordRun = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*/gu;

/** A text in that language (ISO 639-1) with the words that a query looks for between <mark> and </mark>. */
export type MarkWords = (text: string, language: string) => string;

/**
 * Nothing but the marks is added. Remembers what it has made of a run: the passages of one answer
 * share most of theirs.
 */
export function wordMarker(soughtIn: SoughtTerms): MarkWords {
  const marked = remember((run, language) =>
    markRun(run, (word) => soughtIn(word, language).length > 0),
  );
  return (text, language) => replaceRuns(text, (run) => marked(run, language));
}

type Matches = (word: string) => boolean;

function markRun(run: string, matches: Matches): string {
  if (isUnspaced(run)) return markPairs(run, matches);
  const marked = run.replace(wordRun, (word) => (matches(word) ? mark(word) : word));
  // A name may match though none of its parts does: a.b.c, C++.
  return marked === run && matches(run) ? mark(run) : marked;
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
