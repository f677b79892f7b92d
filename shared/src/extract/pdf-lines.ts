import type { PDFPageProxy } from 'unpdf/pdfjs';
import { limits } from './limits.ts';
import type { SeenText } from './pdf-seen-text.ts';
import { Unreadable } from './unreadable.ts';

/** One line of print. */
export interface PdfLine {
  text: string;
  /** Height of its largest letters, in points. */
  size: number;
  /** Of its base line, from the page's lower edge, in points. */
  y: number;
  /** What stands apart on it, each with its left and right edges in points. */
  cells: readonly { x: number; end: number; text: string }[];
}

/** In heights of a letter: a gap that parts words, and one that parts columns. */
const wordGap = 0.2;
const columnGap = 1.5;

/**
 * A page's lines in the order of its text.
 * @param maxChars of the text they may hold
 * @param seen leaves out what nobody sees; null if all is seen
 */
export async function readPdfLines(
  page: PDFPageProxy,
  maxChars: number,
  seen: SeenText | null,
): Promise<PdfLine[]> {
  const lines: PdfLine[] = [];
  let line = new LineOfItems();
  let chars = 0;
  const close = () => {
    const read = line.finish();
    if (read) lines.push(read);
    line = new LineOfItems();
  };
  const reader: ReadableStreamDefaultReader<{ items: TextItem[] }> = page
    .streamTextContent()
    .getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    for (const item of read.value.items) {
      if (item.str === undefined) continue;
      chars += item.str.length;
      if (chars > maxChars) {
        throw new Unreadable(
          'too_large',
          `Its text is longer than ${limits.textChars} characters.`,
        );
      }
      line.add(item, seen ? seen.partOf(item.str) : item.str);
      if (item.hasEOL) close();
    }
  }
  close();
  return lines;
}

/** What stands on one line, item by item: by their places, for not every gap is written as a space. */
class LineOfItems {
  readonly #cells: { x: number; end: number; parts: string[] }[] = [];
  #size = 0;
  #y = 0;
  #end: number | null = null;

  add({ height = 0, width = 0, transform = [] }: TextItem, text: string): void {
    const [, turned = 0, , , x = 0, y] = transform;
    const cell = this.#cells.at(-1);
    if (text.trim() === '') {
      cell?.parts.push(text);
      return;
    }
    const size = Math.max(height, this.#size);
    const gap = this.#end === null || turned !== 0 ? 0 : x - this.#end;
    if (cell === undefined || gap > columnGap * size)
      this.#cells.push({ x, end: x + width, parts: [text] });
    else {
      cell.parts.push(Math.abs(gap) > wordGap * size ? ' ' : '', text);
      cell.end = x + width;
    }
    this.#size = size;
    this.#y = y ?? this.#y;
    this.#end = x + width;
  }

  /** Null when the line holds no text. */
  finish(): PdfLine | null {
    const cells = this.#cells.flatMap(({ x, end, parts }) => {
      const text = parts.join('').replace(/\s+/g, ' ').trim();
      return text === '' ? [] : [{ x, end, text }];
    });
    const text = cells.map((cell) => cell.text).join(' ');
    const size = Math.round(this.#size * 2) / 2;
    return text === '' ? null : { text, size, y: this.#y, cells };
  }
}

/** What pdf.js says of a run of letters; marked content comes without a text. */
interface TextItem {
  str?: string;
  height?: number;
  width?: number;
  transform?: number[];
  hasEOL?: boolean;
}
