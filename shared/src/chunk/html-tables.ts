import { isBlank } from './outline.ts';
import type { RowedTable } from './table-rows.ts';

const tag = /<(\/?)(table|thead|tr|th|td)\b/gi;
/** Characters of a line that are looked through for tags. */
const longestLine = 4_000_000;

interface OpenTable {
  first: number;
  column: number;
  depth: number;
  /** Whether the row that is read is in `<thead>`, and whether it holds `<td>`. */
  isInHead: boolean;
  hasData: boolean;
  /** Where the header ends, as far as it is known, and whether it may go on. */
  header: { line: number; column: number } | null;
  isHeaderOver: boolean;
  rows: number[];
  firstBlank: number | null;
}

/**
 * The tables of HTML in Markdown, in order: their cells may hold blank lines and Markdown, and all of
 * a table may stand on one line. The header goes down to the end of `<thead>`, else of the rows at
 * the top that hold `<th>` alone, else of the first row.
 * @param isCode 1 for each line of a block of code
 */
export function htmlTables(lines: readonly string[], isCode: Uint8Array): RowedTable[] {
  const tables: RowedTable[] = [];
  let open: OpenTable | null = null;
  const close = (table: OpenTable, line: number, end: number) => {
    const found = tableOf(lines, table, line, end);
    if (found && found.header.first >= (tables.at(-1)?.end ?? 0)) tables.push(found);
  };
  for (const [line, given] of lines.entries()) {
    if (isCode[line]) continue;
    if (open && isBlank(given)) open.firstBlank ??= line;
    if (!given.includes('<')) continue;
    const text = given
      .slice(0, longestLine)
      .replace(/`[^`\n]*`/g, (code) => ' '.repeat(code.length));
    for (const { 0: found, 1: slash, 2: name = '', index } of text.matchAll(tag)) {
      const isEnd = slash === '/';
      const kind = name.toLowerCase();
      if (kind === 'table' && !isEnd) {
        // A table's name in a sentence has no rows.
        if (open === null || (open.rows.length === 0 && open.header === null))
          open = newTable(line, index);
        else open.depth += 1;
      } else if (open && kind === 'table') {
        open.depth -= 1;
        if (open.depth > 0) continue;
        close(open, line, line + (open.first === line ? 1 : 0));
        open = null;
      } else if (open?.depth === 1) {
        readTag(open, kind, isEnd, line, endOf(text, index + found.length));
      }
    }
  }
  if (open) close(open, lines.length, open.firstBlank ?? lines.length);
  return tables;
}

function newTable(first: number, column: number): OpenTable {
  return {
    first,
    column,
    depth: 1,
    isInHead: false,
    hasData: false,
    header: null,
    isHeaderOver: false,
    rows: [],
    firstBlank: null,
  };
}

function readTag(
  table: OpenTable,
  name: string,
  isEnd: boolean,
  line: number,
  column: number,
): void {
  if (name === 'tr' && !isEnd) {
    table.hasData = false;
    table.rows.push(line);
  } else if (name === 'td') table.hasData = true;
  else if (name === 'thead') {
    if (isEnd && table.isInHead) {
      table.header = { line, column };
      table.isHeaderOver = true;
    }
    table.isInHead = !isEnd && !table.isHeaderOver;
  } else if (name === 'tr' && !table.isHeaderOver && !table.isInHead) {
    if (table.header === null || !table.hasData) table.header = { line, column };
    table.isHeaderOver = table.hasData;
  }
}

/** Behind the `>` of a tag. */
function endOf(text: string, from: number): number {
  const end = text.indexOf('>', from);
  return end === -1 ? text.length : end + 1;
}

function tableOf(
  lines: readonly string[],
  { first, column, header, rows }: OpenTable,
  last: number,
  end: number,
): RowedTable | null {
  if (header === null || last < first) return null;
  const below = lines[header.line]?.slice(header.column) ?? '';
  const range = { first, end: header.line + 1 };
  const isWhole = /^(?:\s|<\/?(?:thead|tbody)[^>]*>)*$/.test(below);
  const own = rows.filter((row) => row > header.line && row < end);
  if (isWhole && end > range.end) return { header: range, end, rows: own };
  if (isWhole) return null;
  const text = lines.slice(first, header.line + 1).join('\n');
  const cut = (lines[header.line]?.length ?? 0) - header.column;
  return { header: range, end, rows: own, text: text.slice(column, text.length - cut) };
}
