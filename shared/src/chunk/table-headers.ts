import { indexFrom } from './index-from.ts';
import type { LineRange, TableLines } from './outline.ts';

/** Characters. A longer header would leave its rows no room in a chunk. */
const maxHeader = 400;

/** For each line of a section that is a table's row below the header, the header with a line end. */
export function headersByLine(
  lines: readonly string[],
  tables: readonly TableLines[],
  section: LineRange,
): Map<number, string> {
  const headers = new Map<number, string>();
  const first = indexFrom(tables, section.first, ({ header }) => header.first);
  for (let at = first; at < tables.length; at++) {
    const table = tables[at];
    if (table === undefined || table.end > section.end) break;
    const { header, end } = table;
    const text = `${lines.slice(header.first, header.end).join('\n')}\n`;
    if (text.length > maxHeader) continue;
    for (let line = header.end; line < end; line++) headers.set(line, text);
  }
  return headers;
}
