import type { RowedTable } from './table-rows.ts';

const environments =
  'tabular tabularx tabulary tabu longtable longtabu supertabular mpsupertabular xtabular xltabular ' +
  'tblr longtblr talltblr';
const begin = new RegExp(String.raw`\\begin\{((?:${environments.replaceAll(' ', '|')})\*?)\}`);
/** A row may end with commands for rules below it. */
const rowEnd =
  /(?:\\\\(?:\*|\[[^\]]{0,20}\])?|\\tabularnewline)\s*(?:\\[a-z]+(?:\{[^}]{0,40}\}|\([^)]{0,40}\)|\[[^\]]{0,40}\])*\s*)*(?:%.*)?$/i;
const rule = /^\s*\\(?:hline|midrule|Xhline|specialrule)|\\(?:hline|midrule)\s*(?:%.*)?$/;
const headEnd = /\\end(?:firsthead|head)\b/;
const partEnd = /\\end(?:firsthead|head|foot|lastfoot)\b/;
/** Lines that a header, and one with a first and other heads and feet, may have. */
const maxHeaderLines = 12;
const maxHeadLines = 40;
const maxLines = 5_000;

/**
 * The tables of LaTeX that have a header: what stands above `\endhead`, else the first rows down to
 * the first rule below one.
 */
export function latexTables(lines: readonly string[]): RowedTable[] {
  const tables: RowedTable[] = [];
  for (let i = 0; i < lines.length; i++) {
    const [, name] = begin.exec(lines[i] ?? '') ?? [];
    const table = name === undefined ? null : tableAt(lines, i, name);
    if (table === null) continue;
    tables.push(table);
    i = table.end - 1;
  }
  return tables;
}

function tableAt(lines: readonly string[], first: number, name: string): RowedTable | null {
  const header = headOf(lines, first) ?? ruledHeader(lines, first);
  if (header === null) return null;
  let end = header.end;
  const closing = `\\end{${name}}`;
  while (end < lines.length && !lines[end]?.includes(closing)) {
    end += 1;
    if (end - first > maxLines) return null;
  }
  if (end === lines.length) return null;
  const rows = [header.end];
  for (let line = header.end; line + 1 < end; line++)
    if (rowEnd.test(lines[line] ?? '')) rows.push(line + 1);
  return { ...header, end, rows: rows.filter((row) => row < end) };
}

type Header = Pick<RowedTable, 'header' | 'text'> & { end: number };

/** Of longtable: what stands on each page, and after it the feet. */
function headOf(lines: readonly string[], first: number): Header | null {
  const top = lines.slice(first, first + maxHeadLines);
  const heads = top.flatMap((line, at) => (headEnd.test(line) ? at : []));
  const last = top.findLastIndex((line) => partEnd.test(line));
  const [head] = heads;
  if (head === undefined || top.slice(0, head).some((line) => /\\end\{/.test(line))) return null;
  // The first page's head says the same as the others', below a caption.
  const text = top.slice(0, head + 1).join('\n');
  return { header: { first, end: first + last + 1 }, end: first + last + 1, text };
}

function ruledHeader(lines: readonly string[], first: number): Header | null {
  let hasRow = false;
  for (let line = first + 1; line < first + maxHeaderLines; line++) {
    const text = lines[line] ?? '';
    if (text.includes('\\end{')) return null;
    const isCaption = /\\caption/.test(text);
    if (rowEnd.test(text) && !isCaption) hasRow = true;
    if (hasRow && rule.test(text) && !/\\cline|\\cmidrule/.test(text))
      return { header: { first, end: line + 1 }, end: line + 1 };
  }
  return null;
}
