import type { DocumentText } from './document-text.ts';
import { MarkdownWriter } from './markdown-writer.ts';
import type { PdfLine } from './pdf-lines.ts';
import { continuedGrid, type PdfGrid, pdfGridAt } from './pdf-tables.ts';
import { Unreadable } from './unreadable.ts';
import { writeTable } from './write-table.ts';

/** Characters. A longer line in large type is a quotation or a poster, no heading. */
const maxHeadingChars = 200;
/** Letters that are larger than the text's by this factor make a heading. */
const headingFactor = 1.12;
const headingLevels = 4;

/** Writes pages as Markdown, with the line of the text each begins on. */
export function writePdfLines(pages: readonly (readonly PdfLine[])[]): DocumentText {
  const levels = headingSizes(pages);
  const repeated = repeatedLines(pages);
  const writer = new MarkdownWriter();
  let open: PdfGrid | null = null;
  for (const [index, page] of pages.entries()) {
    const isDropped = (line: PdfLine, at: number) =>
      isEdge(page, at) && repeated.has(patternOf(line)) && !isInTable(page, at);
    const lines = page.filter((line, at) => !isDropped(line, at));
    if (lines.length === 0) continue;
    writer.locate(index + 1);
    const isHeaderAgain = open !== null && lines[0]?.text === open.header.text;
    open = writeLines(writer, isHeaderAgain ? lines.slice(1) : lines, levels, open);
  }
  if (writer.empty) throw new Unreadable('no_text', 'No page holds text: it may be a scan.');
  return { text: writer.finish(), locations: { kind: 'page', starts: writer.starts } };
}

/**
 * @param before the table that ended the page before
 * @returns the table that ends this page, to go on with on the next
 */
function writeLines(
  writer: MarkdownWriter,
  lines: readonly PdfLine[],
  levels: readonly number[],
  before: PdfGrid | null,
): PdfGrid | null {
  let from = 0;
  let grid = before && continuedGrid(before, lines);
  for (let at = 0; at < lines.length; at += 1) {
    grid ??= pdfGridAt(lines, at);
    if (grid === null) continue;
    writeText(writer, lines.slice(from, at), levels);
    writeGrid(writer, grid, levels);
    from = at + grid.lines.length;
    at = from - 1;
    if (from === lines.length) return grid;
    grid = null;
  }
  writeText(writer, lines.slice(from), levels);
  return null;
}

function writeText(
  writer: MarkdownWriter,
  lines: readonly PdfLine[],
  levels: readonly number[],
): void {
  for (const block of blocksOf(lines)) {
    const text = joinHyphens(block.map((line) => line.text));
    const level = levels.indexOf(block[0]?.size ?? 0);
    if (level >= 0 && text.length <= maxHeadingChars) writer.heading(level + 1, text);
    else writer.paragraph(text.replace(/^[•▪◦●‣∙]\s*/gmu, '- '), { lists: true });
  }
}

function writeGrid(writer: MarkdownWriter, grid: PdfGrid, levels: readonly number[]): void {
  const { kind, header, lines, rows } = grid;
  if (kind === 'columns') {
    for (const column of header.cells.keys()) {
      const below = lines.map((line) => ({ ...line, text: line.cells[column]?.text ?? '' }));
      writeText(writer, below, levels);
    }
    return;
  }
  const names = header.cells.map(({ text }) => text);
  writeTable(
    writer,
    [names, ...rows].map((cells) => ({ cells })),
  );
}

/** The type sizes above the text's own, largest first. */
function headingSizes(pages: readonly (readonly PdfLine[])[]): number[] {
  const chars = new Map<number, number>();
  for (const { size, text } of pages.flat()) chars.set(size, (chars.get(size) ?? 0) + text.length);
  const body = [...chars].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [0, 0])[0];
  return [...chars.keys()]
    .filter((size) => size > body * headingFactor)
    .sort((a, b) => b - a)
    .slice(0, headingLevels);
}

/** Headers and footers of pages: first or last lines that most share, page numbers aside. */
function repeatedLines(pages: readonly (readonly PdfLine[])[]): Set<string> {
  const counts = new Map<string, number>();
  for (const page of pages) {
    const edges = new Set(page.filter((_, at) => isEdge(page, at)).map(patternOf));
    for (const pattern of edges) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  }
  const most = [...counts].filter(([, count]) => count >= 3 && count > pages.length / 2);
  return new Set(most.map(([pattern]) => pattern));
}

function isEdge(page: readonly PdfLine[], at: number): boolean {
  return at === 0 || at === page.length - 1;
}

/** Whether the first or last line of a page is a row of a table: rows look alike on all pages. */
function isInTable(page: readonly PdfLine[], at: number): boolean {
  const first = at === 0 ? 0 : Math.max(0, at - 2);
  const grid = pdfGridAt(page, first);
  return grid?.kind === 'table' && first + grid.lines.length > at;
}

function patternOf({ text }: PdfLine): string {
  return text.slice(0, 200).replace(/\d+/g, '#');
}

/** Lines that stand close together in one type size. */
function blocksOf(lines: readonly PdfLine[]): PdfLine[][] {
  const blocks: PdfLine[][] = [];
  let last: PdfLine | undefined;
  for (const line of lines) {
    const down = last ? last.y - line.y : 0;
    const joined =
      last !== undefined && line.size === last.size && down >= -1 && down <= 1.75 * line.size;
    if (joined) blocks.at(-1)?.push(line);
    else blocks.push([line]);
    last = line;
  }
  return blocks;
}

/** Lines of print, with a word that is parted at a line's end whole on that line. */
function joinHyphens(lines: readonly string[]): string {
  return lines.join('\n').replace(/(\p{L})[-\u00AD\u2010]\n(\p{Ll}\S*) ?/gu, '$1$2\n');
}
