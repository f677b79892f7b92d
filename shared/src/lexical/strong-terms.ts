import type { SparseVector } from '../document.ts';

/**
 * A weight that a term reaches in a fifth or so of the passages that hold it: by being said three
 * times in a passage of usual length, or once in a very short one.
 */
const strongWeight = 1.5;

/** The terms that weigh much in a passage, ascending. */
export function strongTerms({ terms, weights }: SparseVector): number[] {
  return terms.filter((_, at) => (weights[at] ?? 0) >= strongWeight);
}
