import { isBlank } from './outline.ts';
import type { RowedTable } from './table-rows.ts';

const directive = /^(\s*)\.\.\s+(list|csv)-table::/;
const simpleBorder = /^\s*=+(?: +=+)+\s*$/;
const gridBorder = /^\s*\+(?:-+\+)+\s*$/;
const gridRule = /^\s*\+(?:=+\+)+\s*$/;
/** Lines that a header or a directive's options are looked for in. */
const maxHeaderLines = 12;

/**
 * The tables of reStructuredText that have a header: lists, comma-separated values, simple and grid
 * tables. The header of a directive begins with the directive, so that what follows reads as a table.
 * https://docutils.sourceforge.io/docs/ref/rst/directives.html#table
 */
export function rstTables(lines: readonly string[]): RowedTable[] {
  const tables: RowedTable[] = [];
  for (let i = 0; i < lines.length; i++) {
    const table = directiveTable(lines, i) ?? simpleTable(lines, i) ?? gridTable(lines, i);
    if (table === null) continue;
    tables.push(table);
    i = table.end - 1;
  }
  return tables;
}

function directiveTable(lines: readonly string[], first: number): RowedTable | null {
  const [, indent = '', kind] = directive.exec(lines[first] ?? '') ?? [];
  if (kind === undefined) return null;
  const options = first + 1;
  let body = options;
  while (body < options + maxHeaderLines && !isBlank(lines[body])) body += 1;
  const said = lines.slice(options, body).join('\n');
  const headerRows = Number(/:header-rows:\s*(\d+)/.exec(said)?.[1] ?? 0);
  if (headerRows === 0 && !/:header:/.test(said)) return null;
  while (body < lines.length && isBlank(lines[body])) body += 1;
  const end = endOfIndented(lines, body, indent.length);
  const starts = rowsOf(lines, body, end, kind === 'list' ? /^\s*\* -/ : /\S/);
  const [headerEnd, ...rows] = starts.slice(headerRows);
  if (headerEnd === undefined) return null;
  return { header: { first, end: headerEnd }, end, rows: [headerEnd, ...rows] };
}

/** Lines that a row begins on, with the indentation of the first. */
function rowsOf(lines: readonly string[], first: number, end: number, start: RegExp): number[] {
  const rows: number[] = [];
  const indentation = indentationOf(lines[first]);
  for (let i = first; i < end; i++)
    if (start.test(lines[i] ?? '') && indentationOf(lines[i]) === indentation) rows.push(i);
  return rows;
}

/** Behind the last of the lines that are indented deeper. */
function endOfIndented(lines: readonly string[], first: number, indentation: number): number {
  let end = first;
  for (let i = first; i < lines.length; i++) {
    if (isBlank(lines[i])) continue;
    if (indentationOf(lines[i]) <= indentation) break;
    end = i + 1;
  }
  return end;
}

function indentationOf(line = ''): number {
  return line.length - line.trimStart().length;
}

function simpleTable(lines: readonly string[], first: number): RowedTable | null {
  if (!simpleBorder.test(lines[first] ?? '') || isBlank(lines[first + 1])) return null;
  const rule = nextLine(lines, first + 1, simpleBorder, maxHeaderLines);
  if (rule === null || isBlank(lines[rule + 1])) return null;
  const rows: number[] = [];
  // A blank line stands between rows, or the table has no end.
  for (let i = rule + 1; i < lines.length && !(isBlank(lines[i]) && isBlank(lines[i - 1])); i++) {
    if (simpleBorder.test(lines[i] ?? '')) break;
    if (!isBlank(lines[i])) rows.push(i);
  }
  const end = (rows.at(-1) ?? rule) + 1;
  return { header: { first, end: rule + 1 }, end, rows };
}

/** Of Pandoc, too. */
export function gridTable(lines: readonly string[], first: number): RowedTable | null {
  if (!gridBorder.test(lines[first] ?? '')) return null;
  const rule = nextLine(lines, first + 1, gridRule, maxHeaderLines);
  if (rule === null || lines.slice(first, rule).some((line) => !/^\s*[|+]/.test(line))) return null;
  const rows = [rule + 1];
  let end = rule + 1;
  for (; /^\s*[|+]/.test(lines[end] ?? ''); end++)
    if (gridBorder.test(lines[end] ?? '')) rows.push(end + 1);
  return { header: { first, end: rule + 1 }, end, rows: rows.filter((row) => row < end) };
}

function nextLine(
  lines: readonly string[],
  first: number,
  sought: RegExp,
  count: number,
): number | null {
  const found = lines.slice(first, first + count).findIndex((line) => sought.test(line));
  return found === -1 ? null : first + found;
}
