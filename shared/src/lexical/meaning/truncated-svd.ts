import type { SparseVector } from '../../document.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** A matrix by its rows; a row's terms are its columns, from 0. */
export interface SparseMatrix {
  rows: readonly SparseVector[];
  columns: number;
}

export interface TruncatedSvd {
  /**
   * Descending; fewer than asked for where the matrix has a lower rank. Values below a thousandth of
   * the greatest may be lost.
   */
  singularValues: number[];
  /** For each column of the matrix its part in each right singular vector: columns × rank. */
  right: Float64Array;
  rank: number;
}

/** Directions that are followed beside those asked for: they make these converge sooner. */
const spareDirections = 8;
const iterations = 2;
/** Directions of less than this share of the greatest square are rounding errors. */
const leastSquare = 1e-12;

/**
 * The greatest singular values of a sparse matrix, and their right singular vectors, by subspace
 * iteration from a start that is always the same. Halko, Martinsson, Tropp: Finding Structure with
 * Randomness, 2011, algorithm 4.4.
 */
export function truncatedSvd(matrix: SparseMatrix, maxRank: number): TruncatedSvd {
  const width = Math.min(maxRank + spareDirections, matrix.rows.length, matrix.columns);
  let basis = orthonormal(randomBlock(matrix.rows.length, width), width);
  for (let iteration = 0; iteration < iterations; iteration++)
    basis = orthonormal(times(matrix, transposeTimes(matrix, basis, width), width), width);
  const image = transposeTimes(matrix, basis, width);
  const { squares, vectors } = principal(image, width);
  const singularValues = squares.slice(0, maxRank).map(Math.sqrt);
  const rank = singularValues.length;
  const right = inDirections(image, width, vectors, singularValues);
  return { singularValues, right, rank };
}

/** The block's columns made orthonormal; as many are 0 as depend on others. */
function orthonormal(block: Float64Array, width: number): Float64Array {
  const { squares, vectors } = principal(block, width);
  const lengths = Array.from({ length: width }, (_, k) => Math.sqrt(squares[k] ?? Infinity));
  return inDirections(block, width, vectors, lengths);
}

/** The block's squared singular values that are not 0, descending, and their right vectors. */
function principal(block: Float64Array, width: number) {
  const { values, vectors } = symmetricEigen(gram(block, width), width);
  const order = values.map((_, at) => at).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
  const sorted = order.map((at) => values[at] ?? 0);
  const least = leastSquare * (sorted[0] ?? 0);
  const squares = sorted.filter((square) => square > least);
  return {
    squares,
    vectors: order.map((at) =>
      Float64Array.from({ length: width }, (_, j) => vectors[j * width + at] ?? 0),
    ),
  };
}

/** The block times each of the vectors, divided by its length: as many columns as there are lengths. */
function inDirections(
  block: Float64Array,
  width: number,
  vectors: readonly Float64Array[],
  lengths: readonly number[],
): Float64Array {
  const count = lengths.length;
  const product = new Float64Array((block.length / width) * count);
  for (let k = 0; k < count; k++) {
    const vector = vectors[k] ?? new Float64Array(width);
    const factor = 1 / (lengths[k] ?? 1);
    for (let from = 0, to = k; from < block.length; from += width, to += count) {
      let sum = 0;
      for (let j = 0; j < width; j++) sum += (block[from + j] ?? 0) * (vector[j] ?? 0);
      product[to] = sum * factor;
    }
  }
  return product;
}

/** Aᵀ·block: columns × width. */
function transposeTimes({ rows, columns }: SparseMatrix, block: Float64Array, width: number) {
  const product = new Float64Array(columns * width);
  for (const [row, { terms, weights }] of rows.entries())
    for (let at = 0; at < terms.length; at++) {
      const weight = weights[at] ?? 0;
      const to = (terms[at] ?? 0) * width;
      const from = row * width;
      for (let j = 0; j < width; j++)
        product[to + j] = (product[to + j] ?? 0) + weight * (block[from + j] ?? 0);
    }
  return product;
}

/** A·block: rows × width. */
function times({ rows }: SparseMatrix, block: Float64Array, width: number) {
  const product = new Float64Array(rows.length * width);
  for (const [row, { terms, weights }] of rows.entries())
    for (let at = 0; at < terms.length; at++) {
      const weight = weights[at] ?? 0;
      const from = (terms[at] ?? 0) * width;
      const to = row * width;
      for (let j = 0; j < width; j++)
        product[to + j] = (product[to + j] ?? 0) + weight * (block[from + j] ?? 0);
    }
  return product;
}

/** blockᵀ·block: width × width. */
function gram(block: Float64Array, width: number): Float64Array {
  const product = new Float64Array(width * width);
  for (let from = 0; from < block.length; from += width)
    for (let i = 0; i < width; i++) {
      const value = block[from + i] ?? 0;
      for (let j = 0; j < width; j++)
        product[i * width + j] = (product[i * width + j] ?? 0) + value * (block[from + j] ?? 0);
    }
  return product;
}

/** Evenly distributed between −1 and 1, by Marsaglia's xorshift. */
function randomBlock(size: number, width: number): Float64Array {
  let state = 0x9e3779b9;
  return Float64Array.from({ length: size * width }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2 ** 31;
  });
}
