import type { FrequencyRows } from '../../store/documents/term-frequencies.ts';
import type { StoredHit } from '../../store/search/read-hits.ts';
import type { Blend } from './blend-scores.ts';
import type { WordRanking } from './rank-by-words.ts';
import type { RankedHit } from './ranked-hit.ts';

/** What one query finds. */
export interface Ranking {
  hits: RankedHit[];
  /** What an answer shows of some of them. */
  storedHits: StoredHit[];
  /** Whether meaning should have been compared but could not be. */
  degraded: boolean;
  /** Whether there are no other hits, except those beyond the limit. */
  isComplete: boolean;
  rounds: WordRanking['rounds'];
  /** What the index has of the terms of `WordQuery.assumed`; null: it was not read. */
  frequencies: FrequencyRows | null;
  /** Null: ranked by words alone. */
  blend: (Omit<Blend, 'scores'> & { weight: number }) | null;
}
