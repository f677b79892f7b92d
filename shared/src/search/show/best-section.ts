import type { Locations } from '../../document.ts';
import type { Match } from './find-matches.ts';

/** A passage and where it is in its document. */
interface PlacedPassage {
  body: string;
  locations: Locations | null;
  startLine: number;
  endLine: number;
}

/**
 * The line to link to, of a passage that several short sections share: where the section begins that
 * holds most of the query's weight, each term counted once; of equal ones the first. Else the
 * passage's first line.
 * @param weights the query's weight of each term
 */
export function bestSectionLine(
  { body, locations, startLine, endLine }: PlacedPassage,
  matches: readonly Match[],
  weights: ReadonlyMap<number, number>,
): number {
  if (locations?.kind !== 'section') return startLine;
  const inside = locations.starts.filter(({ line }) => line > startLine && line <= endLine);
  if (inside.length === 0) return startLine;
  const starts = [startLine, ...inside.map(({ line }) => line)];
  const lineOf = (at: number) => startLine + body.slice(0, at).split('\n').length - 1;
  const terms = starts.map(() => new Set<number>());
  for (const match of matches) {
    const line = lineOf(match.start);
    const section = starts.findLastIndex((start) => start <= line);
    for (const term of match.terms) terms[section]?.add(term);
  }
  const scores = terms.map((held) =>
    [...held].reduce((sum, term) => sum + (weights.get(term) ?? 0), 0),
  );
  return starts[scores.indexOf(Math.max(...scores))] ?? startLine;
}
