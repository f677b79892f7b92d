import { holdsParts } from '../../lexical/query/holds-phrase.ts';
import type { PastedLog } from '../../lexical/query/pasted-log.ts';
import { aroundValues, withoutValues } from '../../lexical/query/quoted-values.ts';
import { readWords } from '../../lexical/words/read-words.ts';

/** What the query's words are worth, and whether a hit has them. */
export interface CoveredWord {
  text: string;
  weight: number;
  isCovered: boolean;
}

/** Words that a clause must have at least: one alone is often a word of the tool. */
const leastWords = 2;
/** Words, stop words too, of a clause that tells an error from others where it stands word for word. */
const leastWordsInOrder = 4;
/** The share that the covered words of a clause have at least of all that is covered: else it says little. */
const leastShare = 0.2;

/** Where a clause of a message ends: at a line, a mark before white space, or a member of JSON. */
const ends = /\n|[;{}()|]|[:.,!?](?=\s|$)|\s[-–—]+\s|"\s*[:,]\s*"?/u;

/**
 * The share of a clause of a log's message that a hit has, of the clause of which it has most, 0 to 1.
 * A message has more than a page about it repeats: the tool's advice, the name of what failed.
 */
export function clauseCoverage(log: PastedLog, words: readonly CoveredWord[]): number {
  const byText = new Map(words.map((word) => [word.text, word]));
  const all = weightOf(words.filter(({ isCovered }) => isCovered));
  const coverages = log.message.split(ends).map((clause) => {
    const texts = new Set(readWords(withoutValues(clause, 'any')));
    const said = [...texts].flatMap((text) => byText.get(text) ?? []);
    const covered = said.filter(({ isCovered }) => isCovered);
    const isEnough = covered.length >= leastWords && weightOf(covered) >= leastShare * all;
    return isEnough ? coveredShare(said) : 0;
  });
  return Math.max(0, ...coverages);
}

/** Whether a text has the clause of a log's message that weighs most, word for word but for its values. */
export function saysHeaviestClause(
  log: PastedLog,
  words: readonly CoveredWord[],
  text: string,
): boolean {
  const weights = new Map(words.map((word) => [word.text, word.weight]));
  const [heaviest] = log.withValues
    .split(ends)
    .map((clause) => {
      const said = readWords(withoutValues(clause, 'any'));
      const weight = [...new Set(said)].reduce((sum, word) => sum + (weights.get(word) ?? 0), 0);
      return { parts: aroundValues(clause), count: said.length, weight };
    })
    .filter(({ count }) => count >= leastWords)
    .sort((a, b) => b.weight - a.weight);
  return (
    heaviest !== undefined &&
    heaviest.count >= leastWordsInOrder &&
    holdsParts(text, heaviest.parts)
  );
}

/** The share of the words that is covered, by weight, 0 to 1. */
export function coveredShare(words: readonly CoveredWord[]): number {
  const all = weightOf(words);
  return all === 0 ? 0 : weightOf(words.filter(({ isCovered }) => isCovered)) / all;
}

function weightOf(words: readonly CoveredWord[]): number {
  return words.reduce((sum, { weight }) => sum + weight, 0);
}
