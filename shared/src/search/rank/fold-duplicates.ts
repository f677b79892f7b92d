import { isAlike, readSketch } from '../../lexical/weights/sketch.ts';
import type { FusedHit } from './fuse-rankings.ts';

/** A hit, and the hits that say the same and rank lower, best first. */
export interface FoldedHit {
  hit: FusedHit;
  duplicates: FusedHit[];
}

/** When two passages count as near duplicates. */
export const nearDuplicates = {
  /** Estimated Jaccard similarity of their terms, at least. */
  minSimilarity: 0.9,
  /** Difference of their scores, at most, as a share of the lower hit's passage score. */
  maxScoreDifference: 0.05,
  /** Passages of fewer terms resemble each other too easily by chance. */
  minTerms: 12,
};

/**
 * Folds passages with the same text, or nearly the same, into the best of them.
 * @param maxHits how many hits are wanted
 * @returns at most that many, and whether there are more
 */
export function foldDuplicates(
  ranked: readonly FusedHit[],
  maxHits: number,
): { folded: FoldedHit[]; hasMore: boolean } {
  const folded: FoldedHit[] = [];
  let hasMore = false;
  const isDuplicate = duplicateTest();
  for (const hit of ranked) {
    const original = folded.find(({ hit: better }) => isDuplicate(hit, better));
    if (original) original.duplicates.push(hit);
    else if (folded.length < maxHits) folded.push({ hit, duplicates: [] });
    else hasMore = true;
  }
  return { folded, hasMore };
}

/** Decodes each sketch once. */
function duplicateTest(): (hit: FusedHit, better: FusedHit) => boolean {
  const sketches = new Map<FusedHit, number[]>();
  function sketchOf(hit: FusedHit): number[] {
    const sketch = sketches.get(hit) ?? readSketch(hit.sketch);
    sketches.set(hit, sketch);
    return sketch;
  }
  return (hit, better) =>
    hit.passageId === better.passageId ||
    (mayResemble(hit, better) &&
      isAlike(sketchOf(hit), sketchOf(better), nearDuplicates.minSimilarity));
}

/** What is known without comparing sketches. */
function mayResemble(a: FusedHit, b: FusedHit): boolean {
  const { minTerms, minSimilarity, maxScoreDifference } = nearDuplicates;
  const [fewer, more] = a.termCount < b.termCount ? [a, b] : [b, a];
  if (fewer.termCount < minTerms || fewer.termCount < minSimilarity * more.termCount) return false;
  return Math.abs(a.passageScore - b.passageScore) <= maxScoreDifference * a.passageScore;
}
