import { anyLine, type Heading, isBlank, type Outline } from './outline.ts';
import { plainOutline } from './plain-outline.ts';
import { rstTables } from './rst-tables.ts';
import { cutByRows } from './table-rows.ts';

const adornment = /^([!-/:-@[-`{-~])\1*\s*$/;
/** Marks of an underline that may be shorter than its title, as docutils lets it. */
const enough = 4;
/** Lines in which a title is stated. */
const head = 60;
/** docutils' directive, Nikola's comment, a field. */
const stated = /^(?:\.\.\s+title::?|:title:)\s+(\S.*)$/i;

/**
 * reStructuredText: text by lines, with its tables, and the headings that are underlined, and
 * perhaps overlined, by a row of one mark. Each style's level is the order in which the document first uses it.
 * https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#sections
 */
export function rstOutline(lines: string[]): Outline {
  const outline = plainOutline(lines);
  const styles: string[] = [];
  const headings: Heading[] = [];
  for (let i = 0; i + 1 < lines.length; i++) {
    const text = lines[i]?.trim() ?? '';
    const mark = markOf(lines[i + 1]);
    if (text === '' || !mark || markOf(text)) continue;
    const { length } = lines[i + 1]?.trimEnd() ?? '';
    if (length < text.length && length < enough) continue;
    const isOverlined = markOf(lines[i - 1]) === mark;
    if (!isOverlined && (/^\s/.test(lines[i] ?? '') || !endsBlock(lines[i - 1]))) continue;
    const style = isOverlined ? mark + mark : mark;
    if (!styles.includes(style)) styles.push(style);
    const line = isOverlined ? i - 1 : i;
    outline.cuts.fill(anyLine, line + 1, i + 2);
    headings.push({ line, level: styles.indexOf(style) + 1, text: withoutRoles(text) });
  }
  const tables = rstTables(lines);
  for (const table of tables) cutByRows(outline.cuts, table);
  return { ...outline, statedTitle: statedTitle(lines), headings, tables };
}

/** The mark of a row of one mark, two at least. */
function markOf(line: string | undefined): string | undefined {
  return line !== undefined && line.trimEnd().length > 1 ? adornment.exec(line)?.[1] : undefined;
}

/** A label or another directive needs no blank line below it. */
function endsBlock(line: string | undefined): boolean {
  return isBlank(line) || /^\.\.\s/.test(line ?? '');
}

/** A title beside the headings: as a directive or field says it, or the header of a PEP. */
function statedTitle(lines: readonly string[]): string | null {
  const top = lines.slice(0, head);
  const said = top.map((line) => stated.exec(line)?.[1]).find((title) => title !== undefined);
  if (said !== undefined) return withoutRoles(said);
  const [, number] = /^PEP:\s+(\d+)\s*$/.exec(lines[0] ?? '') ?? [];
  const title = top.map((line) => /^Title:\s+(\S.*)$/.exec(line)?.[1]).find(Boolean);
  return number === undefined || title === undefined ? null : `PEP ${number} – ${title.trim()}`;
}

/** Inline marks off: ``code``, :role:`text <target>`, **strong**, `link`_. */
function withoutRoles(text: string): string {
  return text
    .slice(0, 300)
    .replace(/(?::[\w:+.-]+:)?`+([^`<]*)(?:<[^`>]*>)?`+_{0,2}/g, '$1')
    .replace(/\*\*?([^*]+)\*\*?/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .toWellFormed();
}
