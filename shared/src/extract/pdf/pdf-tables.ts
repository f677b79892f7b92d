import type { PdfLine } from './pdf-lines.ts';

/** Rows of a table, with its header. */
const fewestRows = 3;
/** In heights of a letter: how far edges of one column may lie apart. */
const edgeTolerance = 0.6;
/** Characters that a cell of two columns has on average; more is text in columns. */
const longestCell = 40;

/** In heights of a letter: how far apart the lines of one cell are at most, and rows. */
const lineGap = 1.45;
const rowGap = 2.5;

/** Lines whose cells stand below each other. */
export interface PdfGrid {
  /** A table, or text that is printed in columns side by side. */
  kind: 'table' | 'columns';
  header: PdfLine;
  /** Those that it takes up. */
  lines: readonly PdfLine[];
  /** The cells of a table below its header. */
  rows: readonly (readonly string[])[];
}

/** The table or the columns that begin with this line; null when none do. */
export function pdfGridAt(lines: readonly PdfLine[], first: number): PdfGrid | null {
  const header = lines[first];
  if (header === undefined || header.cells.length < 2) return null;
  const other = lines.findIndex((line, at) => at > first && !isFullRow(header, line));
  const full = lines.slice(first, other === -1 ? lines.length : other);
  if (full.length >= fewestRows && isProse(full))
    return { kind: 'columns', header, lines: full, rows: [] };
  const { end, rows } = rowsBelow(header, lines, first + 1);
  const taken = lines.slice(first, end);
  const cells = rows.filter((row) => row.filter((cell) => cell !== '').length > 1);
  if (cells.length < fewestRows - 1 || isProse(taken)) return null;
  return { kind: 'table', header, lines: taken, rows };
}

/** The rows with which the table of the page before goes on; null when it does not. */
export function continuedGrid(
  { kind, header }: PdfGrid,
  lines: readonly PdfLine[],
): PdfGrid | null {
  if (kind === 'columns') return null;
  const { end, rows } = rowsBelow(header, lines, 0);
  return end === 0 ? null : { kind, header, lines: lines.slice(0, end), rows };
}

function isProse(lines: readonly PdfLine[]): boolean {
  const chars = lines.reduce((sum, { text }) => sum + text.length, 0);
  return lines[0]?.cells.length === 2 && chars / (2 * lines.length) > longestCell;
}

/** Rows below a header, of which some have empty cells, or cells of several lines. */
function rowsBelow(header: PdfLine, lines: readonly PdfLine[], first: number) {
  const rows: string[][] = [];
  const empty = header.cells.map(() => '');
  let end = first;
  let top = Number.NaN;
  for (; end < lines.length; end += 1) {
    const line = lines[end];
    if (line === undefined || line.size !== header.size) break;
    const columns = columnsOf(header, line);
    if (columns === null || (columns[0] === 0 && !isRow(header, lines, end))) break;
    const row = rows.at(-1);
    const down = (lines[end - 1]?.y ?? line.y) - line.y;
    const isSameRow =
      row !== undefined &&
      columns[0] !== 0 &&
      (Math.abs(line.y - top) < 1 || (down >= 0 && down <= lineGap * line.size));
    const cells = isSameRow ? row : [...empty];
    for (const [at, { text }] of line.cells.entries()) {
      const column = columns[at] ?? 0;
      cells[column] = `${cells[column] ?? ''} ${text}`.trim();
    }
    if (isSameRow) continue;
    if (columns[0] !== 0 && line.cells.length < 2) break;
    rows.push(cells);
    top = line.y;
  }
  return { rows, end };
}

/** Of a row without empty cells half may be placed otherwise, as in the middle of their columns. */
function isFullRow(header: PdfLine, line: PdfLine): boolean {
  if (line.size !== header.size || line.cells.length !== header.cells.length) return false;
  const aligned = line.cells.filter((cell, column) => isBelow(header, cell, column));
  return aligned.length >= Math.ceil(header.cells.length / 2);
}

type Cell = PdfLine['cells'][number];

/** By its left edge, its right one, as numbers are, or its middle. */
function isBelow({ cells, size }: PdfLine, { x, end }: Cell, column: number): boolean {
  const name = cells[column];
  if (name === undefined) return false;
  const near = (a: number, b: number) => Math.abs(a - b) <= edgeTolerance * size;
  return near(x, name.x) || near(end, name.end) || near(x + end, name.x + name.end);
}

/** The column of each cell of a line; null if one is in none. */
function columnsOf(header: PdfLine, line: PdfLine): number[] | null {
  if (isFullRow(header, line)) return line.cells.map((_, column) => column);
  const columns: number[] = [];
  for (const cell of line.cells) {
    let column = (columns.at(-1) ?? -1) + 1;
    while (column < header.cells.length && !isBelow(header, cell, column)) column += 1;
    if (column === header.cells.length) return null;
    columns.push(column);
  }
  return columns;
}

/** Whether a line in the first column is a row: text below a table begins there, too. */
function isRow(header: PdfLine, lines: readonly PdfLine[], at: number): boolean {
  const line = lines[at];
  const [cell, other] = line?.cells ?? [];
  if (line === undefined || cell === undefined || other !== undefined) return true;
  if (cell.end >= (header.cells[1]?.x ?? 0)) return false;
  const next = lines[at + 1];
  if (next === undefined || next.size !== line.size || line.y - next.y > rowGap * line.size)
    return false;
  const columns = columnsOf(header, next);
  return columns !== null && (columns.length > 1 || columns[0] !== 0);
}
