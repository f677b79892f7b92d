import type { PdfLine } from './pdf-lines.ts';

/** Lines one below the other with cells in the same places. */
const fewestRows = 3;
/** In heights of a letter: how far edges of one column may lie apart. */
const edgeTolerance = 0.6;
/** Characters that a cell of two columns has on average; more is text in columns. */
const longestCell = 40;

/**
 * The rows of a table that begins with this line; empty when none does. Columns are known by their
 * left edges, or right edges of numbers are let go: then the row has as many cells at least.
 */
export function pdfTableAt(lines: readonly PdfLine[], first: number): string[][] {
  const header = lines[first];
  if (header === undefined || header.cells.length < 2) return [];
  let end = first + 1;
  while (isRowBelow(header, lines[end])) end += 1;
  const rows = lines.slice(first, end).map(({ cells }) => cells.map(({ text }) => text));
  const chars = rows.flat().reduce((sum, text) => sum + text.length, 0);
  const isProse = header.cells.length === 2 && chars / (2 * rows.length) > longestCell;
  return rows.length < fewestRows || isProse ? [] : rows;
}

function isRowBelow(header: PdfLine, line: PdfLine | undefined): boolean {
  if (line === undefined || line.cells.length !== header.cells.length) return false;
  const near = (a: number, b: number) => Math.abs(a - b) <= edgeTolerance * header.size;
  const aligned = line.cells.filter(({ x }, column) => near(x, header.cells[column]?.x ?? 0));
  return line.size === header.size && aligned.length >= Math.ceil(header.cells.length / 2);
}
