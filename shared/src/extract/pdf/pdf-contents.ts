import type { PdfLine } from './pdf-lines.ts';

/** Of a line's end, which is looked at for dots and a page's number. */
const endChars = 300;
const leader = /\s*(?:(?:[.·․_]\s?){4,}|(?:…\s?){2,})\s*(\S{0,12})$/u;
const pageNumber = /^(?:\d{1,4}|[ivxlc]{1,6}|[A-Z]{1,2}[-–.]\d{1,3})$/;
/** Entries that a table of contents has on a page at least, if no dots lead to their numbers. */
const fewestEntries = 3;

/** The lines of a page that are entries of a table of contents. */
export function contentsOf(lines: readonly PdfLine[]): ReadonlySet<PdfLine> {
  const dotted = lines.filter(({ text }) => leader.test(text.slice(-endChars)));
  const numbered = lines.filter(
    ({ cells }) => pageNumber.test(cells[1]?.text ?? '') && cells.length === 2,
  );
  const numbers = numbered.map(({ cells }) => Number(cells[1]?.text)).filter(Number.isFinite);
  const isRising = numbers.every((number, at) => number >= (numbers[at - 1] ?? 0));
  const isList = numbered.length >= fewestEntries && isRising && numbered.every(isTitle);
  return new Set(isList ? [...dotted, ...numbered] : dotted);
}

function isTitle({ cells }: PdfLine): boolean {
  return /\p{L}{2}/u.test(cells[0]?.text ?? '');
}

/** A line with its dots as one sign. */
export function withoutLeader(text: string): string {
  return text.slice(0, -endChars) + text.slice(-endChars).replace(leader, ' … $1').trimEnd();
}
