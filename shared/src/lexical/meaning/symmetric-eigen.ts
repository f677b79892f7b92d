export interface Eigen {
  /** In no order. */
  values: number[];
  /** By columns, in the order of the values: size × size. */
  vectors: Float64Array;
}

const maxSweeps = 50;
/** Of what is left beside the diagonal, as a share of the whole. */
const tolerance = 1e-26;

/**
 * All eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations. Golub, Van
 * Loan: Matrix Computations, 2013, section 8.5.
 * @param matrix size × size
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = Float64Array.from(matrix);
  const vectors = Float64Array.from(a, (_, at) => (at % (size + 1) === 0 ? 1 : 0));
  const whole = a.reduce((sum, value) => sum + value * value, 0);
  for (let sweep = 0; sweep < maxSweeps && besideDiagonal(a, size) > tolerance * whole; sweep++)
    for (let p = 0; p < size; p++)
      for (let q = p + 1; q < size; q++) rotate(a, vectors, size, p, q);
  const values = Array.from({ length: size }, (_, at) => a[at * (size + 1)] ?? 0);
  return { values, vectors };
}

function besideDiagonal(a: Float64Array, size: number): number {
  return a.reduce((sum, value, at) => (at % (size + 1) === 0 ? sum : sum + value * value), 0);
}

/** Turns the axes p and q so that the element of both becomes 0. */
function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const shared = a[p * size + q] ?? 0;
  if (shared === 0) return;
  const theta = ((a[q * size + q] ?? 0) - (a[p * size + p] ?? 0)) / (2 * shared);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  const turn = (values: Float64Array, first: number, second: number) => {
    const x = values[first] ?? 0;
    const y = values[second] ?? 0;
    values[first] = cosine * x - sine * y;
    values[second] = sine * x + cosine * y;
  };
  for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q);
  for (let k = 0; k < size; k++) turn(a, p * size + k, q * size + k);
  for (let k = 0; k < size; k++) turn(vectors, k * size + p, k * size + q);
}
