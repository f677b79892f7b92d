import type { SparseVector } from '../../document.ts';
import { hashTerm } from './hash-term.ts';

/** How fast a repeated word stops counting, and how much a long text is held back. */
export interface Saturation {
  k1: number;
  b: number;
  /** Tokens; a constant of the lexical version, so that a vector depends on its own text alone. */
  averageLength: number;
}

/**
 * Adds a field's BM25 weights, without idf, to the sums per term:
 * weight · tf·(k1+1) / (tf + k1·(1 − b + b·length/averageLength)).
 * Robertson, Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond, 2009.
 */
export function addField(
  sums: Map<number, number>,
  tokens: string[],
  { k1, b, averageLength }: Saturation,
  weight = 1,
): void {
  const frequencies = new Map<number, number>();
  for (const token of tokens) {
    const term = hashTerm(token);
    frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  }
  const damping = k1 * (1 - b + (b * tokens.length) / averageLength);
  for (const [term, tf] of frequencies)
    sums.set(term, (sums.get(term) ?? 0) + (weight * tf * (k1 + 1)) / (tf + damping));
}

/** The most that pgvector's sparsevec holds. */
const maxTerms = 16_000;

/** The sums as a sparse vector, terms ascending: the heaviest, where a word list has too many. */
export function toSparseVector(sums: Map<number, number>): SparseVector {
  const all = [...sums];
  const kept = all.length > maxTerms ? all.sort(([, a], [, b]) => b - a).slice(0, maxTerms) : all;
  const entries = kept.sort(([a], [b]) => a - b);
  return { terms: entries.map(([term]) => term), weights: entries.map(([, weight]) => weight) };
}
