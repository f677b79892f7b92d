import type { SparseVector } from '../../document.ts';

/** How fast a repeated word stops counting, and how much a long text is held back. */
export interface Saturation {
  k1: number;
  b: number;
  /** Tokens; a constant of the lexical version, so that a vector depends on its own text alone. */
  averageLength: number;
}

/**
 * A field's BM25 weights, without idf:
 * weight · tf·(k1+1) / (tf + k1·(1 − b + b·length/averageLength)).
 * Robertson, Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond, 2009.
 * @param terms in any order, each as often as the field says it
 */
export function fieldVector(
  terms: readonly number[],
  { k1, b, averageLength }: Saturation,
  weight = 1,
): SparseVector {
  const damping = k1 * (1 - b + (b * terms.length) / averageLength);
  const vector: SparseVector = { terms: [], weights: [] };
  // Sorted, equal terms stand side by side, and the result is ascending; a typed array sorts numbers
  // as such, without calling a function for each two of them.
  const sorted = new Uint32Array(terms).sort();
  for (let first = 0, end = 0; first < sorted.length; first = end) {
    const term = sorted[first] ?? 0;
    while (sorted[end] === term) end += 1;
    const tf = end - first;
    vector.terms.push(term);
    vector.weights.push((weight * tf * (k1 + 1)) / (tf + damping));
  }
  return vector;
}

/** The sum of vectors. */
export function addVectors(vectors: readonly SparseVector[]): SparseVector {
  const sums = new Map<number, number>();
  for (const { terms, weights } of vectors) {
    for (let at = 0; at < terms.length; at++) {
      const term = terms[at] ?? 0;
      sums.set(term, (sums.get(term) ?? 0) + (weights[at] ?? 0));
    }
  }
  return toSparseVector(sums);
}

/** The most terms that pgvector's sparsevec holds. */
const maxTerms = 16_000;

/** Weights by term as a sparse vector: the heaviest, where a word list has too many. */
export function toSparseVector(weights: ReadonlyMap<number, number>): SparseVector {
  const kept = weights.size > maxTerms ? heaviestOf(weights) : weights.keys();
  const terms = [...Uint32Array.from(kept).sort()];
  return { terms, weights: terms.map((term) => weights.get(term) ?? 0) };
}

function heaviestOf(weights: ReadonlyMap<number, number>): number[] {
  const heaviest = [...weights].sort(([, a], [, b]) => b - a).slice(0, maxTerms);
  return heaviest.map(([term]) => term);
}
