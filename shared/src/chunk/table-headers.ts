import { indexFrom } from './index-from.ts';
import type { LineRange, TableLines } from './outline.ts';
import { shortenHeader } from './shorten-header.ts';

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

/** Headers with a line end, by the lines of a section. */
export interface Headers {
  /** Of lines that are a table's rows. */
  above: ReadonlyMap<number, string>;
  /** Of lines that begin with a header themselves: for the pieces that they are cut into. */
  within: ReadonlyMap<number, string>;
}

/**
 * The header of each line of a section that is a table's row below it, without the padding that
 * aligns its columns. What is too long is shortened.
 * @param longest characters of a header
 */
export function headersByLine(
  lines: readonly string[],
  tables: readonly TableLines[],
  section: LineRange,
  longest: number,
): Headers {
  const above = new Map<number, string>();
  const within = new Map<number, string>();
  // A heading in a cell may have begun a section inside a table.
  const first = indexFrom(tables, section.first, ({ header }) => header.first) - 1;
  for (let at = Math.max(first, 0); at < tables.length; at++) {
    const table = tables[at];
    if (table === undefined || table.header.first >= section.end) break;
    if (table.end <= section.first) continue;
    const text = headerText(lines, table, longest);
    if (text === '') continue;
    if (table.text !== undefined) within.set(table.header.end - 1, text);
    const end = Math.min(table.end, section.end);
    for (let line = Math.max(table.header.end, section.first); line < end; line++)
      above.set(line, text);
  }
  return { above, within };
}

function headerText(lines: readonly string[], table: TableLines, longest: number): string {
  const { first, end } = table.header;
  const text = withoutPadding(table.text ?? lines.slice(first, end).join('\n'));
  const fitting = text.length < longest ? text : shortenHeader(text, usualHeader - 1, longest - 1);
  return fitting === '' ? '' : `${fitting}\n`;
}

/** A short header stays as it is written. */
function withoutPadding(header: string): string {
  if (header.length <= shortHeader) return header;
  return header.replace(/(?<=\S)[ \t]{2,}/g, ' ').replace(/(-|=)\1{3,}/g, '$1$1$1');
}
