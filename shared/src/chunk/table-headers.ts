import { indexFrom } from './index-from.ts';
import type { LineRange, TableLines } from './outline.ts';

/** Characters. What aligns the columns of a longer header is left out. */
const shortHeader = 200;
/** Characters. A longer header leaves its rows little room in a chunk. */
const usualHeader = 400;
/** Characters of a table with many columns, whose header still leaves its rows some room. */
const widestHeader = 900;
/** Characters. In a longer text, wide headers on each piece could make many times as much. */
const shortText = 1_000_000;

/** Characters that the header of a table may have to stand on each of the table's pieces. */
export function longestHeader(text: string): number {
  return text.length <= shortText ? widestHeader : usualHeader;
}

/**
 * For each line of a section that is a table's row below the header, the header with a line end,
 * without the padding that aligns its columns.
 * @param longest characters of a header
 */
export function headersByLine(
  lines: readonly string[],
  tables: readonly TableLines[],
  section: LineRange,
  longest: number,
): Map<number, string> {
  const headers = new Map<number, string>();
  const first = indexFrom(tables, section.first, ({ header }) => header.first);
  for (let at = first; at < tables.length; at++) {
    const table = tables[at];
    if (table === undefined || table.end > section.end) break;
    const { header, end } = table;
    const text = `${withoutPadding(lines.slice(header.first, header.end))}\n`;
    if (text.length > longest) continue;
    for (let line = header.end; line < end; line++) headers.set(line, text);
  }
  return headers;
}

/** A short header stays as it is written. */
function withoutPadding(header: readonly string[]): string {
  const text = header.join('\n');
  if (text.length <= shortHeader) return text;
  return text.replace(/(?<=\S)[ \t]{2,}/g, ' ').replace(/(-|=)\1{3,}/g, '$1$1$1');
}
