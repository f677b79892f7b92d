import type { DocumentText } from '../document-text.ts';
import { MarkdownWriter } from '../markdown/markdown-writer.ts';
import { writeTable } from '../markdown/write-table.ts';
import { Unreadable } from '../unreadable.ts';
import { linksOf } from './pdf-annotated-lines.ts';
import { contentsOf, withoutLeader } from './pdf-contents.ts';
import type { PdfLine } from './pdf-lines.ts';
import { withoutRunningLines } from './pdf-running-lines.ts';
import { continuedGrid, type PdfGrid, pdfGridAt } from './pdf-tables.ts';

/** Characters. A longer line in large type is a quotation or a poster, no heading. */
const maxHeadingChars = 200;
/** Letters that are larger than the text's by this factor make a heading. */
const headingFactor = 1.12;
const headingLevels = 4;

export interface PdfPage {
  lines: readonly PdfLine[];
  /** Paragraphs that follow them: what people wrote onto the page. */
  below: readonly string[];
}

/** Writes pages as Markdown, with the line of the text each begins on. */
export function writePdfPages(read: readonly PdfPage[]): DocumentText {
  const pages = read.map(({ lines }) => lines);
  const sizes = new Set(headingSizes(pages));
  const own = withoutRunningLines(pages, ({ size }) => sizes.has(size));
  const levels = headingSizes(own).slice(0, headingLevels);
  const writer = new MarkdownWriter();
  let open: PdfGrid | null = null;
  for (const [index, lines] of own.entries()) {
    const below = read[index]?.below ?? [];
    if (lines.length + below.length === 0) continue;
    writer.locate(index + 1);
    const isHeaderAgain = open !== null && lines[0]?.text === open.header.text;
    open = writeLines(writer, isHeaderAgain ? lines.slice(1) : lines, levels, open);
    for (const text of below) writer.paragraph(text);
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
  const contents = contentsOf(lines);
  let from = 0;
  let grid = before && continuedGrid(before, lines);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined || contents.has(line)) continue;
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
  const contents = contentsOf(lines);
  for (const block of blocksOf(lines)) {
    const text = joinHyphens(block.map((line) => withoutLeader(line.text)));
    const isHeading = !block.some((line) => line.look !== 'text' || contents.has(line));
    const level = isHeading ? levels.indexOf(block[0]?.size ?? 0) : -1;
    if (level >= 0 && text.length <= maxHeadingChars) writer.heading(level + 1, text);
    else {
      const listed = text.replace(/^[•▪◦●‣∙]\s*/gmu, '- ');
      writer.paragraph(listed + linksOf(block, text), { lists: true });
    }
  }
}

function writeGrid(writer: MarkdownWriter, grid: PdfGrid, levels: readonly number[]): void {
  const { kind, header, lines, rows } = grid;
  if (kind === 'columns') {
    for (const column of header.cells.keys()) {
      const below = lines.map((line) => columnOf(line, column));
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

/** What stands in one column of a line. */
function columnOf(line: PdfLine, column: number): PdfLine {
  const { x = 0, end = 0, text = '' } = line.cells[column] ?? {};
  const links = line.links?.filter((link) => link.x >= x && link.x <= end) ?? [];
  return { ...line, text, links };
}

/** The type sizes above the text's own, largest first. */
function headingSizes(pages: readonly (readonly PdfLine[])[]): number[] {
  const chars = new Map<number, number>();
  for (const { size, text, look } of pages.flat()) {
    if (look === 'text') chars.set(size, (chars.get(size) ?? 0) + text.length);
  }
  const body = [...chars].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [0, 0])[0];
  return [...chars.keys()].filter((size) => size > body * headingFactor).sort((a, b) => b - a);
}

/** Lines that stand close together in one type size. */
function blocksOf(lines: readonly PdfLine[]): PdfLine[][] {
  const blocks: PdfLine[][] = [];
  let last: PdfLine | undefined;
  for (const line of lines) {
    const down = last ? last.y - line.y : 0;
    const joined =
      last !== undefined &&
      line.size === last.size &&
      line.look === last.look &&
      down >= -1 &&
      down <= 1.75 * line.size;
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
