import type { Chunk, ChunkedDocument } from '../document.ts';
import { extensionOf } from '../paths.ts';
import { hiddenParts } from '../visible/hidden-parts.ts';
import { withoutHidden } from '../visible/shown-lines.ts';
import { asciidocOutline } from './asciidoc-outline.ts';
import { codeOutline } from './code-outline.ts';
import { cutSection } from './cut-section.ts';
import { documentLines } from './document-lines.ts';
import { belowFrontMatter } from './front-matter.ts';
import { anchorAt } from './heading-anchors.ts';
import { joinSmall } from './join-small.ts';
import { latexOutline } from './latex-outline.ts';
import { looksLikeCode } from './looks-like-code.ts';
import { markdownOutline } from './markdown-outline.ts';
import { orgOutline } from './org-outline.ts';
import type { Heading, LineRange, Outline } from './outline.ts';
import { plainOutline } from './plain-outline.ts';
import { rstOutline } from './rst-outline.ts';
import { longestHeader } from './table-headers.ts';
import { textOutline } from './text-outline.ts';
import { textileOutline, wikiOutline } from './wiki-outline.ts';

/**
 * Longer texts are cut by lines: a megabyte in so many lines is no prose, and made of headings alone
 * it took twelve seconds of processor time and 800 MB.
 */
const maxOutlinedLines = 100_000;

/**
 * Cuts a document into chunks of about 1,000 characters that follow its structure.
 *
 * The path's extension chooses the reader: Markdown (.md, .markdown, .mdx, R Markdown's and
 * Quarto's, Cursor's rules), reStructuredText, AsciiDoc, Org, LaTeX, or code by its blocks. A text
 * (.txt) is read by its own marks, and so is one without an extension that does not look like code.
 * A chunk's text is exactly
 * the document's lines startLine to endLine joined by \n, below the header of a table that is cut
 * there; only a line longer than a chunk is cut inside, and its pieces all name that line. Neither a
 * header nor the pieces of a row have the padding that aligns columns. Chunks are
 * in order, do not overlap, and hold every line that is not blank, but for the fences of front matter
 * and a title that stands in it alone. A stated title is the outermost heading of every chunk, as a
 * first heading of level 1 would be.
 *
 * @param origin `derived`: Markdown that a reader made of what is seen of a document, whatever the
 *   path; in it nothing is a tag, and nothing is hidden
 */
export function chunkDocument(
  path: string,
  text: string,
  origin: 'authored' | 'derived' = 'authored',
): ChunkedDocument {
  const lines = documentLines(text);
  // Their ends are the text's own, as of nearly all: no copy is needed.
  const hasOwnEnds = !/[\r\uFEFF]/.test(text);
  const hidden =
    origin === 'derived' ? [] : hiddenParts(path, hasOwnEnds ? text : lines.join('\n'));
  const ownReader = origin === 'derived' ? readDerived : outlineReader(path, lines);
  const readOutline = lines.length > maxOutlinedLines ? plainOutline : ownReader;
  // A heading that nobody sees heads nothing.
  const shown = hidden.length === 0 ? lines : withoutHidden(lines, 1, hidden).lines;
  const outline = readOutline(shown);
  const { statedTitle, frontMatter } = outline;
  // A summary names what is folded away, not a subject of the whole document.
  const headings = outline.headings.filter(({ text: said, isSummary }) => said && !isSummary);
  const saysTitle = headings.some(
    ({ level, text: said }) => level === 1 && isSame(said, statedTitle),
  );
  const root = saysTitle ? null : statedTitle;
  const longest = longestHeader(text);
  const chunksOf = ({ headingPath, ...range }: Section): Chunk[] =>
    cutSection(lines, outline, range, longest).map((piece) => ({
      headingPath,
      anchor: anchorAt(outline.anchors, piece.startLine - 1),
      ...piece,
    }));
  const body = sectionsOf(outline, root, lines.length).flatMap(chunksOf);
  const keys = frontMatter
    ? chunksOf({ headingPath: statedTitle ? [statedTitle] : [], ...frontMatter })
    : [];
  return {
    title: statedTitle ?? titleOf(headings),
    headings: headings.map((heading) => heading.text),
    definitions: outline.definitions,
    chunks: [...keys, ...joinSmall(body, lines)],
    hidden,
  };
}

type ReadOutline = (lines: string[]) => Outline;

const readMarkdown: ReadOutline = (lines) => markdownOutline(lines, 'markdown');
const readDerived: ReadOutline = (lines) => markdownOutline(lines, 'derived');
const readMdx: ReadOutline = (lines) => markdownOutline(lines, 'mdx');
/** AsciiDoc, or what PGP has made readable. */
const readAsc: ReadOutline = (lines) =>
  lines.some((line) => line.startsWith('-----BEGIN PGP'))
    ? codeOutline(lines)
    : asciidocOutline(lines);
const outlineReaders: readonly [extensions: string, read: ReadOutline][] = [
  ['md markdown mdc qmd rmd mkd mkdn mkdown mdown mdwn markdn mdtxt mdtext', readMarkdown],
  ['mdx', readMdx],
  ['rst rest', belowFrontMatter(rstOutline)],
  ['adoc asciidoc', asciidocOutline],
  ['asc', readAsc],
  ['wiki mediawiki creole dokuwiki', wikiOutline],
  ['textile', textileOutline],
  ['org', belowFrontMatter(orgOutline)],
  ['tex ltx latex', latexOutline],
  ['txt text', belowFrontMatter(textOutline)],
];
const byExtension = new Map(
  outlineReaders.flatMap(([extensions, read]) =>
    extensions.split(' ').map((extension) => [extension, read] as const),
  ),
);

function outlineReader(path: string, lines: string[]): ReadOutline {
  const extension = extensionOf(path);
  if (extension === '') return looksLikeCode(lines) ? codeOutline : belowFrontMatter(textOutline);
  return byExtension.get(extension) ?? codeOutline;
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

/** A document's own name for itself: its first outermost heading. A section is not the whole. */
function titleOf(headings: Heading[]): string | null {
  return headings.find(({ level }) => level === 1)?.text ?? null;
}

function isSame(heading: string, title: string | null): boolean {
  return heading.toLowerCase() === title?.trim().toLowerCase();
}
