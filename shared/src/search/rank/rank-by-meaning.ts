import type { Queryable } from '../../store/connection/database.ts';
import {
  findByVector,
  type NearPassage,
  readSimilarities,
  type Similarities,
  type VectorQuery,
} from '../../store/search/find-by-vector.ts';
import type { RankedPassage } from '../../store/search/find-passages.ts';
import type { SearchScope } from '../../store/search/search-scope.ts';
import { type Blend, blendScores } from './blend-scores.ts';
import type { RankedHit } from './ranked-hit.ts';

/** Documents that are found by meaning, at least; those after them rarely get among the first. */
const nearDocuments = 50;

export interface BlendedHits {
  hits: RankedHit[];
  blend: Omit<Blend, 'scores'>;
}

/**
 * Adds the nearest documents in meaning to those found by words, and ranks all of them by both.
 * @param onlyWords leave out what was found by meaning alone: a result must hold the query's phrase
 */
export async function blendWithMeaning(
  database: Queryable,
  byWords: readonly RankedPassage[],
  query: VectorQuery,
  scope: SearchScope,
  { weight, onlyWords }: { weight: number; onlyWords: boolean },
): Promise<BlendedHits> {
  const maxDocuments = Math.min(scope.maxDocuments, Math.max(nearDocuments, scope.minDocuments));
  const [near, similarities] = await Promise.all([
    findByVector(database, query, { ...scope, maxDocuments }),
    readSimilarities(database, query, byWords),
  ]);
  const nearIds = new Set(near.map(({ documentId }) => documentId));
  const wordIds = new Set(byWords.map(({ documentId }) => documentId));
  const alsoNear = onlyWords ? [] : near.filter(({ documentId }) => !wordIds.has(documentId));
  const candidates = [
    ...byWords.map((hit) =>
      foundByWords(hit, similarities.get(hit.documentId), nearIds.has(hit.documentId)),
    ),
    ...alsoNear.map(foundByMeaning),
  ];
  const { scores, ...blend } = blendScores(
    candidates.map(({ scoredBy }) => scoredBy),
    weight,
  );
  const hits = candidates
    .map((hit, index) => ({ ...hit, score: scores[index] ?? 0 }))
    .sort((a, b) => b.score - a.score)
    .slice(0, scope.maxDocuments);
  return { hits, blend };
}

function foundByWords(
  hit: RankedPassage,
  similarities: Similarities | undefined,
  isNear: boolean,
): RankedHit {
  return {
    ...hit,
    similarity: shownSimilarity(similarities?.passage),
    match: isNear ? 'both' : 'words',
    scoredBy: { words: hit.score, meaning: similarities?.document ?? null },
  };
}

function foundByMeaning({ similarity, ...passage }: NearPassage): RankedHit {
  return {
    ...passage,
    score: 0,
    passageScore: 0,
    documentScore: 0,
    secondPassageId: null,
    similarity: shownSimilarity(similarity),
    match: 'meaning',
    scoredBy: { words: null, meaning: similarity },
  };
}

/** From 0 to 1, as an answer shows it: a negative cosine is shown as 0. */
function shownSimilarity(cosine: number | null | undefined): number | null {
  if (cosine === null || cosine === undefined) return null;
  return Math.round(Math.min(1, Math.max(0, cosine)) * 10_000) / 10_000;
}
