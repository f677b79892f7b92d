import type { TableRow } from './write-table.ts';

/** Rows at the top of a table that may name its columns. */
export const mostHeaderRows = 4;

/**
 * Rows with those at the top that name the columns as one, as a table of Markdown has: a column under
 * `Fee` and `winter` is `Fee winter`.
 * @param heads these rows, in which a cell over several columns is in each
 */
export function withOneHeader(
  rows: readonly TableRow[],
  heads: readonly (readonly string[])[],
): readonly TableRow[] {
  if (heads.length < 2 || heads.length > mostHeaderRows || heads.length >= rows.length) return rows;
  const width = Math.max(...heads.map(({ length }) => length));
  const cells = Array.from({ length: width }, (_, column) => nameOf(heads, column));
  return [{ ...rows[0], cells }, ...rows.slice(heads.length)];
}

function nameOf(heads: readonly (readonly string[])[], column: number): string {
  const parts: string[] = [];
  for (const row of heads) {
    const cell = row[column]?.trim() ?? '';
    // What stands over all columns is a title.
    const isTitle = column > 0 && row.length > 1 && row.every((other) => other.trim() === cell);
    if (cell !== '' && !isTitle && parts.at(-1) !== cell) parts.push(cell);
  }
  return parts.join(' ');
}
