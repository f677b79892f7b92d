import { asciidocHeader } from '../../chunk/asciidoc-header.ts';
import { isBlank, type LineRange } from '../../chunk/outline.ts';
import { rstTables } from '../../chunk/rst-tables.ts';
import type { RowedTable } from '../../chunk/table-rows.ts';

/** A table's longer header is left out. */
const maxHeaderCharacters = 200;

export interface PassageTables {
  /** The lines above a line that are its table's header; none where it is not below one. */
  headerOf(at: number): number[];
  /** The line behind the row of a table that holds a line; outside of tables, the next line. */
  endOfRow(at: number): number;
}

/** Reads the tables in the lines of a passage, in whatever markup they are. */
export function readTables(lines: readonly string[]): PassageTables {
  const tables = [...rstTables(lines), ...asciidocTables(lines)].map((table) => ({
    ...table,
    shown: shownLines(lines, table.header),
  }));
  const tableOf = (at: number) => tables.find(({ header, end }) => header.first < at && at < end);
  return {
    headerOf: (at) => tableOf(at)?.shown.filter((line) => line < at) ?? pipedHeader(lines, at),
    endOfRow(at) {
      const table = tableOf(at);
      if (table === undefined) return at + 1;
      return table.rows.find((row) => row > at) ?? table.end;
    },
  };
}

const delimiter = /^[|,:]===+\s*$/;

/** A table of a passage need not end in it. */
function asciidocTables(lines: readonly string[]): RowedTable[] {
  const tables: RowedTable[] = [];
  for (let i = 0; i < lines.length; i++) {
    if (!delimiter.test(lines[i] ?? '')) continue;
    const header = asciidocHeader(lines, i);
    if (header === null) continue;
    // Where each cell has a line of its own, a blank line ends the row.
    const hasCellPerLine =
      lines.slice(i + 1, header.end).filter((line) => !isBlank(line)).length > 1;
    const rows: number[] = [];
    for (i = header.end; i < lines.length && !delimiter.test(lines[i] ?? ''); i++)
      if (!isBlank(lines[i]) && (isBlank(lines[i - 1]) || !hasCellPerLine)) rows.push(i);
    tables.push({ header, end: i, rows });
  }
  return tables;
}

/** A directive and its options are no words of the header, but for the option that is one. */
const unseen = /^\s*(?:\.\.\s|:(?!header:)[\w-]+:|$)/;

function shownLines(lines: readonly string[], { first, end }: LineRange): number[] {
  const shown = lines
    .slice(first, end)
    .flatMap((line, at) => (unseen.test(line) ? [] : first + at));
  const length = shown.reduce((sum, line) => sum + (lines[line]?.length ?? 0), 0);
  return length <= maxHeaderCharacters ? shown : [];
}

const row = /^\s*\|/;
const rule = /^\s*\|[\s:|+-]*-[\s:|+-]*$/;

/** Of a table in Markdown or Org. */
function pipedHeader(lines: readonly string[], at: number): number[] {
  let top = at;
  while (top >= 0 && row.test(lines[top] ?? '')) top -= 1;
  const [head = '', under = ''] = lines.slice(top + 1, top + 3);
  const isHeaded = rule.test(under) && head.length + under.length <= maxHeaderCharacters;
  return isHeaded ? [top + 1, top + 2].filter((line) => line < at) : [];
}
