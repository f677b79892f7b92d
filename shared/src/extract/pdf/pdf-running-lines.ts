import type { PdfLine } from './pdf-lines.ts';
import { PageNumbers, patternOf } from './pdf-page-numbers.ts';
import { pdfGridAt } from './pdf-tables.ts';

/** Lines at each edge of a page among which a running head or foot is looked for. */
const edgeLines = 2;
/** Pages that a line stands on at least before it counts as repeated. */
const fewestPages = 3;
/** A left and a right page between two that have the same head. */
const nearPages = 2;

type Page = readonly PdfLine[];

/**
 * The pages without running heads and feet and page numbers, and with each watermark once.
 * @param isLarge whether a line's type is larger than the text's
 */
export function withoutRunningLines(
  pages: readonly Page[],
  isLarge: (line: PdfLine) => boolean,
): PdfLine[][] {
  const counts = countsOf(pages);
  const stamps = stampsOf(pages, isLarge);
  const pageNumbers = new PageNumbers();
  for (const [number, page] of pages.entries()) {
    for (const at of edgesOf(page)) pageNumbers.add(page[at] as PdfLine, number);
  }
  const seen = new Set<string>();
  const isFirst = (key: string) => {
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  };
  const isRunning = (line: PdfLine, number: number): boolean => {
    const isTitle = isLarge(line) && /\p{L}/u.test(line.text);
    if (!isTitle && pageNumbers.has(line, number)) return true;
    const places = counts.get(patternOf(line)) ?? [];
    if (places.length < fewestPages) return false;
    if (isLarge(line) && places.some(({ text }) => text !== line.text)) return false;
    if (places.length > pages.length / 2) return true;
    return isNear(places, number) && !isFirst(patternOf(line));
  };
  return pages.map((page, number) => {
    const edges = edgesOf(page);
    return page.flatMap((line, at) => {
      if (line.look === 'mark' || stamps.has(stampOf(line))) {
        return isFirst(line.text) ? [{ ...line, look: 'mark' }] : [];
      }
      return edges.has(at) && isRunning(line, number) && !isInTable(page, at) ? [] : [line];
    });
  });
}

interface Place {
  page: number;
  text: string;
  x: number;
  y: number;
}

/** Where the lines at the edges of pages stand, numbers aside. */
function countsOf(pages: readonly Page[]): Map<string, Place[]> {
  const counts = new Map<string, Place[]>();
  for (const [number, page] of pages.entries()) {
    const here = new Set<string>();
    for (const at of edgesOf(page)) {
      const line = page[at] as PdfLine;
      const key = patternOf(line);
      if (here.has(key)) continue;
      here.add(key);
      const places = counts.get(key) ?? [];
      places.push({ page: number, text: line.text, x: line.cells[0]?.x ?? 0, y: line.y });
      counts.set(key, places);
    }
  }
  return counts;
}

/** Large lines that stand at the same place of most pages. */
function stampsOf(pages: readonly Page[], isLarge: (line: PdfLine) => boolean): Set<string> {
  const counts = new Map<string, number>();
  for (const page of pages) {
    for (const stamp of new Set(page.filter(isLarge).map(stampOf))) {
      counts.set(stamp, (counts.get(stamp) ?? 0) + 1);
    }
  }
  const most = [...counts].filter(([, n]) => n >= fewestPages && n > pages.length / 2);
  return new Set(most.map(([stamp]) => stamp));
}

function stampOf({ text, cells, y }: PdfLine): string {
  return `${Math.round(cells[0]?.x ?? 0)} ${Math.round(y)} ${text.slice(0, 200)}`;
}

/** The first and last lines of a page, as they are drawn and as they stand. */
function edgesOf(page: Page): Set<number> {
  const drawn = [...page.keys()];
  const stood = drawn.toSorted((a, b) => (page[b]?.y ?? 0) - (page[a]?.y ?? 0));
  return new Set(
    [drawn, stood].flatMap((order) => [...order.slice(0, edgeLines), ...order.slice(-edgeLines)]),
  );
}

/** Whether the line stands at the same place of three pages near this one. */
function isNear(places: readonly Place[], number: number): boolean {
  const own = places.findIndex(({ page }) => page === number);
  const { x, y } = places[own] ?? { x: 0, y: 0 };
  const near = [-2, -1, 0, 1, 2].filter((step) => {
    const place = places[own + step];
    const isSamePlace = place && Math.abs(place.y - y) < 2 && Math.abs(place.x - x) < 60;
    return isSamePlace && Math.abs(place.page - number) <= nearPages * Math.abs(step);
  });
  return near.length >= fewestPages;
}

/** Whether the first or last line of a page is a row of a table: rows look alike on all pages. */
function isInTable(page: Page, at: number): boolean {
  for (let first = Math.max(0, at - edgeLines); first <= at; first += 1) {
    const grid = pdfGridAt(page, first);
    if (grid?.kind === 'table' && first + grid.lines.length > at) return true;
  }
  return false;
}
