import type { PdfLine } from './pdf-lines.ts';

/** Lines one below the other with cells in the same places. */
const fewestRows = 3;
/** In heights of a letter: how far edges of one column may lie apart. */
const edgeTolerance = 0.6;
/** Characters that a cell of two columns has on average; more is text in columns. */
const longestCell = 40;

/** Lines whose cells stand below each other. */
export interface PdfGrid {
  /** A table, or text that is printed in columns side by side. */
  kind: 'table' | 'columns';
  header: PdfLine;
  lines: readonly PdfLine[];
}

/**
 * The table or the columns that begin with this line; null when none do. Columns are known by their
 * left edges, or right edges of numbers are let go: then the row has as many cells at least.
 */
export function pdfGridAt(lines: readonly PdfLine[], first: number): PdfGrid | null {
  const header = lines[first];
  if (header === undefined || header.cells.length < 2) return null;
  const rows = [header, ...rowsBelow(header, lines.slice(first + 1))];
  if (rows.length < fewestRows) return null;
  const chars = rows.reduce((sum, { text }) => sum + text.length, 0);
  const isProse = header.cells.length === 2 && chars / (2 * rows.length) > longestCell;
  return { kind: isProse ? 'columns' : 'table', header, lines: rows };
}

/** The rows with which the table of the page before goes on; null when it does not. */
export function continuedGrid(before: PdfGrid, lines: readonly PdfLine[]): PdfGrid | null {
  const { header } = before;
  const rows = before.kind === 'table' ? rowsBelow(header, lines) : [];
  return rows.length === 0 ? null : { kind: 'table', header, lines: rows };
}

function rowsBelow(header: PdfLine, lines: readonly PdfLine[]): PdfLine[] {
  const other = lines.findIndex((line) => !isRowBelow(header, line));
  return lines.slice(0, other === -1 ? lines.length : other);
}

function isRowBelow(header: PdfLine, line: PdfLine): boolean {
  if (line.cells.length !== header.cells.length) return false;
  const near = (a: number, b: number) => Math.abs(a - b) <= edgeTolerance * header.size;
  const aligned = line.cells.filter(({ x }, column) => near(x, header.cells[column]?.x ?? 0));
  return line.size === header.size && aligned.length >= Math.ceil(header.cells.length / 2);
}
