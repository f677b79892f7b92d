import { type TermLevel, termLevels } from '../weights/term-levels.ts';

/** A word of a query, as the index has it. */
export interface CandidateWord {
  /** Its stems and near spellings: any of them is the word. */
  terms: readonly number[];
  /** Its idf. */
  weight: number;
  /** In how many passages it reaches each level, from the lowest: that is how many hold it. */
  frequencies: readonly number[];
}

export interface CandidateQuery {
  /** What the index of words is asked for: tsqueries, any of which a passage meets. */
  clauses: string[];
  /** Whether it finds every passage that holds any of the words. */
  isWidest: boolean;
}

/** How many of the weightiest words choose candidates, at how many levels: the first that is short enough. */
const extents = [
  { words: 10, levels: 4 },
  { words: 10, levels: 2 },
  { words: 6, levels: 4 },
  { words: 6, levels: 2 },
  { words: 4, levels: 2 },
  { words: 3, levels: 1 },
];
/** Terms in all clauses: each costs a little for every passage that the index looks at. */
const maxTerms = 60;
/** Sums are added up in several orders. */
const rounding = 1e-9;

/**
 * Which passages are worth scoring: those that may reach the most of the query's weight, about so
 * many. A passage reaches the sum of its words' idf, each times what the term weighs in it at about
 * (see term-levels.ts): one word alone that weighs enough, or any two that do together. Three and
 * more are left to chance: they hardly add a passage that two would miss, and cost the index most.
 * @param size N, the number of passages
 * @param wanted how many passages there are to be at least, if words were spread by chance
 */
export function candidateQuery(
  words: readonly CandidateWord[],
  size: number,
  wanted: number,
): CandidateQuery | null {
  const sought = words
    .filter(({ terms }) => terms.length > 0)
    .sort((a, b) => b.weight - a.weight || frequencyOf(a) - frequencyOf(b));
  if (sought.length === 0) return null;
  const enough = sought.slice(0, countReaching(sought, wanted));
  for (const extent of extents) {
    const weighty = sought.slice(0, Math.max(extent.words, enough.length));
    const levels = termLevels.slice(0, extent.levels);
    const least = leastSum(weighty, levels, size, wanted);
    if (least === null) break;
    const clauses = clausesOf(weighty, levels, least);
    const termCount = clauses.join().match(/\d+/g)?.length ?? 0;
    if (clauses.length > 0 && termCount <= maxTerms) return { clauses, isWidest: false };
  }
  return {
    clauses: enough.map((word) => literal(word)),
    isWidest: enough.length === sought.length,
  };
}

/** How many passages hold the word. */
export function frequencyOf({ frequencies: [lowest = 0] }: CandidateWord): number {
  return lowest;
}

/** How many of the words it takes, from the first, for so many passages to hold one; all if there are fewer. */
function countReaching(words: readonly CandidateWord[], wanted: number): number {
  let reached = 0;
  let count = 0;
  for (const word of words) {
    if (reached >= wanted) break;
    reached += frequencyOf(word);
    count += 1;
  }
  return count;
}

/**
 * The greatest sum that enough passages are expected to reach, by one word or by two, were words
 * spread by chance; null: fewer reach any.
 */
function leastSum(
  words: readonly CandidateWord[],
  levels: readonly TermLevel[],
  size: number,
  wanted: number,
): number | null {
  const chances = words.map((word) => Math.min(1, frequencyOf(word) / size));
  const weighed = words.map(({ weight, frequencies }) =>
    levels.map(({ value }, at) => {
      const higher = at + 1 < levels.length ? (frequencies[at + 1] ?? 0) : 0;
      const exactly = Math.max(0, (frequencies[at] ?? 0) - higher);
      return { sum: weight * value, chance: Math.min(1, exactly / size) };
    }),
  );
  const alone = weighed.flatMap((ones, word) => {
    const noOther = chances.reduce(
      (all, chance, at) => (at === word ? all : all * (1 - chance)),
      1,
    );
    return ones.map(({ sum, chance }) => ({ sum, chance: chance * noOther }));
  });
  const pairs = weighed.flatMap((ones, at) =>
    weighed
      .slice(at + 1)
      .flatMap((others) =>
        ones.flatMap((one) =>
          others.map((other) => ({ sum: one.sum + other.sum, chance: one.chance * other.chance })),
        ),
      ),
  );
  let noneReaches = 1;
  for (const { sum, chance } of [...alone, ...pairs].sort((a, b) => b.sum - a.sum)) {
    noneReaches *= 1 - chance;
    if (size * (1 - noneReaches) >= wanted) return sum - rounding;
  }
  return null;
}

/** The single words, and the pairs of them, that reach the sum; a pair only where neither does alone. */
function clausesOf(
  words: readonly CandidateWord[],
  levels: readonly TermLevel[],
  least: number,
): string[] {
  return words.flatMap((word, at) => {
    const alone = lowestLevel(word, levels, least);
    const later = words.slice(at + 1);
    const pairs: { level: TermLevel; others: string }[] = [];
    for (const level of levels.slice(0, alone === null ? levels.length : levels.indexOf(alone))) {
      const left = least - word.weight * level.value;
      const others = later.flatMap((other) => {
        // What reaches the sum by itself has its own clause.
        const lowest = lowestLevel(other, levels, left);
        const itself = lowestLevel(other, levels, least);
        return lowest === null || lowest === itself ? [] : [literal(other, lowest)];
      });
      // A higher level of the word that lets no more others in is in the lower one's clause.
      if (others.length > 0 && others.join('|') !== pairs.at(-1)?.others)
        pairs.push({ level, others: others.join('|') });
    }
    return [
      ...(alone === null ? [] : [literal(word, alone)]),
      ...pairs.map(({ level, others }) => `${literal(word, level)}&(${others})`),
    ];
  });
}

/** The lowest level at which a word alone reaches the sum. */
function lowestLevel(
  { weight }: CandidateWord,
  levels: readonly TermLevel[],
  least: number,
): TermLevel | null {
  return levels.find(({ value }) => weight * value >= least) ?? null;
}

function literal({ terms }: CandidateWord, level?: TermLevel): string {
  return `(${terms.map((term) => `${term}${level?.suffix ?? ''}`).join('|')})`;
}
