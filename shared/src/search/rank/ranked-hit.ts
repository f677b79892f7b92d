import type { RankedPassage } from '../../store/search/find-passages.ts';

/** A ranked passage, and how it was found. */
export interface RankedHit extends RankedPassage {
  /** Cosine similarity of query and passage, 0 to 1; null: not compared. */
  similarity: number | null;
  match: 'words' | 'meaning' | 'both';
  /** What `score` is made of: the score by words, and the cosine of the document's nearest passage. */
  scoredBy: { words: number | null; meaning: number | null };
}

export function rankedByWords(passage: RankedPassage): RankedHit {
  const scoredBy = { words: passage.score, meaning: null };
  return { ...passage, similarity: null, match: 'words', scoredBy };
}
