import type { Queryable } from '../store/database.ts';
import type { RankedPassage } from '../store/find-passages.ts';
import { type Reach, rankByWords } from './rank-by-words.ts';
import type { WordQuery } from './read-query.ts';

/** A ranked passage, and what it was found by. */
export interface RankedHit extends RankedPassage {
  /** Cosine similarity; null: not compared. */
  similarity: number | null;
  match: 'words' | 'meaning' | 'both';
}

export interface Ranking {
  hits: RankedHit[];
  /** Whether a part of the search was not to be had. */
  degraded: boolean;
}

/** The best passage of each of the best documents, by all there is to rank by. */
export async function rankHits(
  database: Queryable,
  query: WordQuery,
  reach: Reach,
): Promise<Ranking> {
  const byWords = await rankByWords(database, query, reach);
  return {
    hits: byWords.map((hit) => ({ ...hit, similarity: null, match: 'words' as const })),
    degraded: false,
  };
}
