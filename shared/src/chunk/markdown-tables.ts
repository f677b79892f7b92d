import { htmlTables } from './html-tables.ts';
import { anyLine, isBlank, type LineRange, type TableLines } from './outline.ts';
import { pandocTables } from './pandoc-tables.ts';
import { cutByRows, type RowedTable } from './table-rows.ts';

const pipeRule = /^\s*\|?\s*:?-+:?\s*(?:[|+]\s*:?-+:?\s*)*\|?\s*$/;
/** How good a place to cut is inside a row of HTML at most: rows are better ones. */
const inRow = 4;

interface Document {
  lines: readonly string[];
  bodyStart: number;
  /** 1 for each line of a fenced block. */
  isCode: Uint8Array;
}

/**
 * Adds the tables that Markdown's own rules do not find, and marks where they are best cut: HTML,
 * Pandoc's, and those with pipes in the tabs and admonitions of MkDocs, whose indentation reads as code.
 * @param tables those that are known
 * @returns all of them in order, and the lines of those that hold no headings, whatever their dashes
 */
export function withOtherTables(
  { lines, bodyStart, isCode }: Document,
  cuts: Uint8Array,
  tables: readonly TableLines[],
  kind: 'markdown' | 'mdx',
): { tables: TableLines[]; dashed: LineRange[] } {
  const taken = new Uint8Array(lines.length);
  for (const { header, end } of tables) taken.fill(1, header.first, end);
  const added: RowedTable[] = [];
  const add = (found: readonly RowedTable[]) => {
    const free = found.filter(({ header, end }) => {
      return header.first >= bodyStart && !taken.subarray(header.first, end).includes(1);
    });
    for (const { header, end } of free) taken.fill(1, header.first, end);
    added.push(...free);
    return free;
  };
  for (const table of add(htmlTables(lines, isCode))) cutHtml(lines, cuts, table);
  const isApart = (line: number) => isCode[line] === 0 && taken[line] === 0;
  const pandoc = kind === 'markdown' ? add(pandocTables(lines, isApart)) : [];
  for (const table of [...pandoc, ...add(pipeTables(lines, isApart))]) cutByRows(cuts, table);
  const all = [...tables, ...added].sort((a, b) => a.header.first - b.header.first);
  return { tables: all, dashed: pandoc.map(({ header, end }) => ({ first: header.first, end })) };
}

function cutHtml(lines: readonly string[], cuts: Uint8Array, { header, end }: RowedTable): void {
  cuts.fill(anyLine, header.first + 1, Math.min(header.end, end));
  for (let line = header.end; line < end; line++) {
    const isRow = /^\s*<tr\b/i.test(lines[line] ?? '');
    const cut = cuts[line] ?? anyLine;
    cuts[line] = isRow ? Math.min(cut, inRow - 1) : Math.max(cut, inRow);
  }
}

function pipeTables(lines: readonly string[], isApart: (line: number) => boolean): RowedTable[] {
  const tables: RowedTable[] = [];
  for (let rule = 1; rule < lines.length; rule++) {
    if (!pipeRule.test(lines[rule] ?? '') || !isPipeRow(lines[rule])) continue;
    if (!isPipeRow(lines[rule - 1]) || !isApart(rule) || !isApart(rule - 1)) continue;
    let end = rule + 1;
    while (isPipeRow(lines[end])) end += 1;
    const rows = Array.from({ length: end - rule - 1 }, (_, at) => rule + 1 + at);
    tables.push({ header: { first: rule - 1, end: rule + 1 }, end, rows });
    rule = end - 1;
  }
  return tables;
}

function isPipeRow(line: string | undefined): boolean {
  return !isBlank(line) && line?.includes('|') === true;
}
