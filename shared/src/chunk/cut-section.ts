import type { Chunk } from '../document.ts';

/** Characters. A chunk is filled up to the target; no chunk is longer than the most. */
export const chunkSize = { target: 1000, most: 1500 } as const;

type Piece = Pick<Chunk, 'text' | 'startLine' | 'endLine'>;
interface Range {
  /** 0-based, first counted, end not. */
  first: number;
  end: number;
}

/** Cuts the lines of one section into pieces, at the best borders that keep the size. */
export function cutSection(lines: string[], cuts: Uint8Array, section: Range): Piece[] {
  const offsets = [0];
  for (let i = section.first; i < section.end; i++)
    offsets.push((offsets.at(-1) ?? 0) + (lines[i]?.length ?? 0) + 1);
  const size = (range: Range) =>
    (offsets[range.end - section.first] ?? 0) - (offsets[range.first - section.first] ?? 0) - 1;

  const pack = (range: Range): Range[] => {
    if (size(range) <= chunkSize.most || range.end - range.first <= 1) return [range];
    const packed: Range[] = [];
    for (const part of divide(range, cuts).flatMap(pack)) {
      const last = packed.at(-1);
      if (last && size({ first: last.first, end: part.end }) <= chunkSize.target)
        last.end = part.end;
      else packed.push({ ...part });
    }
    return packed;
  };

  return pack(section).flatMap((range) => piecesOf(lines, range));
}

/** The parts of a range, cut before every inner line that has the range's best border. */
function divide(range: Range, cuts: Uint8Array): Range[] {
  let best = 255;
  for (let i = range.first + 1; i < range.end; i++) best = Math.min(best, cuts[i] ?? 255);
  const parts: Range[] = [];
  let first = range.first;
  for (let i = range.first + 1; i < range.end; i++) {
    if (cuts[i] !== best) continue;
    parts.push({ first, end: i });
    first = i;
  }
  parts.push({ first, end: range.end });
  return parts;
}

function piecesOf(lines: string[], range: Range): Piece[] {
  let { first, end } = range;
  while (first < end && isBlank(lines[first])) first++;
  while (end > first && isBlank(lines[end - 1])) end--;
  if (first === end) return [];
  const at = { startLine: first + 1, endLine: end };
  const text = lines.slice(first, end).join('\n');
  return text.length <= chunkSize.most
    ? [{ text, ...at }]
    : cutLine(text).map((part) => ({ text: part, ...at }));
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === '';
}

/** A line too long for one chunk, cut after white space where there is some, never inside a character. */
function cutLine(line: string): string[] {
  const parts: string[] = [];
  let start = 0;
  while (line.length - start > chunkSize.most) {
    let end = start + chunkSize.most;
    const space = line.slice(start + chunkSize.target, end).search(/\s\S*$/);
    if (space >= 0) end = start + chunkSize.target + space + 1;
    else if (/[\uD800-\uDBFF]/.test(line[end - 1] ?? '')) end--;
    parts.push(line.slice(start, end));
    start = end;
  }
  parts.push(line.slice(start));
  return parts.filter((part) => part.trim() !== '');
}
