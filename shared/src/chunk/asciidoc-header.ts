import { isBlank, type LineRange } from './outline.ts';

const stated = /^\[.*(?:%header|\bheader\b)/;
const maxLines = 12;

/**
 * The header of the AsciiDoc table whose delimiter is a line, from what says so to the blank line
 * below it; null: it has none. The first row is the header if that is said, or if a blank line
 * follows it.
 * https://docs.asciidoctor.org/asciidoc/latest/tables/add-header-row/
 */
export function asciidocHeader(lines: readonly string[], delimiter: number): LineRange | null {
  const row = delimiter + 1;
  const cells = lines[row] ?? '';
  if (!cells.startsWith('|')) return null;
  const isStated = stated.test(lines[delimiter - 1] ?? '');
  const first = isStated ? delimiter - 1 : delimiter;
  if (isBlank(lines[row + 1])) return { first, end: row + 2 };
  if (!isStated) return null;
  // Each cell of the header may have a line of its own.
  const isCell = cells.lastIndexOf('|') === 0;
  const below = lines.slice(row, row + maxLines).findIndex((line) => isBlank(line));
  return { first, end: isCell && below !== -1 ? row + below + 1 : row + 1 };
}
