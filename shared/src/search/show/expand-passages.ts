import type { Queryable } from '../../store/connection/database.ts';
import type { StoredHit } from '../../store/search/read-hits.ts';
import {
  type ChunkRange,
  type DocumentLines,
  readLines,
  readNearbyChunks,
} from '../../store/search/read-surroundings.ts';
import type { SearchRequest } from '../request/search-request.ts';

/** Characters of an expanded hit, unless the passage itself has more. */
const maxCharacters = 6_000;
/** Chunks that are considered before and after a hit. */
const maxChunks = { none: 0, neighbours: 1, section: 20, best: 20 };
/** Hits of which `best` may show the section. */
const maxSections = 5;
/** Tokens that `best` leaves for the other hits. */
const otherTokens = 1_000;
/** Of English and Markdown: fewer than there are. */
const charactersPerToken = 3.2;

type Expand = NonNullable<SearchRequest['expand']>;

/** Lines of a document, and their text. */
export interface DocumentText extends DocumentLines {
  text: string;
}

/**
 * The lines around hits, by document: the neighbouring passages, or all under the same heading,
 * smaller headings included.
 * @param hits best first
 * @param answerTokens about how long the answer may get, for `best`, which expands only hits whose
 *   sections fit
 */
export async function expandPassages(
  database: Queryable,
  hits: readonly StoredHit[],
  expand: Expand,
  answerTokens: number,
): Promise<Map<number, DocumentText>> {
  const wanted = expand === 'best' ? hits.slice(0, maxSections) : hits;
  if (expand === 'none' || wanted.length === 0) return new Map();
  const nearby = Map.groupBy(
    await readNearbyChunks(database, wanted, maxChunks[expand]),
    (chunk) => chunk.documentId,
  );
  const isWanted = (chunk: ChunkRange) => expand === 'neighbours' || chunk.isInSection;
  const roomFor = expand === 'best' ? roomForBest(answerTokens) : () => maxCharacters;
  let used = 0;
  // A document that a sync has just deleted is shown as it was found.
  const ranges = wanted.flatMap((hit, index) => {
    const chunks = nearby.get(hit.documentId);
    const room = roomFor(index, used);
    if (chunks === undefined || (expand === 'best' && hit.body.length > room)) return [];
    const { characters, ...lines } = grow(chunks, hit.ordinal, isWanted, room);
    used += characters;
    return { documentId: hit.documentId, ...lines };
  });
  const read = await readLines(database, ranges, 2 * maxCharacters);
  return new Map(read.map((text) => [text.documentId, text]));
}

/**
 * Characters for each hit. The best gets its section whole, if at all possible; those after it what
 * is left. The numbers are those with which an answer holds the most facts (docs/search-plan.md).
 */
function roomForBest(answerTokens: number): (index: number, used: number) => number {
  const forSections = charactersPerToken * (answerTokens - otherTokens);
  const forFirst = Math.max(forSections, 2.8 * answerTokens);
  return (index, used) => Math.min(maxCharacters, (index === 0 ? forFirst : forSections) - used);
}

/** Grows from a chunk to both sides in turn, while the next chunk is wanted and there is room. */
function grow(
  chunks: readonly ChunkRange[],
  ordinal: number,
  isWanted: (chunk: ChunkRange) => boolean,
  room: number,
): { startLine: number; endLine: number; characters: number } {
  const at = new Map(chunks.map((chunk) => [chunk.ordinal, chunk]));
  const taken = chunks.filter((chunk) => chunk.ordinal === ordinal);
  let characters = taken[0]?.characters ?? 0;
  const ends = [
    { next: ordinal + 1, step: 1 },
    { next: ordinal - 1, step: -1 },
  ];
  while (ends.length > 0) {
    const end = ends.shift();
    const chunk = end && at.get(end.next);
    if (!chunk || !isWanted(chunk) || characters + chunk.characters > room) continue;
    characters += chunk.characters;
    taken.push(chunk);
    ends.push({ next: end.next + end.step, step: end.step });
  }
  return {
    startLine: Math.min(...taken.map((chunk) => chunk.startLine)),
    endLine: Math.max(...taken.map((chunk) => chunk.endLine)),
    characters,
  };
}
