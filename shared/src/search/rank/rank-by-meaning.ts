import type { Queryable } from '../../store/connection/database.ts';
import {
  findByVector,
  readSimilarities,
  type VectorQuery,
} from '../../store/search/find-by-vector.ts';
import type { RankedPassage } from '../../store/search/find-passages.ts';
import type { Reach } from '../../store/search/search-scope.ts';
import { blendScores, type ScoredByBoth } from './blend-scores.ts';
import type { RankedHit } from './ranked-hit.ts';

/** Documents that are found by meaning, at least; those after them hardly get among the first. */
const nearDocuments = 50;

interface Candidate extends ScoredByBoth {
  hit: RankedHit;
}

/**
 * Adds to the documents found by words those that are near in meaning, and ranks all of them by
 * both.
 * @param onlyWords whether what words have not found stays out: a phrase must stand in each result
 */
export async function blendWithMeaning(
  database: Queryable,
  byWords: readonly RankedPassage[],
  query: VectorQuery,
  reach: Reach,
  { weight, onlyWords }: { weight: number; onlyWords: boolean },
): Promise<RankedHit[]> {
  const limit = Math.min(reach.limit, Math.max(nearDocuments, reach.enough));
  const [near, similarities] = await Promise.all([
    findByVector(database, query, { ...reach, limit }),
    readSimilarities(database, query, byWords),
  ]);
  const isNear = new Set(near.map(({ documentId }) => documentId));
  const isFound = new Set(byWords.map(({ documentId }) => documentId));
  const candidates = byWords.map((hit): Candidate => {
    const known = similarities.get(hit.documentId);
    const match = isNear.has(hit.documentId) ? 'both' : 'words';
    return {
      hit: { ...hit, similarity: toShown(known?.passage), match },
      words: hit.score,
      meaning: known?.document ?? null,
    };
  });
  for (const { similarity, ...place } of onlyWords ? [] : near) {
    if (isFound.has(place.documentId)) continue;
    candidates.push({
      hit: {
        ...place,
        score: 0,
        passageScore: 0,
        similarity: toShown(similarity),
        match: 'meaning',
      },
      words: null,
      meaning: similarity,
    });
  }
  const scores = blendScores(candidates, weight);
  return candidates
    .map(({ hit }, index) => ({ ...hit, score: scores[index] ?? 0 }))
    .sort((a, b) => b.score - a.score)
    .slice(0, reach.limit);
}

/** 0 to 1, as it is shown; opposite meanings are no nearer than unrelated ones. */
function toShown(similarity: number | null | undefined): number | null {
  if (similarity === null || similarity === undefined) return null;
  return Math.round(Math.min(1, Math.max(0, similarity)) * 10_000) / 10_000;
}
