import { cutLine } from './cut-line.ts';
import { type FindRuns, termsIn } from './find-runs.ts';

/** Characters a snippet has at most. */
const snippetCharacters = 600;

/**
 * The run of whole lines of a passage that holds most of what the query weighs, each term counted
 * once, within `snippetCharacters`; of a longer line such a part.
 * @param weights the query's weight of each term
 */
export function snippetOf(
  body: string,
  language: string,
  weights: ReadonlyMap<number, number>,
  find: FindRuns,
): string {
  if (body.length <= snippetCharacters) return body;
  const lines = body.split('\n');
  const terms = lines.map((line) => termsIn(line, language, find));
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
  if (text.length <= snippetCharacters) return text;
  return cutLine(text, snippetCharacters, weights, (piece) => termsIn(piece, language, find));
}
