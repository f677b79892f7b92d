import fc from 'fast-check';
import { expect, test } from 'vitest';
import { truncatedSvd } from '../../shared/src/lexical/meaning/truncated-svd.ts';
import { runs } from '../support/long-runs.ts';

type Matrix = number[][];

const product = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) =>
    (b[0] ?? []).map((_, j) => row.reduce((sum, x, k) => sum + x * (b[k]?.[j] ?? 0), 0)),
  );
const transposed = (a: Matrix): Matrix => (a[0] ?? []).map((_, j) => a.map((row) => row[j] ?? 0));
const squares = (a: Matrix) => a.flat().reduce((sum, x) => sum + x * x, 0);

function sparse(matrix: Matrix) {
  const rows = matrix.map((row) => ({ terms: row.map((_, at) => at), weights: row }));
  return { rows, columns: matrix[0]?.length ?? 0 };
}

/** Rotations of the axes one after the other: an orthogonal matrix. */
function orthogonal(size: number, angles: readonly number[]): Matrix {
  const matrix = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => Number(i === j)),
  );
  angles.forEach((angle, at) => {
    const [p, q] = [matrix[at % size] ?? [], matrix[(at * 3 + 1) % size] ?? []];
    if (p === q) return;
    for (let k = 0; k < size; k++) {
      const [x, y] = [p[k] ?? 0, q[k] ?? 0];
      p[k] = Math.cos(angle) * x - Math.sin(angle) * y;
      q[k] = Math.sin(angle) * x + Math.cos(angle) * y;
    }
  });
  return matrix;
}

const [rows, columns, most] = [30, 20, 4];
const angles = fc.array(fc.double({ min: 0, max: 6, noNaN: true }), {
  minLength: 60,
  maxLength: 60,
});
/** Singular values, each at most .8 of the one before; those under a thousandth of 9 would be lost. */
const spectrum = fc
  .array(fc.double({ min: 0.05, max: 0.8, noNaN: true }), { minLength: 1, maxLength: columns })
  .map((factors) =>
    factors.map((_, at) => factors.slice(0, at).reduce((value, factor) => value * factor, 9)),
  )
  .map((values) => values.filter((value) => value > 0.02));

test('finds the singular values that a matrix was made of, and the nearest matrix of that rank', () => {
  fc.assert(
    fc.property(spectrum, angles, angles, (values, left, right) => {
      const u = orthogonal(rows, left);
      const v = orthogonal(columns, right);
      const stretched = values.map((value, k) => (v[k] ?? []).map((x) => x * value));
      const matrix = product(transposed(u.slice(0, values.length)), stretched);

      const found = truncatedSvd(sparse(matrix), most);

      const rank = Math.min(most, values.length);
      expect(found.rank).toBe(rank);
      for (const [k, value] of found.singularValues.entries())
        expect(value).toBeCloseTo(values[k] ?? 0, 6);
      const directions = Array.from({ length: columns }, (_, j) => [
        ...found.right.subarray(j * rank, (j + 1) * rank),
      ]);
      const among = product(transposed(directions), directions);
      const unit = among.map((row, i) => row.map((x, j) => x - Number(i === j)));
      expect(squares(unit)).toBeCloseTo(0, 10);
      // Eckart and Young: no matrix of this rank leaves less.
      const nearest = product(product(matrix, directions), transposed(directions));
      const rest = matrix.map((row, i) => row.map((x, j) => x - (nearest[i]?.[j] ?? 0)));
      const least = values.slice(rank).reduce((sum, value) => sum + value * value, 0);
      expect(squares(rest)).toBeCloseTo(least, 6);
    }),
    { numRuns: runs(20, 500) },
  );
});

test('gives nothing for a matrix of zeros', () => {
  expect(
    truncatedSvd(
      sparse([
        [0, 0],
        [0, 0],
      ]),
      2,
    ),
  ).toMatchObject({ rank: 0, singularValues: [] });
});
