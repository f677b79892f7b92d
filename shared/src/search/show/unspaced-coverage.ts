import type { UnspacedWords } from '../../lexical/query/unspaced-words.ts';
import { isUnspaced } from '../../lexical/words/read-words.ts';
import type { CoveredWord } from './log-evidence.ts';

export interface JudgedWord extends CoveredWord {
  /** Whether a hit has no more of it than a near spelling. */
  isGuessed: boolean;
  /** Those that stand for it in the passage alone, not in a name or heading above it; empty: it stands elsewhere. */
  inPassage: readonly number[];
}

/**
 * The words that pairs of characters are made of, each worth one pair: those across the ends of words
 * say nothing. The other words are kept.
 */
export function byUnspacedWords(
  words: readonly JudgedWord[],
  { within, single }: UnspacedWords,
  text: string,
): JudgedWord[] {
  const isPair = ({ text: word }: CoveredWord) =>
    isUnspaced(word) && !/\p{Script=Hangul}/u.test(word);
  const weightOf = (character: string) =>
    Math.max(
      0,
      ...words.filter((word) => word.text.includes(character)).map((word) => word.weight),
    );
  return [
    ...words.flatMap((word) => {
      const share = isPair(word) ? (within.get(word.text) ?? 0) : 1;
      return share === 0 ? [] : [{ ...word, weight: share * word.weight }];
    }),
    ...single.map((character) => ({
      text: character,
      weight: weightOf(character),
      isCovered: text.includes(character),
      isGuessed: false,
      inPassage: [],
    })),
  ];
}
