import type { Chunk } from '../document.ts';
import { cutLine } from './cut-line.ts';
import { isBlank, type LineRange, type Outline } from './outline.ts';
import { type Headers, headersByLine } from './table-headers.ts';

/**
 * Characters. A chunk is filled up to the target and never longer than the most; one smaller than
 * small joins its neighbour where there is room.
 */
export const chunkSize = { small: 200, target: 1000, most: 1200 } as const;

export type Piece = Pick<Chunk, 'text' | 'startLine' | 'endLine'>;

/**
 * Cuts a run of lines into pieces, at the best borders that keep the size. A piece that begins with
 * a row of a table, or is a part of one, has the table's header above it.
 * @param longestHeader characters that a header may have for this
 */
export function cutSection(
  lines: string[],
  { cuts, tables }: Pick<Outline, 'cuts' | 'tables'>,
  section: LineRange,
  longestHeader: number,
): Piece[] {
  const headers = headersByLine(lines, tables, section, longestHeader);
  const offsets = [0];
  for (let i = section.first; i < section.end; i++)
    offsets.push((offsets.at(-1) ?? 0) + (lines[i]?.length ?? 0) + 1);
  const headerSize = (line: number) => headers.above.get(line)?.length ?? 0;
  const size = (first: number, end: number) =>
    headerSize(first) +
    (offsets[end - section.first] ?? 0) -
    (offsets[first - section.first] ?? 0) -
    1;

  // Every level of recursion has used up one kind of border, so it is no deeper than their number.
  const pack = (range: LineRange): LineRange[] => {
    if (size(range.first, range.end) <= chunkSize.most || range.end - range.first <= 1)
      return [range];
    const packed: LineRange[] = [];
    for (const part of divide(range, cuts).flatMap(pack)) {
      const last = packed.at(-1);
      const isSmall = size(part.first, part.end) < chunkSize.small;
      const isWide = headerSize(part.first) > chunkSize.most / 3;
      const room = isSmall || isWide ? chunkSize.most : chunkSize.target;
      if (last && size(last.first, part.end) <= room) last.end = part.end;
      else packed.push({ ...part });
    }
    return packed;
  };

  return pack(section).flatMap((range) => piecesOf(lines, range, headers));
}

/** The parts of a range, cut before every inner line that has the range's best border. */
function divide(range: LineRange, cuts: Uint8Array): LineRange[] {
  let best = 255;
  for (let i = range.first + 1; i < range.end; i++) best = Math.min(best, cuts[i] ?? 255);
  const parts: LineRange[] = [];
  let first = range.first;
  for (let i = range.first + 1; i < range.end; i++) {
    if (cuts[i] !== best) continue;
    parts.push({ first, end: i });
    first = i;
  }
  parts.push({ first, end: range.end });
  return parts;
}

/** A range without its outer blank lines as one piece, or several when one line is too long. */
function piecesOf(lines: string[], range: LineRange, headers: Headers): Piece[] {
  let { first, end } = range;
  while (first < end && isBlank(lines[first])) first++;
  while (end > first && isBlank(lines[end - 1])) end--;
  if (first === end) return [];
  const text = lines.slice(first, end).join('\n');
  const above = headers.above.get(first) ?? '';
  const isLine = end === first + 1;
  const within = (isLine && headers.within.get(first)) || above;
  return headedTexts({ above, within }, text).map((part) => ({
    text: part,
    startLine: first + 1,
    endLine: end,
  }));
}

/** A text below a header, or the parts of a long line, each below it or what it begins with. */
function headedTexts({ above, within }: { above: string; within: string }, text: string): string[] {
  if (above.length + text.length <= chunkSize.most) return [above + text];
  const row = above === '' ? text : text.replace(/(?<=\S)[ \t]{2,}/g, ' ').trimEnd();
  const parts = cutLine(row, chunkSize.most - Math.max(above.length, within.length));
  return parts.map((part, index) => (index === 0 ? above : within) + part);
}
