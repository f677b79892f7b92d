import { isBlank } from './outline.ts';
import { gridTable } from './rst-tables.ts';
import type { RowedTable } from './table-rows.ts';

/** Dashes below the names of columns, and around a table. */
const columns = /^ {0,3}-{2,}(?: +-{2,})+\s*$/;
const border = /^ {0,3}-{5,}\s*$/;
const maxHeaderLines = 12;
const maxLines = 5_000;

/**
 * Pandoc's grid, simple and multi-line tables that have a header.
 * https://pandoc.org/MANUAL.html#tables
 */
export function pandocTables(
  lines: readonly string[],
  isApart: (line: number) => boolean,
): RowedTable[] {
  const tables: RowedTable[] = [];
  const borders = nextBorders(lines);
  for (let i = 0; i < lines.length; i++) {
    const first = lines[i] ?? '';
    if (!/^\s*[-+]/.test(first) || !isApart(i)) continue;
    const table = gridTable(lines, i) ?? multilineTable(lines, i, borders) ?? simpleTable(lines, i);
    if (table === null) continue;
    tables.push(table);
    i = table.end - 1;
  }
  return tables;
}

/** @param rule a line of dashes below one line of names */
function simpleTable(lines: readonly string[], rule: number): RowedTable | null {
  if (!columns.test(lines[rule] ?? '')) return null;
  if (isBlank(lines[rule - 1]) || !isBlank(lines[rule - 2]) || isBlank(lines[rule + 1]))
    return null;
  const rows: number[] = [];
  let end = rule + 1;
  for (; !isBlank(lines[end]) && !columns.test(lines[end] ?? ''); end++) rows.push(end);
  return { header: { first: rule - 1, end: rule + 1 }, end, rows };
}

/** Rows are parted by blank lines; a line of dashes stands above and below all of it. */
function multilineTable(
  lines: readonly string[],
  first: number,
  borders: Int32Array,
): RowedTable | null {
  if (!border.test(lines[first] ?? '') || isBlank(lines[first + 1])) return null;
  let rule = first + 1;
  while (!isBlank(lines[rule]) && !columns.test(lines[rule] ?? '') && rule - first < maxHeaderLines)
    rule += 1;
  const last = borders[rule + 1] ?? -1;
  if (!columns.test(lines[rule] ?? '') || last === -1 || last - first > maxLines) return null;
  const rows: number[] = [];
  for (let line = rule + 1; line < last; line++)
    if (!isBlank(lines[line]) && (line === rule + 1 || isBlank(lines[line - 1]))) rows.push(line);
  return { header: { first, end: rule + 1 }, end: last + 1, rows };
}

/** For each line, the first at it or below that ends a table; -1: none. */
function nextBorders(lines: readonly string[]): Int32Array {
  const next = new Int32Array(lines.length).fill(-1);
  for (let line = lines.length - 1, last = -1; line >= 0; line--) {
    if (isBlank(lines[line + 1]) && border.test(lines[line] ?? '')) last = line;
    next[line] = last;
  }
  return next;
}
