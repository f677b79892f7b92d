import { isAlike, readSketch } from '../../lexical/weights/sketch.ts';
import type { RankedHit } from './ranked-hit.ts';

/** A hit, and those that say the same after it, best first. */
export interface FoldedHit {
  hit: RankedHit;
  alsoIn: RankedHit[];
}

/** Of two passages' words, how many they must have in common, and how near their scores are. */
const sameTerms = 0.9;
const nearScore = 0.05;
/** Passages of fewer terms are too easily alike by chance. */
const minTerms = 12;

/**
 * Folds passages that say the same, word by word or nearly so, into the best one of them.
 * @param most how many are wanted
 * @returns at most so many, and whether there are more
 */
export function foldDuplicates(
  ranked: readonly RankedHit[],
  most: number,
): { folded: FoldedHit[]; hasMore: boolean } {
  const folded: FoldedHit[] = [];
  let hasMore = false;
  const sketches = new Map<RankedHit, number[]>();
  const sketchOf = (hit: RankedHit): number[] => {
    const sketch = sketches.get(hit) ?? readSketch(hit.sketch);
    sketches.set(hit, sketch);
    return sketch;
  };
  for (const hit of ranked) {
    const same = folded.find(
      ({ hit: other }) =>
        hit.passageId === other.passageId ||
        (mayResemble(hit, other) && isAlike(sketchOf(hit), sketchOf(other), sameTerms)),
    );
    if (same) same.alsoIn.push(hit);
    else if (folded.length < most) folded.push({ hit, alsoIn: [] });
    else hasMore = true;
  }
  return { folded, hasMore };
}

function mayResemble(a: RankedHit, b: RankedHit): boolean {
  const [fewer, more] = a.termCount < b.termCount ? [a, b] : [b, a];
  if (fewer.termCount < minTerms || fewer.termCount < sameTerms * more.termCount) return false;
  return Math.abs(a.passageScore - b.passageScore) <= nearScore * a.passageScore;
}
