/** Words with the white space after them; a long word is cut in pieces. */
const pieces = /\S{1,40}\s*|\s+/gsu;

/**
 * The part of a line that holds most of the query's weight, each term counted once, with about as
 * much context before as after; the line's beginning, if that is as good.
 * @param weights the query's weight of each term
 */
export function cutLine(
  line: string,
  maxCharacters: number,
  weights: ReadonlyMap<number, number>,
  termsOf: (text: string) => readonly number[],
): string {
  const words = line.match(pieces) ?? [];
  const terms = words.map(termsOf);
  const lengths = words.map((word) => word.length);
  let best = { score: -1, first: 0, last: 0 };
  let lastFull = words.length;
  for (let first = 0; first < words.length; first++) {
    const end = endOfRun(lengths, first, maxCharacters);
    const matched = new Set(terms.slice(first, end).flat());
    const score = [...matched].reduce((sum, term) => sum + (weights.get(term) ?? 0), 0);
    if (score > best.score) best = { score, first, last: first };
    else if (score === best.score && first === best.last + 1) best.last = first;
    if (end === words.length) lastFull = Math.min(lastFull, first);
  }
  const middle = Math.floor((best.first + best.last) / 2);
  const first = best.first === 0 ? 0 : Math.min(middle, lastFull);
  return words
    .slice(first, endOfRun(lengths, first, maxCharacters))
    .join('')
    .trimEnd();
}

/** Where the longest run of words from `first` on ends that fits. */
function endOfRun(lengths: readonly number[], first: number, maxCharacters: number): number {
  let characters = 0;
  let end = first;
  for (; end < lengths.length; end++) {
    characters += lengths[end] ?? 0;
    if (characters > maxCharacters) break;
  }
  return end;
}
