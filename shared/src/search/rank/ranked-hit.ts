import type { RankedPassage } from '../../store/search/find-passages.ts';

/** A ranked passage, and how it was found. */
export interface RankedHit extends RankedPassage {
  /** Cosine similarity of query and passage, 0 to 1; null: not compared. */
  similarity: number | null;
  match: 'words' | 'meaning' | 'both';
  /** What `score` is made of: the score by words, and the cosine of the document's nearest passage. */
  scoredBy: { words: number | null; meaning: number | null };
}

/** @param score by which it is ranked; without it, that by words */
export function rankedByWords(
  passage: RankedPassage,
  score = passage.score,
  scoredBy: RankedHit['scoredBy'] = { words: passage.score, meaning: null },
): RankedHit {
  return { ...passage, score, similarity: null, match: 'words', scoredBy };
}
