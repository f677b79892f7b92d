import type { PDFPageProxy } from 'unpdf/pdfjs';
import { limits } from '../limits.ts';
import { Unreadable } from '../unreadable.ts';
import type { SeenPart, SeenText } from './pdf-seen-text.ts';

/** One line of print. */
export interface PdfLine {
  text: string;
  /** Height of its largest letters, in points. */
  size: number;
  /** Of its base line, from the page's lower edge, in points. */
  y: number;
  /** What stands apart on it, each with its left and right edges in points. */
  cells: readonly { x: number; end: number; text: string }[];
  /** Aside is what is turned against the page's text; a mark is hardly seen or slanting, as a watermark. */
  look: 'text' | 'aside' | 'mark';
  /** Where links on it lead to, with the middle of each. */
  links?: readonly { x: number; url: string }[];
}

interface TurnedLine extends PdfLine {
  /** In degrees from a line across the page. */
  turned: number;
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
  const lines: TurnedLine[] = [];
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
      line.add(item, seen?.partOf(item.str) ?? { text: item.str, isJoined: false, isFaint: false });
      if (item.hasEOL) close();
    }
  }
  close();
  const upright = directionOf(lines);
  return lines.map(({ turned, ...line }) =>
    line.look === 'text' && turned !== upright ? { ...line, look: 'aside' } : line,
  );
}

/** That of most of a page's letters. */
function directionOf(lines: readonly TurnedLine[]): number {
  const chars = new Map<number, number>();
  for (const { turned, text } of lines) chars.set(turned, (chars.get(turned) ?? 0) + text.length);
  return [...chars].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [0, 0])[0];
}

/** What stands on one line, item by item: by their places, for not every gap is written as a space. */
class LineOfItems {
  readonly #cells: { x: number; end: number; parts: string[] }[] = [];
  #size = 0;
  #y = 0;
  #end: number | null = null;
  #turned = 0;
  #chars = 0;
  #faintChars = 0;

  add({ height = 0, width = 0, transform = [] }: TextItem, part: SeenPart): void {
    const { text, isJoined, isFaint } = part;
    const [along = 1, turned = 0, , , x = 0, y] = transform;
    const cell = this.#cells.at(-1);
    if (text.trim() === '') {
      cell?.parts.push(text);
      return;
    }
    const size = Math.max(height, this.#size);
    const gap = this.#end === null || turned !== 0 ? 0 : x - this.#end;
    this.#turned = Math.round((Math.atan2(turned, along) * 180) / Math.PI);
    this.#chars += text.length;
    if (isFaint) this.#faintChars += text.length;
    if (cell !== undefined && isJoined) {
      while (cell.parts.at(-1)?.trim() === '') cell.parts.pop();
      cell.parts.push(text.trimStart());
      cell.end = x + width;
    } else if (cell === undefined || gap > columnGap * size)
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
  finish(): TurnedLine | null {
    const cells = this.#cells.flatMap(({ x, end, parts }) => {
      const text = parts.join('').replace(/\s+/g, ' ').trim();
      return text === '' ? [] : [{ x, end, text }];
    });
    const text = cells.map((cell) => cell.text).join(' ');
    const size = Math.round(this.#size * 2) / 2;
    const isFaint = this.#faintChars > this.#chars / 2;
    const turned = this.#turned;
    const look = isFaint || turned % 90 !== 0 ? 'mark' : 'text';
    return text === '' ? null : { text, size, y: this.#y, cells, turned, look };
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
