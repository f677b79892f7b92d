import type { PdfAnnotation } from './pdf-annotations.ts';
import type { PdfLine } from './pdf-lines.ts';

type Box = PdfAnnotation['box'];

/** Annotations of a page whose place among its lines is looked for. */
const mostPlaced = 2_000;

/**
 * A page's lines with what stands in its fields beside their labels, and the addresses that links on
 * them lead to; and the rest, fields without a label and what people wrote onto the page, as paragraphs.
 */
export function withAnnotations(
  page: readonly PdfLine[],
  annotations: readonly PdfAnnotation[],
): { lines: readonly PdfLine[]; below: readonly string[] } {
  if (annotations.length === 0) return { lines: page, below: [] };
  const lines = [...page];
  const below: string[] = [];
  const ordered = annotations.toSorted(({ box: a }, { box: b }) => b[3] - a[3] || a[0] - b[0]);
  for (const [at, { kind, from, text, box }] of ordered.entries()) {
    const isPlaced = at < mostPlaced;
    if (kind === 'field') {
      if (!isPlaced || !fill(lines, box, text)) below.push(from === '' ? text : `${from}: ${text}`);
    } else if (kind === 'link') {
      if (isPlaced) linkLine(lines, box, text);
    } else if (kind === 'text') below.push(text);
    else below.push(`Comment${from === '' ? '' : ` by ${from}`}: ${text}`);
  }
  return { lines, below };
}

/** Writes a value after the label on its left, or a mark before the one on its right. */
function fill(lines: PdfLine[], [left, bottom, right, top]: Box, value: string): boolean {
  const isMark = value === '[x]' || value === '[ ]';
  let nearest: { line: number; cell: number; gap: number; isAfter: boolean } | null = null;
  for (const [at, { y, size, cells }] of lines.entries()) {
    if (y < bottom - size / 2 || y > top + 1) continue;
    for (const [cell, { x, end }] of cells.entries()) {
      const before = left - end;
      const after = x - right;
      const isAfter = isMark && after > -size && (after < before || before < -size);
      const gap = isAfter ? after : before;
      if (gap > -2 * size && gap < (nearest?.gap ?? Infinity)) {
        nearest = { line: at, cell, gap, isAfter };
      }
    }
  }
  const line = nearest === null ? undefined : lines[nearest.line];
  if (nearest === null || line === undefined) return false;
  const { cell: place, isAfter } = nearest;
  const cells = line.cells.map((cell, at) => {
    if (at !== place) return cell;
    return { ...cell, text: isAfter ? `${value} ${cell.text}` : `${cell.text} ${value}` };
  });
  lines[nearest.line] = { ...line, cells, text: cells.map(({ text }) => text).join(' ') };
  return true;
}

function linkLine(lines: PdfLine[], [left, bottom, right, top]: Box, url: string): void {
  const at = lines.findIndex(
    ({ y, cells }) =>
      y > bottom - 1 && y < top && cells.some(({ x, end }) => x < right && end > left),
  );
  const line = lines[at];
  if (line === undefined) return;
  lines[at] = { ...line, links: [...(line.links ?? []), { x: (left + right) / 2, url }] };
}

/** The addresses that a text does not say itself. */
export function linksOf(lines: readonly PdfLine[], text: string): string {
  const said = text.replace(/\s/g, '').toLowerCase();
  const urls = new Set(lines.flatMap(({ links = [] }) => links.map(({ url }) => url)));
  return [...urls]
    .filter((url) => !said.includes(url.replace(/^https?:\/\/(?:www\.)?|\/$/gi, '').toLowerCase()))
    .map((url) => ` (${url})`)
    .join('');
}
