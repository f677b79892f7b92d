import { afterBlankLine, anyLine, bareOutline, isBlank, type Outline } from './outline.ts';
import { readDefinitions } from './read-definitions.ts';

/** What ends or continues the block above it, in the languages that have such words. */
const closes = /^\s*([}\])]|<\/|(end|fi|done|esac|else|elif|elsif|except|finally|catch|rescue)\b)/;
/** Comments, decorators and attributes: they belong to the line below them. */
const announces = /^\s*(\/\/|\/\*|\*|#|--|;|%|@|\[\w+.*\]\s*$|<!--|"""|''')/;
const widthOfTab = 4;
/** Lines looked through for what a comment announces. */
const longestComment = 50;

/**
 * Code in any language, by its blank lines and its indentation alone: a block starts after a blank
 * line or where the lines below are indented deeper, with the comment directly above it; the less
 * it is indented the better. Inside a comment between slashes and stars nothing starts.
 */
export function codeOutline(lines: string[]): Outline {
  const cuts = new Uint8Array(lines.length).fill(anyLine);
  const levels = levelsOf(lines);
  let inComment = false;
  for (const [index, line] of lines.entries()) {
    const starts = !inComment && !isBlank(line) && !closes.test(line);
    if (starts) cuts[index] = cutBefore(lines, levels, index);
    if (/^\s*\/\*/.test(line)) inComment = true;
    if (line.includes('*/')) inComment = false;
  }
  return { ...bareOutline(cuts), definitions: readDefinitions(lines) };
}

/** Three kinds of border a level, as far as there are numbers: after a blank line is the best. */
function cutBefore(lines: string[], levels: Uint8Array, index: number): number {
  const above = lines[index - 1];
  const level = levels[index] ?? 0;
  if (isBlank(above)) return Math.min(3 * level, afterBlankLine);
  // The last line of a comment with stars is indented by one.
  const isAnnounced =
    /\*\/\s*$/.test(above ?? '') || (announces.test(above ?? '') && levels[index - 1] === level);
  if (isAnnounced || level > 2) return anyLine;
  if (opensBlock(lines, levels, index)) return 3 * level + 1;
  return level < 2 ? 3 * level + 2 : anyLine;
}

/** Whether the lines below are indented deeper; a comment opens what the line below it opens. */
function opensBlock(lines: string[], levels: Uint8Array, index: number): boolean {
  let at = index;
  const last = index + longestComment;
  while (at < last && announces.test(lines[at] ?? '') && !isBlank(lines[at + 1])) at++;
  return !isBlank(lines[at + 1]) && (levels[at + 1] ?? 0) > (levels[index] ?? 0);
}

/** How deep each line is indented: 0 is not at all; a blank line is as deep as the one above. */
function levelsOf(lines: string[]): Uint8Array {
  const levels = new Uint8Array(lines.length);
  const widths: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (isBlank(line)) {
      levels[index] = levels[index - 1] ?? 0;
      continue;
    }
    const width = widthOf(line);
    while ((widths.at(-1) ?? 0) > width) widths.pop();
    if (width > (widths.at(-1) ?? 0)) widths.push(width);
    levels[index] = Math.min(widths.length, 255);
  }
  return levels;
}

function widthOf(line: string): number {
  let width = 0;
  for (const character of line) {
    if (character === '\t') width += widthOfTab;
    else if (character === ' ') width += 1;
    else break;
  }
  return width;
}
