import type { StoredHit } from '../../store/search/read-hits.ts';
import type { RankedHit } from '../rank/ranked-hit.ts';
import type { SearchResult } from '../request/search-request.ts';
import type { FindRuns, FoundRun } from './find-runs.ts';
import { linkToLines } from './link-to-lines.ts';
import { locationName } from './location-name.ts';
import { markWords } from './mark-words.ts';
import { snippetOf } from './snippet.ts';

/** Lines of a document, and what stands on them. */
export interface Passage {
  startLine: number;
  endLine: number;
  text: string;
}

/** What a query looks for in a hit. */
export interface Sought {
  /** Of each term. */
  weights: ReadonlyMap<number, number>;
  /** Finds them in a text of the hit's language. */
  find: FindRuns;
  /** Where they stand in its body. */
  found: readonly FoundRun[];
}

/**
 * A hit as an answer shows it.
 * @param widened the lines around it, where the caller asked for them
 */
export function showHit(
  ranked: RankedHit,
  stored: StoredHit,
  others: readonly StoredHit[],
  { weights, find, found }: Sought,
  widened: Passage | undefined,
): SearchResult {
  const { startLine, endLine } = widened ?? stored;
  const snippet = widened
    ? { text: widened.text, found: find(widened.text) }
    : snippetOf({ text: stored.body, found }, weights, find);
  return {
    id: `${stored.documentKey}.${stored.ordinal}`,
    ...placeOf({ ...stored, startLine, endLine }),
    heading_path: stored.headingPath,
    start_line: startLine,
    end_line: endLine,
    location: locationName(stored.locations, startLine, endLine),
    snippet: markWords(snippet, find),
    score: Math.round(ranked.score * 10_000) / 10_000,
    similarity: ranked.similarity,
    match: ranked.match,
    changed_at: stored.changedAt?.toISOString() ?? null,
    verified_at: stored.verifiedAt?.toISOString() ?? null,
    also_in: others.map(placeOf),
  };
}

function placeOf(hit: StoredHit): SearchResult['also_in'][number] {
  return {
    document_id: hit.documentKey,
    title: hit.title,
    source: hit.source,
    repository: hit.repository,
    path: hit.path,
    url: linkToLines(hit, hit.startLine, hit.endLine),
  };
}
