import type { Chunk, ChunkedDocument } from '../document.ts';
import { cutSection } from './cut-section.ts';
import { documentLines } from './document-lines.ts';
import { markdownOutline } from './markdown-outline.ts';
import type { Outline } from './outline.ts';
import { plainOutline } from './plain-outline.ts';

/**
 * Cuts a document into chunks of about 1,000 characters that follow its structure.
 *
 * The path's extension alone chooses the reader: Markdown (.md, .markdown, .mdx) or text by lines.
 * A chunk's text is exactly the document's lines startLine to endLine joined by \n; only a line
 * longer than a chunk is cut inside, and its pieces all name that line. Chunks are in order, do
 * not overlap, and hold every line that is not blank, except front matter.
 */
export function chunkDocument(path: string, text: string): ChunkedDocument {
  const lines = documentLines(text);
  const outline = readOutline(path, lines);
  const chunks: Chunk[] = [];
  const above: { level: number; text: string }[] = [];
  let first = outline.firstLine;
  const closeSection = (end: number) => {
    const headingPath = above.map((heading) => heading.text).filter((heading) => heading !== '');
    for (const piece of cutSection(lines, outline.cuts, { first, end }))
      chunks.push({ headingPath, ...piece });
    first = end;
  };
  for (const { line, level, text: heading } of outline.headings) {
    closeSection(line);
    while ((above.at(-1)?.level ?? 0) >= level) above.pop();
    above.push({ level, text: heading });
  }
  closeSection(lines.length);
  const headings = outline.headings.map((heading) => heading.text).filter((text) => text !== '');
  return { title: outline.title, headings, chunks };
}

function readOutline(path: string, lines: string[]): Outline {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase();
  if (extension === 'mdx') return markdownOutline(lines, 'mdx');
  if (extension === 'md' || extension === 'markdown') return markdownOutline(lines, 'markdown');
  return plainOutline(lines);
}
