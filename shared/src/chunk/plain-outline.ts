import { anyLine, bareOutline, isBlank, type Outline } from './outline.ts';

/** Text by lines: a blank line ends a block, and an unindented line is a better start. */
export function plainOutline(lines: string[]): Outline {
  const cuts = new Uint8Array(lines.length);
  for (const [index, line] of lines.entries())
    cuts[index] = isBlank(line) ? anyLine : cutBefore(line, isBlank(lines[index - 1]));
  return bareOutline(cuts);
}

function cutBefore(line: string, afterBlank: boolean): number {
  const indented = /^\s/.test(line);
  if (afterBlank) return indented ? 1 : 0;
  return indented ? anyLine : 2;
}
