import { latexTables } from './latex-tables.ts';
import { latexText } from './latex-text.ts';
import { anyLine, type Heading, type Outline } from './outline.ts';
import { plainOutline } from './plain-outline.ts';
import { cutByRows } from './table-rows.ts';

const levels: Readonly<Record<string, number>> = {
  part: 1,
  chapter: 2,
  section: 3,
  subsection: 4,
  subsubsection: 5,
  frametitle: 5,
  paragraph: 6,
  subparagraph: 7,
};
const command = new RegExp(
  String.raw`^\s*\\(title|${Object.keys(levels).join('|')})\*?\s*(?:\[[^\]]{0,300}\]\s*)?\{`,
);
const frame = /^\s*\\begin\{frame\}\s*(?:<[^>]*>)?\s*(?:\[[^\]]{0,100}\]\s*)?\{/;
const verbatim = /\\begin\{(verbatim\*?|lstlisting|minted|comment|Verbatim|filecontents\*?)\}/;
/** Lines that a title may go on over. */
const longestTitle = 5;
/** Lines looked through for the end of verbatim text. */
const longestBlock = 5_000;

/**
 * LaTeX: text by lines, with \title, the commands that open sections, and tables. Comments and verbatim
 * text have none. https://latexref.xyz/Sectioning.html
 */
export function latexOutline(lines: string[]): Outline {
  const outline = plainOutline(lines);
  const headings: Heading[] = [];
  let statedTitle: string | null = null;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const blockEnd = endOfVerbatim(lines, i);
    for (; i < blockEnd; i++) {
      outline.cuts[i + 1] = Math.min((outline.cuts[i + 1] ?? 0) + 3, anyLine);
    }
    const [opening = '', name = 'frametitle'] = command.exec(line) ?? frame.exec(line) ?? [];
    if (opening === '') continue;
    const text = latexText(argumentAt(lines, i, opening.length));
    if (name === 'title') statedTitle ??= text || null;
    else headings.push({ line: i, level: levels[name] ?? 1, text });
  }
  const tables = latexTables(lines);
  for (const table of tables) cutByRows(outline.cuts, table);
  return { ...outline, statedTitle, headings, tables };
}

/** The last line of verbatim text that begins on this line; the line itself when none does. */
function endOfVerbatim(lines: readonly string[], first: number): number {
  const name = verbatim.exec(lines[first] ?? '')?.[1];
  if (name === undefined) return first;
  const last = Math.min(lines.length, first + longestBlock);
  for (let i = first; i < last; i++) {
    if (lines[i]?.includes(`\\end{${name}}`)) return i;
  }
  return first;
}

/** What stands between the brace that was opened and the one that closes it. */
function argumentAt(lines: readonly string[], line: number, column: number): string {
  const rest = lines
    .slice(line, line + longestTitle)
    .map((text) => text.slice(0, 1_000).replace(/(?<!\\)%.*$/, ''))
    .join(' ')
    .slice(column, column + 600);
  let depth = 1;
  for (let at = 0; at < rest.length; at++) {
    if (rest[at] === '\\') at += 1;
    else if (rest[at] === '{') depth += 1;
    else if (rest[at] === '}') depth -= 1;
    if (depth === 0) return rest.slice(0, at);
  }
  return rest;
}
