import type { Locations } from '../../document.ts';

/**
 * Where in the file a person finds lines of the text made of it: `page 3`, `slide 1–2`,
 * `sheet Costs`, `line 120`. Null where the text's lines are the file's own.
 */
export function locationName(
  locations: Locations | null,
  startLine: number,
  endLine: number,
): string | null {
  if (locations === null) return null;
  const { kind, starts } = locations;
  // A title may stand before the first part.
  const at = (line: number) => (starts.findLast((start) => start.line <= line) ?? starts[0])?.at;
  const [first, last] = [at(startLine), at(endLine)];
  return first === last ? `${kind} ${first}` : `${kind} ${first}–${last}`;
}
