import { anyLine, type Outline } from './outline.ts';

/** Prose and code alike: a blank line ends a block, and an unindented line is a better start. */
export function plainOutline(lines: string[]): Outline {
  const cuts = new Uint8Array(lines.length).fill(anyLine);
  let afterBlank = true;
  for (const [index, line] of lines.entries()) {
    const blank = line.trim() === '';
    if (!blank) cuts[index] = cutBefore(line, afterBlank);
    afterBlank = blank;
  }
  return { title: null, headings: [], firstLine: 0, cuts };
}

function cutBefore(line: string, afterBlank: boolean): number {
  const indented = /^\s/.test(line);
  if (afterBlank) return indented ? 1 : 0;
  return indented ? anyLine : 2;
}
