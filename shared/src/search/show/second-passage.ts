import type { StoredHit } from '../../store/search/read-hits.ts';
import type { DocumentLines } from '../../store/search/read-surroundings.ts';
import type { HiddenParts } from '../../visible/shown-lines.ts';
import type { SearchResult } from '../request/search-request.ts';
import type { MatchedHit } from './evidence.ts';
import type { Match } from './find-matches.ts';
import { linkToLines, locationName } from './location.ts';
import { snippetOf } from './snippet.ts';

/** The share of the query's weight that a second passage adds at least. */
const leastAdded = 0.2;

/**
 * The second passage of a hit's document as an answer shows it; undefined where it adds few of the
 * query's words to those of the first.
 * @param first the hit, and what the query matches in it
 * @param shown the lines of the document that the answer has already
 * @param seen a text without what a reader does not see
 */
export function secondPassage(
  { hit, weights, find, matches }: MatchedHit & { weights: ReadonlyMap<number, number> },
  other: StoredHit,
  shown: Pick<DocumentLines, 'startLine' | 'endLine'>,
  seen: (text: string, firstLine: number, hidden: HiddenParts) => string,
): SearchResult['second_passage'] {
  const { startLine, endLine, headingPath } = other;
  if (startLine <= shown.endLine && endLine >= shown.startLine) return undefined;
  const least = leastAdded * sum(weights.keys(), weights);
  const known = new Set(termsOf(matches));
  const addsLittle = () =>
    sum(
      [...weights.keys()].filter((term) => !known.has(term)),
      weights,
    ) < least;
  // Most first passages have nearly all of the words, and nothing is looked for in the other.
  if (addsLittle()) return undefined;
  for (const term of termsOf(find([hit.title, ...hit.headingPath].join('\n')))) known.add(term);
  if (addsLittle()) return undefined;
  const added = new Set(termsOf(find(other.body)).filter((term) => !known.has(term)));
  if (sum(added, weights) < least) return undefined;
  const body = seen(other.body, startLine, other.hidden);
  return {
    url: linkToLines(other, startLine, endLine),
    heading_path: headingPath,
    start_line: startLine,
    end_line: endLine,
    location: locationName(other.locations, startLine, endLine),
    snippet: snippetOf({ text: body, matches: find(body) }, weights, find).text,
  };
}

function termsOf(matches: readonly Match[]): number[] {
  return matches.flatMap(({ terms }) => terms);
}

function sum(terms: Iterable<number>, weights: ReadonlyMap<number, number>): number {
  let total = 0;
  for (const term of terms) total += weights.get(term) ?? 0;
  return total;
}
