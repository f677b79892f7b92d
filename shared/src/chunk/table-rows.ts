import { anyLine, type TableLines } from './outline.ts';

/** A table with a header, and the lines on which its rows begin, those of the header apart. */
export interface RowedTable extends TableLines {
  rows: number[];
}

/** How good a place to cut is before the row of a table. */
const betweenRows = 3;

/** A table is cut before its rows, best; in its header and in a row last of all. */
export function cutByRows(cuts: Uint8Array, { header, end, rows }: RowedTable): void {
  cuts.fill(anyLine, header.first + 1, end);
  for (const row of rows) cuts[row] = betweenRows;
}
