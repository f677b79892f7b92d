import { type TermLevel, termLevels } from '../weights/term-levels.ts';

/** A word of a query. */
export interface CandidateWord {
  /** Its stems and near spellings: a passage that holds any of them holds the word. */
  terms: readonly number[];
  /** Its weight in the query: idf, times how often the query says it. */
  weight: number;
  /** How many passages hold it at each level or a higher one, from the lowest level. */
  frequencies: readonly number[];
}

export interface CandidateQuery {
  /** Tsqueries; a passage that meets any of them is a candidate. */
  clauses: string[];
  /** Whether every passage that holds any of the words is a candidate. */
  isExhaustive: boolean;
}

/** Numbers of words, by descending weight, and of levels; the first pair with few enough terms is used. */
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
/** Scores are summed in different orders. */
const rounding = 1e-9;

/**
 * Selects the passages worth scoring: those that may score highest, at least `minPassages` of them
 * if words were distributed independently. A passage's score is estimated from the index alone, as
 * the sum over its words of the word's weight in the query times the typical weight of its level in
 * the passage (term-levels.ts). A clause is one word that reaches the threshold, or two that do
 * together. Clauses of three would cost the index most, and add few passages that pairs miss.
 * @param size N, the number of passages
 * @returns null if the words have no terms
 */
export function candidateQuery(
  words: readonly CandidateWord[],
  size: number,
  minPassages: number,
): CandidateQuery | null {
  const byWeight = words
    .filter(({ terms }) => terms.length > 0)
    .sort((a, b) => b.weight - a.weight || frequencyOf(a) - frequencyOf(b));
  if (byWeight.length === 0) return null;
  const needed = firstHeldBy(byWeight, minPassages);
  for (const extent of extents) {
    const selected = byWeight.slice(0, Math.max(extent.words, needed.length));
    const levels = termLevels.slice(0, extent.levels);
    const threshold = scoreThreshold(selected, levels, size, minPassages);
    if (threshold === null) break;
    const clauses = clausesReaching(threshold, selected, levels);
    const termCount = clauses.join().match(/\d+/g)?.length ?? 0;
    if (clauses.length > 0 && termCount <= maxTerms) return { clauses, isExhaustive: false };
  }
  return {
    clauses: needed.map((word) => literal(word)),
    isExhaustive: needed.length === byWeight.length,
  };
}

/** How many passages hold the word. */
export function frequencyOf({ frequencies: [lowest = 0] }: CandidateWord): number {
  return lowest;
}

/** The shortest beginning of the list with this many passages, if each holds one word; else the list. */
function firstHeldBy(words: readonly CandidateWord[], minPassages: number): CandidateWord[] {
  let passages = 0;
  let count = 0;
  for (const word of words) {
    if (passages >= minPassages) break;
    passages += frequencyOf(word);
    count += 1;
  }
  return words.slice(0, count);
}

/** A score, and the probability that a passage has it. */
interface Estimate {
  score: number;
  probability: number;
}

/**
 * The highest score that at least `minPassages` are expected to reach, by one word or by two, if
 * words were distributed independently; null if fewer hold any word.
 */
function scoreThreshold(
  words: readonly CandidateWord[],
  levels: readonly TermLevel[],
  size: number,
  minPassages: number,
): number | null {
  const byWord = words.map((word) => estimatesOf(word, levels, size));
  // Every search does this for some hundred pairs, so nothing is copied.
  const all: Estimate[] = [];
  for (const [word, estimates] of byWord.entries()) {
    const noOther = words.reduce(
      (product, other, at) =>
        at === word ? product : product * (1 - Math.min(1, frequencyOf(other) / size)),
      1,
    );
    for (const { score, probability } of estimates)
      all.push({ score, probability: probability * noOther });
  }
  for (const [word, estimates] of byWord.entries()) {
    for (const others of byWord.slice(word + 1)) {
      for (const one of estimates) for (const other of others) all.push(together(one, other));
    }
  }
  let reachedByNone = 1;
  for (const { score, probability } of all.sort((a, b) => b.score - a.score)) {
    reachedByNone *= 1 - probability;
    if (size * (1 - reachedByNone) >= minPassages) return score - rounding;
  }
  return null;
}

/** For each level: what a word adds to a passage's score there, and how probable that is. */
function estimatesOf(
  { weight, frequencies }: CandidateWord,
  levels: readonly TermLevel[],
  size: number,
): Estimate[] {
  return levels.map(({ value }, at) => {
    const higher = at + 1 < levels.length ? (frequencies[at + 1] ?? 0) : 0;
    const passages = Math.max(0, (frequencies[at] ?? 0) - higher);
    return { score: weight * value, probability: Math.min(1, passages / size) };
  });
}

function together(one: Estimate, other: Estimate): Estimate {
  return {
    score: one.score + other.score,
    probability: one.probability * other.probability,
  };
}

/** The words that reach the threshold alone, and the pairs that do only together. */
function clausesReaching(
  threshold: number,
  words: readonly CandidateWord[],
  levels: readonly TermLevel[],
): string[] {
  return words.flatMap((word, at) => {
    const alone = lowestLevelReaching(threshold, word, levels);
    const levelsBelow = alone === null ? levels : levels.slice(0, levels.indexOf(alone));
    const partners: { level: TermLevel; clause: string }[] = [];
    for (const level of levelsBelow) {
      const missing = threshold - word.weight * level.value;
      const others = words.slice(at + 1).flatMap((other) => {
        // A level that reaches the threshold by itself has a clause of its own.
        const lowest = lowestLevelReaching(missing, other, levels);
        const itself = lowestLevelReaching(threshold, other, levels);
        return lowest === null || lowest === itself ? [] : [literal(other, lowest)];
      });
      const clause = others.join('|');
      // A higher level with the same partners is covered by the lower level's clause.
      if (others.length > 0 && clause !== partners.at(-1)?.clause) partners.push({ level, clause });
    }
    return [
      ...(alone === null ? [] : [literal(word, alone)]),
      ...partners.map(({ level, clause }) => `${literal(word, level)}&(${clause})`),
    ];
  });
}

/** The lowest level at which a word reaches a score by itself. */
function lowestLevelReaching(
  score: number,
  { weight }: CandidateWord,
  levels: readonly TermLevel[],
): TermLevel | null {
  return levels.find(({ value }) => weight * value >= score) ?? null;
}

function literal({ terms }: CandidateWord, level?: TermLevel): string {
  return `(${terms.map((term) => `${term}${level?.suffix ?? ''}`).join('|')})`;
}
