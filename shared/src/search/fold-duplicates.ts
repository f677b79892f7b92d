import { sketchTerms } from '../store/find-passages.ts';
import type { RankedHit } from './rank-hits.ts';

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
    const sketch = sketches.get(hit) ?? hit.sketch.slice(1, -1).split(',').map(Number);
    sketches.set(hit, sketch);
    return sketch;
  };
  for (const hit of ranked) {
    const same = folded.find(
      ({ hit: other }) =>
        hit.passageId === other.passageId ||
        (mayResemble(hit, other) && isAlike(sketchOf(hit), sketchOf(other))),
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

/**
 * Whether two sets of terms have as much in common as it takes, by the smallest of both: a bottom-k
 * sketch. Broder: On the resemblance and containment of documents, 1997.
 * @param a ascending, as is b
 */
function isAlike(a: readonly number[], b: readonly number[]): boolean {
  const size = Math.min(sketchTerms, Math.max(a.length, b.length));
  let [inA, inB, apart] = [0, 0, 0];
  for (let seen = 0; seen < size; seen++) {
    const [first = Number.POSITIVE_INFINITY, second = Number.POSITIVE_INFINITY] = [a[inA], b[inB]];
    if (first !== second) apart += 1;
    if (apart > (1 - sameTerms) * size) return false;
    if (first <= second) inA += 1;
    if (second <= first) inB += 1;
  }
  return true;
}
