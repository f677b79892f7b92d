import { isUnspaced, replaceRuns } from '../lexical/read-words.ts';
import type { SoughtTerms } from './sought-terms.ts';

const wordRun = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*/gu;

/** Says of a word in a text of that language whether a query looks for it. */
export type Matches = (word: string, language: string) => boolean;

/** Remembers what it has said: the passages of one answer share most of their words. */
export function wordMatcher(soughtIn: SoughtTerms): Matches {
  const known = new Map<string, Map<string, boolean>>();
  return (word, language) => {
    const words = known.get(language) ?? new Map<string, boolean>();
    known.set(language, words);
    let isMatch = words.get(word);
    if (isMatch === undefined) {
      isMatch = soughtIn(word, language).length > 0;
      words.set(word, isMatch);
    }
    return isMatch;
  };
}

/** A text with the words that match between <mark> and </mark>, and nothing else changed. */
export function markWords(text: string, language: string, matches: Matches): string {
  return replaceRuns(text, (run) => {
    if (isUnspaced(run)) return markPairs(run, language, matches);
    const marked = run.replace(wordRun, (word) => (matches(word, language) ? mark(word) : word));
    // A name may match though none of its parts does: a.b.c, C++.
    return marked === run && matches(run, language) ? mark(run) : marked;
  });
}

/** Where nothing stands between words, two characters are one, as they are for the index. */
function markPairs(run: string, language: string, matches: Matches): string {
  const characters = [...run];
  const isMarked = characters.map((character, at) => {
    const before = `${characters[at - 1] ?? ''}${character}`;
    const after = `${character}${characters[at + 1] ?? ''}`;
    return matches(before, language) || matches(after, language);
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
