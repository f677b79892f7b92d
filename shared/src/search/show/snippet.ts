import type { LineRange } from '../../chunk/outline.ts';
import { cutLine } from './cut-line.ts';
import type { FindMatches, Match, MatchedText } from './find-matches.ts';
import { type PassageTables, readTables } from './passage-tables.ts';

/** As long as a page shows it at once. */
export const usualCharacters = 600;

/**
 * The consecutive whole lines of a passage that hold most of the query's weight, each term counted
 * once, within `maxCharacters`; of a longer line, the part that does. The rows of a table come
 * with its header.
 * @param weights the query's weight of each term
 */
export function snippetOf(
  body: MatchedText,
  weights: ReadonlyMap<number, number>,
  find: FindMatches,
  maxCharacters = usualCharacters,
): MatchedText {
  if (body.text.length <= maxCharacters) return body;
  const lines = body.text.split('\n');
  const tables = readTables(lines);
  const terms = termsByLine(lines, body.matches);
  const best = bestLines(lines, tables, terms, weights, maxCharacters);
  const { first, end } = withWholeRow(best, lines, tables, terms, maxCharacters);
  const header = tables.headerOf(first);
  const text = [...header.map((line) => lines[line]), ...lines.slice(first, end)].join('\n');
  if (text.length > maxCharacters) {
    const termsIn = (piece: string) => termsOf(find(piece));
    const part = cutLine(text, maxCharacters, weights, termsIn);
    return { text: part, matches: find(part) };
  }
  if (header.length > 0) return { text, matches: find(text) };
  const start = lines.slice(0, first).reduce((sum, { length }) => sum + length + 1, 0);
  return { text, matches: matchesWithin(body.matches, start, start + text.length) };
}

/**
 * Of equally good runs of lines, the one with the best single line, such as the row that is asked for;
 * the first of these, and as long as fits. At least one line.
 */
function bestLines(
  lines: readonly string[],
  { headerOf }: PassageTables,
  terms: readonly (readonly number[])[],
  weights: ReadonlyMap<number, number>,
  maxCharacters: number,
): LineRange {
  const weightOf = (term: number) => weights.get(term) ?? 0;
  const distinct = terms.map((held) => [...new Set(held)]);
  const lineScores = distinct.map((held) => held.reduce((sum, term) => sum + weightOf(term), 0));
  /** The run, by its first line, for which a term was counted last. */
  const countedIn = new Map<number, number>();
  let best = { score: -1, peak: 0, first: 0, end: 1 };
  for (let first = 0; first < lines.length; first++) {
    const header = headerOf(first);
    let score = 0;
    const count = (line: number) => {
      for (const term of distinct[line] ?? []) {
        if (countedIn.get(term) === first) continue;
        countedIn.set(term, first);
        score += weightOf(term);
      }
    };
    header.forEach(count);
    let peak = 0;
    let characters = header.reduce((sum, line) => sum + (lines[line]?.length ?? 0) + 1, -1);
    for (let end = first; end < lines.length; end++) {
      characters += (lines[end]?.length ?? 0) + 1;
      if (characters > maxCharacters && end > first) break;
      count(end);
      peak = Math.max(peak, lineScores[end] ?? 0);
      const isLonger = end - first > best.end - best.first - 1;
      const isAsGood = peak > best.peak || (first === best.first && isLonger);
      if (score > best.score || (score === best.score && isAsGood)) {
        best = { score, peak, first, end: end + 1 };
      }
    }
  }
  return best;
}

/**
 * The lines with the rest of the row that they end in, without as many at the start as that takes;
 * unchanged if the query's words would be lost.
 */
function withWholeRow(
  best: LineRange,
  lines: readonly string[],
  { headerOf, endOfRow }: PassageTables,
  terms: readonly (readonly number[])[],
  maxCharacters: number,
): LineRange {
  const end = endOfRow(best.end - 1);
  if (end === best.end) return best;
  const linesFrom = (first: number, to: number) => [
    ...headerOf(first),
    ...lines.slice(first, to).map((_, at) => first + at),
  ];
  const sought = new Set(linesFrom(best.first, best.end).flatMap((line) => terms[line] ?? []));
  for (let first = best.first; first < best.end; first++) {
    const shown = linesFrom(first, end);
    const held = new Set(shown.flatMap((line) => terms[line] ?? []));
    if (![...sought].every((term) => held.has(term))) break;
    const length = shown.reduce((sum, line) => sum + (lines[line]?.length ?? 0) + 1, -1);
    if (length <= maxCharacters) return { first, end };
  }
  return best;
}

/** A run never spans two lines. */
function termsByLine(lines: readonly string[], matches: readonly Match[]): number[][] {
  let next = 0;
  let end = -1;
  return lines.map((line) => {
    end += line.length + 1;
    const first = next;
    while ((matches[next]?.start ?? end) < end) next += 1;
    return termsOf(matches.slice(first, next));
  });
}

function matchesWithin(matches: readonly Match[], start: number, end: number): Match[] {
  return matches
    .filter((match) => match.start >= start && match.start < end)
    .map((match) => ({ ...match, start: match.start - start }));
}

function termsOf(matches: readonly Match[]): number[] {
  return matches.flatMap(({ terms }) => terms);
}
