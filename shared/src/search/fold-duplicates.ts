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

/** Folds passages that say the same, word by word or nearly so, into the best one of them. */
export function foldDuplicates(ranked: readonly RankedHit[]): FoldedHit[] {
  const folded: FoldedHit[] = [];
  for (const hit of ranked) {
    const same = folded.find((other) => isSame(other.hit, hit));
    if (same) same.alsoIn.push(hit);
    else folded.push({ hit, alsoIn: [] });
  }
  return folded;
}

function isSame(a: RankedHit, b: RankedHit): boolean {
  if (a.passageId === b.passageId) return true;
  const [fewer, more] = a.termCount < b.termCount ? [a, b] : [b, a];
  if (fewer.termCount < minTerms || fewer.termCount < sameTerms * more.termCount) return false;
  if (Math.abs(a.passageScore - b.passageScore) > nearScore * a.passageScore) return false;
  return resemblance(a.sketch, b.sketch) >= sameTerms;
}

/**
 * How much two sets of terms have in common, by the smallest of each: a bottom-k sketch.
 * Broder: On the resemblance and containment of documents, 1997.
 */
function resemblance(a: readonly number[], b: readonly number[]): number {
  const union = [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, sketchTerms);
  const inB = new Set(b);
  const inA = new Set(a);
  return union.filter((term) => inA.has(term) && inB.has(term)).length / union.length;
}
