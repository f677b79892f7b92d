import type { RankedHit } from './ranked-hit.ts';
import type { Ranking } from './ranking.ts';

/** A hit in the one list of all queries of a search. */
export interface FusedHit extends RankedHit {
  /** Its place in the ranking of each query, from 1; null: that query did not find it. */
  places: readonly (number | null)[];
  /** What its passage and document score by words for each query, without what a phrase or name adds. */
  wordScores: readonly number[];
  /** The query that ranks it highest, whose passage it shows, from 0. */
  query: number;
}

/**
 * The k-th hit of each of n queries scores at least what the hit at place k · n times this scores, so
 * that a short query is heard beside longer ones.
 */
const heardWithin = 1.5;

/**
 * One list of the documents of several rankings, best first. A document has the highest score that
 * any query gives it (CombMAX; Fox, Shaw: Combination of Multiple Searches, TREC-2), or a little
 * more: see `heardWithin`. Scores are sums of idf, so a query that says more about a document counts
 * more than one that lacks its words. A ranking alone stays as it is.
 */
export function fuseRankings(rankings: readonly Pick<Ranking, 'hits'>[]): FusedHit[] {
  const [alone] = rankings;
  if (alone && rankings.length === 1)
    return alone.hits.map((hit, at) => ({
      ...hit,
      places: [at + 1],
      wordScores: [wordScoreOf(hit)],
      query: 0,
    }));
  const found = rankings.flatMap(({ hits }, query) =>
    hits.map((hit, at) => ({ hit, query, place: at + 1 })),
  );
  const documents = [...Map.groupBy(found, ({ hit }) => hit.documentId).values()];
  const fused = documents.flatMap((same) => {
    const [best] = [...same].sort((a, b) => a.place - b.place || b.hit.score - a.hit.score);
    if (best === undefined) return [];
    const byQuery = new Map(same.map((one) => [one.query, one]));
    const places = rankings.map((_, query) => byQuery.get(query)?.place ?? null);
    const wordScores = rankings.map((_, query) => wordScoreOf(byQuery.get(query)?.hit));
    const score = Math.max(...same.map(({ hit }) => hit.score));
    return [{ ...best.hit, score, places, wordScores, query: best.query, place: best.place }];
  });
  fused.sort((a, b) => b.score - a.score);
  const scores = fused.map(({ score }) => score);
  return fused
    .map(({ place, ...hit }) => {
      const heard = Math.floor(heardWithin * place * rankings.length) - 1;
      return { ...hit, score: Math.max(hit.score, scores[heard] ?? 0) };
    })
    .sort((a, b) => b.score - a.score);
}

function wordScoreOf(hit: RankedHit | undefined): number {
  return hit === undefined ? 0 : hit.passageScore + hit.documentScore;
}
