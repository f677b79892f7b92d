/** `npm run test:long` tries at length what `npm test` tries a few times: random histories and kills. */
export const isLongRun = process.env.TEST_RUNS === 'long';

/** How often something random is tried: `few` times in `npm test`, `many` in `npm run test:long`. */
export function runs(few: number, many: number): number {
  return isLongRun ? many : few;
}

/**
 * The cases of a table, each in one of the two runs: in a short one each row with one column, and the
 * columns in turn; in a long one all others.
 */
export function tableCases<Row, Column>(
  rows: readonly Row[],
  columns: readonly Column[],
): [Row, Column][] {
  return rows.flatMap((row, at) =>
    columns
      .filter((_, column) => isLongRun !== (column === at % columns.length))
      .map((column): [Row, Column] => [row, column]),
  );
}
