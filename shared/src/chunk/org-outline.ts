import { headingText } from './heading-text.ts';
import { anyLine, type Heading, type Outline, type TableLines } from './outline.ts';
import { plainOutline } from './plain-outline.ts';

const states = ['TODO', 'DONE', 'NEXT', 'WAITING', 'WAIT', 'HOLD', 'CANCELLED', 'CANCELED'];
/** Lines looked through for a block's end: what never ends is no block. */
const longestBlock = 5_000;

/**
 * Org: text by lines, with its headlines, its #+TITLE and its tables. Inside a block nothing is a
 * headline, and lines are worse places to cut. https://orgmode.org/worg/org-syntax.html
 */
export function orgOutline(lines: string[]): Outline {
  const outline = plainOutline(lines);
  const headings: Heading[] = [];
  const tables: TableLines[] = [];
  const titles: string[] = [];
  const keywords = new Set(states);
  let tableEnd = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const blockEnd = endOfBlock(lines, i);
    for (; i < blockEnd; i++) {
      outline.cuts[i + 1] = Math.min((outline.cuts[i + 1] ?? 0) + 3, anyLine);
    }
    const [, keyword = '', value = ''] = /^\s*#\+(\w+):\s*(.*)$/.exec(line) ?? [];
    if (/^title$/i.test(keyword)) titles.push(value);
    else if (/^(?:seq_|typ_)?todo$/i.test(keyword)) {
      for (const state of value.split(/[\s|]+/)) keywords.add(state.replace(/\(.*\)$/, ''));
    }
    const [, stars, text = ''] = /^(\*+)[ \t]+(.*)$/.exec(line) ?? [];
    if (stars !== undefined) {
      headings.push({ line: i, level: stars.length, text: textOf(text, keywords) });
    }
    if (i < tableEnd || !isRow(line)) continue;
    tableEnd = i + 1;
    while (isRow(lines[tableEnd])) tableEnd += 1;
    const rule = lines.slice(i, i + 4).findIndex((row) => /^\s*\|-/.test(row));
    if (rule > 0) tables.push({ header: { first: i, end: i + rule + 1 }, end: tableEnd });
  }
  const statedTitle = headingText(titles.join(' ')) || null;
  return { ...outline, statedTitle, headings, tables };
}

/** The last line of the block that begins on this line; the line itself when none does. */
function endOfBlock(lines: readonly string[], first: number): number {
  const name = /^\s*#\+begin_(\S+)/i.exec(lines[first] ?? '')?.[1];
  if (name === undefined) return first;
  const closing = `#+end_${name}`.toLowerCase();
  const last = Math.min(lines.length, first + longestBlock);
  for (let i = first + 1; i < last; i++) {
    if (lines[i]?.trim().toLowerCase() === closing) return i;
  }
  return first;
}

function isRow(line: string | undefined): boolean {
  return /^\s*\|/.test(line ?? '');
}

/** A headline as a reader sees it: without its state, priority, progress, tags and marks. */
function textOf(headline: string, keywords: ReadonlySet<string>): string {
  const [first = ''] = headline.split(/\s/, 1);
  const text = (keywords.has(first) ? headline.slice(first.length) : headline)
    .slice(0, 300)
    .replace(/^\s*\[#\w\]\s*/, '')
    .replace(/[ \t]:[\p{L}\p{N}_@#%:]+:[ \t]*$/u, '')
    .replace(/\s*\[\d*[/%]\d*\]/g, '')
    .replace(/\[\[(?:[^\][]*\]\[)?([^\][]*)\]\]/g, '$1')
    .replace(/(?<![\p{L}\p{N}])([/=~+])(?=\S)([^/=~+]*\S)\1(?![\p{L}\p{N}])/gu, '$2');
  return headingText(text);
}
