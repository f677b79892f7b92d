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
  const offsets = lineOffsets(lines, section);
  const headerSize = (line: number) => headers.above.get(line)?.length ?? 0;
  const size = (first: number, end: number) =>
    headerSize(first) +
    (offsets[end - section.first] ?? 0) -
    (offsets[first - section.first] ?? 0) -
    1;

  // Every level of recursion has used up one kind of border, so it is no deeper than their number.
  // No level holds its parts: a text of millions of lines has as many of them.
  const pack = (first: number, end: number, emit: Emit): void => {
    if (size(first, end) <= chunkSize.most || end - first <= 1) {
      emit(first, end);
      return;
    }
    let packed = -1;
    let packedEnd = -1;
    divide(first, end, cuts, (partFirst, partEnd) => {
      pack(partFirst, partEnd, (from, to) => {
        const isSmall = size(from, to) < chunkSize.small;
        const isWide = headerSize(from) > chunkSize.most / 3;
        const room = isSmall || isWide ? chunkSize.most : chunkSize.target;
        if (packed !== -1 && size(packed, to) > room) {
          emit(packed, packedEnd);
          packed = -1;
        }
        if (packed === -1) packed = from;
        packedEnd = to;
      });
    });
    emit(packed, packedEnd);
  };

  const pieces: Piece[] = [];
  pack(section.first, section.end, (first, end) => {
    pieces.push(...piecesOf(lines, { first, end }, headers));
  });
  return pieces;
}

/** Takes the lines from one to another, which is not included. */
type Emit = (first: number, end: number) => void;

/** Characters of a section's lines, with their ends, before each of them and behind the last. */
function lineOffsets(lines: readonly string[], { first, end }: LineRange): Float64Array {
  const offsets = new Float64Array(end - first + 1);
  for (let i = first; i < end; i++)
    offsets[i - first + 1] = (offsets[i - first] ?? 0) + (lines[i]?.length ?? 0) + 1;
  return offsets;
}

/** Gives the parts of a range, cut before every inner line that has the range's best border. */
function divide(first: number, end: number, cuts: Uint8Array, emit: Emit): void {
  let best = 255;
  for (let i = first + 1; i < end; i++) best = Math.min(best, cuts[i] ?? 255);
  let from = first;
  for (let i = first + 1; i < end; i++) {
    if (cuts[i] !== best) continue;
    emit(from, i);
    from = i;
  }
  emit(from, end);
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
