import type { Chunk, ChunkedDocument } from '../document.ts';
import { codeOutline } from './code-outline.ts';
import { cutSection } from './cut-section.ts';
import { documentLines } from './document-lines.ts';
import { joinSmall } from './join-small.ts';
import { markdownOutline } from './markdown-outline.ts';
import type { Heading, LineRange, Outline } from './outline.ts';
import { proseOutline } from './prose-outline.ts';
import { rstOutline } from './rst-outline.ts';

/**
 * Cuts a document into chunks of about 1,000 characters that follow its structure.
 *
 * The path's extension alone chooses the reader: Markdown (.md, .markdown, .mdx),
 * reStructuredText (.rst), prose (.txt or none), or code by its blocks. A chunk's text is exactly the document's lines
 * startLine to endLine joined by \n; only a line longer than a chunk is cut inside, and its pieces
 * all name that line. Chunks are in order, do not overlap, and hold every line that is not blank,
 * except front matter, of which the description alone is a chunk. A title stated in front matter is
 * the outermost heading of every chunk, as a first heading of level 1 would be.
 */
export function chunkDocument(path: string, text: string): ChunkedDocument {
  const lines = documentLines(text);
  const outline = readOutline(path, lines);
  const { statedTitle, frontMatter, cuts } = outline;
  const headings = outline.headings.filter((heading) => heading.text !== '');
  const saysTitle = headings.some(
    ({ level, text: said }) => level === 1 && isSame(said, statedTitle),
  );
  const root = saysTitle ? null : statedTitle;
  const chunksOf = ({ headingPath, ...range }: Section): Chunk[] =>
    cutSection(lines, cuts, range).map((piece) => ({ headingPath, ...piece }));
  const body = sectionsOf(outline, root, lines.length).flatMap(chunksOf);
  const keys = frontMatter
    ? chunksOf({ headingPath: statedTitle ? [statedTitle] : [], ...frontMatter })
    : [];
  return {
    title: statedTitle ?? titleOf(headings),
    headings: headings.map((heading) => heading.text),
    definitions: outline.definitions,
    chunks: [...keys, ...joinSmall(body, lines)],
  };
}

function readOutline(path: string, lines: string[]): Outline {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  if (extension === 'mdx') return markdownOutline(lines, 'mdx');
  if (extension === 'md' || extension === 'markdown') return markdownOutline(lines, 'markdown');
  if (extension === 'rst') return rstOutline(lines);
  return ['', 'txt', 'text'].includes(extension) ? proseOutline(lines) : codeOutline(lines);
}

type Section = LineRange & { headingPath: string[] };

/** The runs of lines from one heading to the next, each with the headings above and its own. */
function sectionsOf(outline: Outline, root: string | null, end: number): Section[] {
  const sections: Section[] = [];
  const above: Pick<Heading, 'level' | 'text'>[] = root ? [{ level: 0, text: root }] : [];
  let first = outline.bodyStart;
  const close = (at: number) => {
    const headingPath = above.map((heading) => heading.text).filter((text) => text !== '');
    if (at > first) sections.push({ headingPath, first, end: at });
    first = at;
  };
  for (const { line, level, text } of outline.headings) {
    close(line);
    while ((above.at(-1)?.level ?? 0) >= level) above.pop();
    above.push({ level, text });
  }
  close(end);
  return sections;
}

/** A document's own name for itself: its first outermost heading, else the heading it opens with. */
function titleOf(headings: Heading[]): string | null {
  return (headings.find(({ level }) => level === 1) ?? headings[0])?.text ?? null;
}

function isSame(heading: string, title: string | null): boolean {
  return heading.toLowerCase() === title?.trim().toLowerCase();
}
