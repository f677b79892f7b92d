import type { SparseVector } from '../../document.ts';
import { termCounts } from '../weights/passage-vector.ts';
import { truncatedSvd } from './truncated-svd.ts';

/** What each term means, learnt from which terms occur together. */
export interface TermVectors {
  terms: Int32Array;
  /** One after the other, of `dimensions` numbers each, idf included. */
  vectors: Float32Array;
}

const dimensions = 32;
/** The first direction is what all passages have in common, so it tells none from another. */
const commonDirections = 1;
/** Passages that are placed together: one alone is short, and its direction much chance. */
const passagesTogether = 2;
/** Passages of a sample in which a term must occur to be learnt. */
const leastPassages = 2;
/** Terms of more passages than this share say nothing. */
const maxShare = 0.5;

/**
 * Learns the terms of a sample of passages: latent semantic analysis, a truncated singular value
 * decomposition of passages × terms, weighed by log tf · idf. Deerwester et al.: Indexing by Latent
 * Semantic Analysis, 1990.
 * @param sample BM25 weights, as they are stored
 */
export function learnTerms(sample: readonly SparseVector[]): TermVectors {
  const idf = learntTerms(sample);
  const terms = [...idf.keys()].sort((a, b) => a - b);
  const columnOf = new Map(terms.map((term, column) => [term, column]));
  const rows = sample.map((passage) => {
    const weights = logarithms(passage);
    const row: SparseVector = { terms: [], weights: [] };
    for (const [at, term] of passage.terms.entries()) {
      const column = columnOf.get(term);
      if (column === undefined) continue;
      row.terms.push(column);
      row.weights.push((weights[at] ?? 0) * (idf.get(term) ?? 0));
    }
    return row;
  });
  const { right, rank } = truncatedSvd(
    { rows, columns: terms.length },
    dimensions + commonDirections,
  );
  const vectors = new Float32Array(terms.length * dimensions);
  for (const [column, term] of terms.entries())
    for (let k = commonDirections; k < rank; k++)
      vectors[column * dimensions + k - commonDirections] =
        (right[column * rank + k] ?? 0) * (idf.get(term) ?? 0);
  return { terms: Int32Array.from(terms), vectors };
}

/** The terms that are neither too rare nor too frequent to learn, with their idf. */
function learntTerms(sample: readonly SparseVector[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { terms } of sample)
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  const learnt = [...counts].filter(
    ([, count]) => count >= leastPassages && count < maxShare * sample.length,
  );
  return new Map(learnt.map(([term, count]) => [term, Math.log(sample.length / count)]));
}

function logarithms(passage: SparseVector): number[] {
  return termCounts(passage).map((count) => (count === 1 ? 1 : 1 + Math.log(count)));
}

/** Places texts among the learnt terms. */
export interface MeaningModel {
  /**
   * The directions of a document's passages, of length 1 each, in their order, some passages
   * together; without those in which no term is learnt.
   */
  ofDocument(passages: readonly SparseVector[]): number[][];
  /** The same of a query, in which each term counts once; null: none of its terms is learnt. */
  ofTerms(terms: readonly number[]): number[] | null;
}

export function meaningModel({ terms, vectors }: TermVectors): MeaningModel {
  const places = new Map<number, number>();
  for (const [at, term] of terms.entries()) places.set(term, at * dimensions);
  function add(sum: Float64Array, ofText: readonly number[], weights: readonly number[] | null) {
    for (let at = 0; at < ofText.length; at++) {
      const place = places.get(ofText[at] ?? 0);
      if (place === undefined) continue;
      const weight = weights === null ? 1 : (weights[at] ?? 0);
      for (let k = 0; k < dimensions; k++)
        sum[k] = (sum[k] ?? 0) + weight * (vectors[place + k] ?? 0);
    }
  }
  return {
    ofDocument(passages) {
      const directions: number[][] = [];
      for (let from = 0; from < passages.length; from += passagesTogether) {
        const sum = new Float64Array(dimensions);
        for (const passage of passages.slice(from, from + passagesTogether))
          add(sum, passage.terms, logarithms(passage));
        const direction = unitLength(sum);
        if (direction !== null) directions.push(direction);
      }
      return directions;
    },
    ofTerms(ofQuery) {
      const sum = new Float64Array(dimensions);
      add(sum, ofQuery, null);
      return unitLength(sum);
    },
  };
}

function unitLength(vector: Float64Array): number[] | null {
  let square = 0;
  for (const value of vector) square += value * value;
  if (square === 0) return null;
  const length = Math.sqrt(square);
  const direction = new Array<number>(vector.length);
  for (let k = 0; k < vector.length; k++) direction[k] = (vector[k] ?? 0) / length;
  return direction;
}
