import type { StoredHit } from '../../store/search/read-hits.ts';
import type { RankedHit } from '../rank/ranked-hit.ts';
import type { SearchResult } from '../request/search-request.ts';
import { bestSectionLine } from './best-section.ts';
import type { DocumentText } from './expand-passages.ts';
import { findHighlights } from './find-highlights.ts';
import type { FindMatches, Match } from './find-matches.ts';
import { linkToLines, linkToSection, locationName } from './location.ts';
import { snippetOf } from './snippet.ts';

/** The query's matches in a hit. */
export interface HitMatches {
  /** The query's weight of each term. */
  weights: ReadonlyMap<number, number>;
  /** Finds matches in a text of the hit's language. */
  find: FindMatches;
  /** In the passage's body. */
  matches: readonly Match[];
}

export interface ShowOptions {
  /** The lines around the hit, if the caller asked for them. */
  expanded?: DocumentText | undefined;
  /** Another passage of the document. */
  second?: SearchResult['second_passage'];
  /** Whether to tell where the matching words are. */
  highlight: boolean;
  /** Undefined: as many as usual. */
  snippetCharacters?: number | undefined;
}

/**
 * A hit as an answer shows it.
 * @param duplicates the hits folded into it
 */
export function showHit(
  ranked: RankedHit,
  stored: StoredHit,
  duplicates: readonly StoredHit[],
  { weights, find, matches }: HitMatches,
  { expanded, second, highlight, snippetCharacters }: ShowOptions,
): SearchResult {
  const { startLine, endLine } = expanded ?? stored;
  const section = bestSectionLine(stored, matches, weights);
  const linkedLine = section === stored.startLine ? startLine : section;
  const snippet = expanded
    ? { text: expanded.text, matches: find(expanded.text) }
    : snippetOf({ text: stored.body, matches }, weights, find, snippetCharacters);
  return {
    id: `${stored.documentKey}.${stored.ordinal}`,
    ...placeOf({ ...stored, startLine: linkedLine, endLine }),
    section_url: linkToSection(stored, stored.anchor),
    heading_path: stored.headingPath,
    start_line: startLine,
    end_line: endLine,
    location: locationName(stored.locations, startLine, endLine),
    snippet: snippet.text,
    ...(highlight ? { highlights: findHighlights(snippet, find) } : {}),
    score: Math.round(ranked.score * 10_000) / 10_000,
    similarity: ranked.similarity,
    match: ranked.match,
    changed_at: stored.changedAt?.toISOString() ?? null,
    verified_at: stored.verifiedAt?.toISOString() ?? null,
    ...factsOf(stored),
    ...(stored.outdated === null ? {} : { outdated: stored.outdated }),
    ...(second === undefined ? {} : { second_passage: second }),
    also_in: duplicates.map(placeOf),
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

/** What a conversation is, and how it stands; nothing of a file. */
function factsOf({ type, state }: StoredHit): Pick<SearchResult, 'type' | 'state'> {
  return { ...(type === null ? {} : { type }), ...(state === null ? {} : { state }) };
}
