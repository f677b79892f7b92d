import { extensionOf } from '../paths.ts';
import { commentReaders } from './hidden-comments.ts';
import { hiddenInMarkdown } from './hidden-markdown.ts';
import { lineStarts, type Range } from './markdown-regions.ts';
import type { HiddenParts } from './shown-lines.ts';

/** More than a person writes; all that follows the last of them counts as one. */
const maxParts = 5_000;
const markdownExtensions = new Set(
  'md mdx markdown mdc qmd rmd mkd mkdn mkdown mdown mdwn markdn mdtxt mdtext'.split(' '),
);

/**
 * The parts of a document's text that nobody sees.
 * @param path tells how the text is shown: as a page for a markup language, else as it is
 */
export function hiddenParts(path: string, text: string): HiddenParts {
  const extension = extensionOf(path);
  const isHidden = commentReaders.get(extension);
  if (isHidden) return hiddenLines(text.split('\n'), isHidden(text.split('\n')));
  if (!markdownExtensions.has(extension)) return [];
  const ranges = hiddenInMarkdown(text, extension === 'mdx' ? 'mdx' : 'markdown');
  const last = ranges.at(-1)?.[1] ?? 0;
  const kept: Range[] =
    ranges.length > maxParts
      ? [...ranges.slice(0, maxParts), [ranges[maxParts]?.[0] ?? last, last]]
      : ranges;
  return placesOf(text, kept);
}

function hiddenLines(lines: readonly string[], isHidden: readonly boolean[]): HiddenParts {
  const parts: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (!isHidden[index]) continue;
    if (parts.at(-2) === index && index > 0) parts.splice(-2, 2, index + 1, line.length);
    else parts.push(index + 1, 0, index + 1, line.length);
  }
  return parts;
}

function placesOf(text: string, ranges: readonly Range[]): number[] {
  const starts = lineStarts(text);
  let line = 0;
  const place = (offset: number): [number, number] => {
    while ((starts[line + 1] ?? Number.POSITIVE_INFINITY) <= offset) line += 1;
    return [line + 1, offset - (starts[line] ?? 0)];
  };
  return ranges.flatMap(([start, end]) => [...place(start), ...place(end)]);
}
