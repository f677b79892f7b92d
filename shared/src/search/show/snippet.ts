import { cutLine } from './cut-line.ts';
import type { FindMatches, Match, MatchedText } from './find-matches.ts';

export const snippetCharacters = 600;
/** A table's longer header is left out. */
const maxHeaderCharacters = 200;

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
  maxCharacters = snippetCharacters,
): MatchedText {
  if (body.text.length <= maxCharacters) return body;
  const lines = body.text.split('\n');
  const { first, end } = bestLines(lines, termsByLine(lines, body.matches), weights, maxCharacters);
  const header = headerOf(lines, first);
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
  terms: readonly (readonly number[])[],
  weights: ReadonlyMap<number, number>,
  maxCharacters: number,
): { first: number; end: number } {
  const weightOf = (term: number) => weights.get(term) ?? 0;
  const lineScores = terms.map((held) =>
    [...new Set(held)].reduce((sum, term) => sum + weightOf(term), 0),
  );
  let best = { score: -1, peak: 0, first: 0, end: 1 };
  for (let first = 0; first < lines.length; first++) {
    const header = headerOf(lines, first);
    const counted = new Set(header.flatMap((line) => terms[line] ?? []));
    let score = [...counted].reduce((sum, term) => sum + weightOf(term), 0);
    let peak = 0;
    let characters = header.reduce((sum, line) => sum + (lines[line]?.length ?? 0) + 1, -1);
    for (let end = first; end < lines.length; end++) {
      characters += (lines[end]?.length ?? 0) + 1;
      if (characters > maxCharacters && end > first) break;
      for (const term of terms[end] ?? []) {
        if (counted.has(term)) continue;
        counted.add(term);
        score += weightOf(term);
      }
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

const row = /^\s*\|/;
const rule = /^\s*\|[\s:|+-]*-[\s:|+-]*$/;

/** The lines above a line that are its table's header; none where it is not below one. */
function headerOf(lines: readonly string[], at: number): number[] {
  let top = at;
  while (top >= 0 && row.test(lines[top] ?? '')) top -= 1;
  const [head = '', under = ''] = lines.slice(top + 1, top + 3);
  const isHeaded = rule.test(under) && head.length + under.length <= maxHeaderCharacters;
  return isHeaded ? [top + 1, top + 2].filter((line) => line < at) : [];
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
