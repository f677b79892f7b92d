import { cutLine } from './cut-line.ts';
import type { FindRuns, FoundRun, ReadText } from './find-runs.ts';

/** Characters a snippet has at most. */
const snippetCharacters = 600;

/**
 * The run of whole lines of a passage that holds most of what the query weighs, each term counted
 * once, within `snippetCharacters`; of a longer line such a part.
 * @param weights the query's weight of each term
 */
export function snippetOf(
  body: ReadText,
  weights: ReadonlyMap<number, number>,
  find: FindRuns,
): ReadText {
  if (body.text.length <= snippetCharacters) return body;
  const lines = body.text.split('\n');
  const terms = termsByLine(lines, body.found);
  let best = { score: -1, first: 0, end: 1 };
  for (let first = 0; first < lines.length; first++) {
    const held = new Set<number>();
    let score = 0;
    let characters = -1;
    for (let end = first; end < lines.length; end++) {
      characters += (lines[end]?.length ?? 0) + 1;
      if (characters > snippetCharacters && end > first) break;
      for (const term of terms[end] ?? []) {
        if (held.has(term)) continue;
        held.add(term);
        score += weights.get(term) ?? 0;
      }
      const longer = end - first > best.end - best.first - 1;
      if (score > best.score || (score === best.score && first === best.first && longer)) {
        best = { score, first, end: end + 1 };
      }
    }
  }
  const text = lines.slice(best.first, best.end).join('\n');
  if (text.length > snippetCharacters) {
    const part = cutLine(text, snippetCharacters, weights, (piece) => termsOf(find(piece)));
    return { text: part, found: find(part) };
  }
  const start = lines.slice(0, best.first).reduce((sum, { length }) => sum + length + 1, 0);
  return { text, found: foundWithin(body.found, start, start + text.length) };
}

/** No run goes on after the end of a line. */
function termsByLine(lines: readonly string[], found: readonly FoundRun[]): number[][] {
  let next = 0;
  let end = -1;
  return lines.map((line) => {
    end += line.length + 1;
    const first = next;
    while ((found[next]?.start ?? end) < end) next += 1;
    return termsOf(found.slice(first, next));
  });
}

function foundWithin(found: readonly FoundRun[], start: number, end: number): FoundRun[] {
  return found
    .filter((one) => one.start >= start && one.start < end)
    .map((one) => ({ ...one, start: one.start - start }));
}

function termsOf(found: readonly FoundRun[]): number[] {
  return found.flatMap(({ terms }) => terms);
}
