import type { Match } from './find-matches.ts';
import type { JudgedWord } from './unspaced-coverage.ts';

/** How many characters a few words of one statement take at most: about twenty words. */
const mostCharacters = 150;

/** Whether all words that stand in a passage alone stand close together somewhere in it. */
export function areTogether(words: readonly JudgedWord[], matches: readonly Match[]): boolean {
  const sought = words.map(({ inPassage }) => inPassage).filter((terms) => terms.length > 0);
  if (sought.length < 2) return true;
  return matches.some(({ start }) => {
    const near = matches.filter((one) => one.start >= start && one.start <= start + mostCharacters);
    const terms = new Set(near.flatMap((one) => one.terms));
    return sought.every((forms) => forms.some((term) => terms.has(term)));
  });
}
