import type { RankedPassage } from '../../store/search/find-passages.ts';

/** A ranked passage, and what it was found by. */
export interface RankedHit extends RankedPassage {
  /** Cosine similarity; null: not compared. */
  similarity: number | null;
  match: 'words' | 'meaning' | 'both';
}
