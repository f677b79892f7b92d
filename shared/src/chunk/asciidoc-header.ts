import { isBlank, type LineRange } from './outline.ts';

const stated = /^\[.*(?:%header|\bheader\b|options="?[^"\]]*header)/;
const separated = /^\[.*\bformat="?(?:csv|tsv|dsv)\b/;
const above = /^(?:\[.*\]\s*|\.[^\s.].*)$/;
const maxLines = 12;
/** Lines above a table that say what it is: attributes and its title. */
const maxAbove = 3;

/**
 * The header of the AsciiDoc table whose delimiter is a line, from what says so to the blank line
 * below it; null: it has none. The first row is the header if that is said, or if a blank line
 * follows it.
 * https://docs.asciidoctor.org/asciidoc/latest/tables/add-header-row/
 */
export function asciidocHeader(lines: readonly string[], delimiter: number): LineRange | null {
  const row = delimiter + 1;
  const cells = lines[row] ?? '';
  const said = saidAbove(lines, delimiter);
  const mark = lines[delimiter]?.charAt(0) ?? '';
  const isSeparated = mark === ',' || mark === ':' || said.some((line) => separated.test(line));
  if (isSeparated ? isBlank(cells) : !cells.startsWith(mark)) return null;
  const statedAt = said.findIndex((line) => stated.test(line));
  const first = statedAt === -1 ? delimiter : delimiter - 1 - statedAt;
  if (isBlank(lines[row + 1])) return { first, end: row + 2 };
  if (statedAt === -1) return null;
  // Each cell of the header may have a line of its own.
  const isCell = !isSeparated && cells.lastIndexOf(mark) === 0;
  const below = lines.slice(row, row + maxLines).findIndex((line) => isBlank(line));
  return { first, end: isCell && below !== -1 ? row + below + 1 : row + 1 };
}

/** The lines above the delimiter that belong to the table, from the last. */
function saidAbove(lines: readonly string[], delimiter: number): string[] {
  const said: string[] = [];
  while (said.length < maxAbove && above.test(lines[delimiter - 1 - said.length] ?? ''))
    said.push(lines[delimiter - 1 - said.length] ?? '');
  return said;
}
