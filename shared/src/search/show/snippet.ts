import { cutLine } from './cut-line.ts';
import type { FindMatches, Match, MatchedText } from './find-matches.ts';

const maxSnippetCharacters = 600;

/**
 * The consecutive whole lines of a passage that hold most of the query's weight, each term counted
 * once, within `maxSnippetCharacters`; of a longer line, the part that does.
 * @param weights the query's weight of each term
 */
export function snippetOf(
  body: MatchedText,
  weights: ReadonlyMap<number, number>,
  find: FindMatches,
): MatchedText {
  if (body.text.length <= maxSnippetCharacters) return body;
  const lines = body.text.split('\n');
  const { first, end } = bestLines(lines, termsByLine(lines, body.matches), weights);
  const text = lines.slice(first, end).join('\n');
  if (text.length > maxSnippetCharacters) {
    const termsIn = (piece: string) => termsOf(find(piece));
    const part = cutLine(text, maxSnippetCharacters, weights, termsIn);
    return { text: part, matches: find(part) };
  }
  const start = lines.slice(0, first).reduce((sum, { length }) => sum + length + 1, 0);
  return { text, matches: matchesWithin(body.matches, start, start + text.length) };
}

/** Of equally good runs of lines, the first, and as long as fits. At least one line. */
function bestLines(
  lines: readonly string[],
  terms: readonly (readonly number[])[],
  weights: ReadonlyMap<number, number>,
): { first: number; end: number } {
  let best = { score: -1, first: 0, end: 1 };
  for (let first = 0; first < lines.length; first++) {
    const counted = new Set<number>();
    let score = 0;
    let characters = -1;
    for (let end = first; end < lines.length; end++) {
      characters += (lines[end]?.length ?? 0) + 1;
      if (characters > maxSnippetCharacters && end > first) break;
      for (const term of terms[end] ?? []) {
        if (counted.has(term)) continue;
        counted.add(term);
        score += weights.get(term) ?? 0;
      }
      const isLonger = end - first > best.end - best.first - 1;
      if (score > best.score || (score === best.score && first === best.first && isLonger)) {
        best = { score, first, end: end + 1 };
      }
    }
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
