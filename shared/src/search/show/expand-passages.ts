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
const maxChunks = { none: 0, neighbours: 1, section: 20 };

/** Lines of a document, and their text. */
export interface DocumentText extends DocumentLines {
  text: string;
}

/** The lines around hits, by document: the neighbouring passages, or all under the same heading. */
export async function expandPassages(
  database: Queryable,
  hits: readonly StoredHit[],
  expand: NonNullable<SearchRequest['expand']>,
): Promise<Map<number, DocumentText>> {
  if (expand === 'none' || hits.length === 0) return new Map();
  const nearby = Map.groupBy(
    await readNearbyChunks(database, hits, maxChunks[expand]),
    (chunk) => chunk.documentId,
  );
  // A document that a sync has just deleted is shown as it was found.
  const ranges = hits.flatMap((hit) => {
    const chunks = nearby.get(hit.documentId);
    if (chunks === undefined) return [];
    const isWanted = (chunk: ChunkRange) => expand === 'neighbours' || chunk.isSameSection;
    return { documentId: hit.documentId, ...grow(chunks, hit.ordinal, isWanted) };
  });
  const read = await readLines(database, ranges, 2 * maxCharacters);
  return new Map(read.map((text) => [text.documentId, text]));
}

/** Grows from a chunk to both sides in turn, while the next chunk is wanted and there is room. */
function grow(
  chunks: readonly ChunkRange[],
  ordinal: number,
  isWanted: (chunk: ChunkRange) => boolean,
): { startLine: number; endLine: number } {
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
    if (!chunk || !isWanted(chunk) || characters + chunk.characters > maxCharacters) continue;
    characters += chunk.characters;
    taken.push(chunk);
    ends.push({ next: end.next + end.step, step: end.step });
  }
  return {
    startLine: Math.min(...taken.map((chunk) => chunk.startLine)),
    endLine: Math.max(...taken.map((chunk) => chunk.endLine)),
  };
}
