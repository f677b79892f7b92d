import type { PdfLine } from './pdf-lines.ts';

/** Characters. A longer line is text that holds a number. */
const longest = 120;
/** Pages on which a number counts them, where it stands alone, and with other words. */
const fewestAlone = 2;
const fewest = 3;

const numbers = /\d+|(?<![\p{L}.])[ivxlc]+(?!\p{L})/gu;
const pageWords =
  'page|pages|pg|p|seite|blatt|s|pagina|pag|página|pág|strona|strana|str|sida|side|sivu|oldal|' +
  'sayfa|страница|сторінка|стр|с|σελίδα|trang|halaman|folio|第';
const numberLine = new RegExp(
  `^(?:(?:${pageWords})\\.?\\s*)?[-–—|[(/:]?\\s*#\\s*[-–—|\\])]?` +
    '(?:\\s*(?:\\p{L}{1,4}|[/|–—-])?\\s*#\\s*\\p{L}{0,2}|\\s*[页頁ページ]+)?$',
  'u',
);

/** Finds lines whose number goes up by one with each page, at the same height of the pages. */
export class PageNumbers {
  readonly #pages = new Map<string, Set<number>>();

  add(line: PdfLine, page: number): void {
    for (const key of keysOf(line, page)) {
      const pages = this.#pages.get(key) ?? new Set();
      this.#pages.set(key, pages.add(page));
    }
  }

  has(line: PdfLine, page: number): boolean {
    const least = numberLine.test(patternOf(line)) ? fewestAlone : fewest;
    return keysOf(line, page).some((key) => (this.#pages.get(key)?.size ?? 0) >= least);
  }
}

/** The line with each number as `#`. */
export function patternOf({ text }: PdfLine): string {
  return text.slice(0, 200).toLowerCase().replace(numbers, '#');
}

function keysOf({ text, y, size }: PdfLine, page: number): string[] {
  if (text.length > longest) return [];
  const found = text.toLowerCase().match(numbers) ?? [];
  const ends = new Set([found.at(0), found.at(-1)]);
  const heights = [Math.floor(y / 4), Math.floor(y / 4 + 0.5)];
  return [...ends].flatMap((number) => {
    if (number === undefined) return [];
    const before = valueOfNumber(number) - page;
    const kind = /\d/.test(number) ? 'digits' : 'roman';
    return heights.map((height, at) => `${kind} ${before} ${size} ${at} ${height}`);
  });
}

function valueOfNumber(number: string): number {
  if (/\d/.test(number)) return Number(number);
  const values = [...number].map((letter) => ({ i: 1, v: 5, x: 10, l: 50, c: 100 })[letter] ?? 0);
  return values.reduce(
    (sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value),
    0,
  );
}
