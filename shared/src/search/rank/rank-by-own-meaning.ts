import { type MeaningModel, meaningModel } from '../../lexical/meaning/term-vectors.ts';
import type { Queryable } from '../../store/connection/database.ts';
import { readActiveModel } from '../../store/meaning/meaning-models.ts';
import type { FoundPassages } from '../../store/search/find-passages.ts';
import type { MeaningQuery } from '../../store/search/meaning-sql.ts';
import type { SearchScope } from '../../store/search/search-scope.ts';
import { blendScores, cautiousWeight } from './blend-scores.ts';
import { rankByWords } from './rank-by-words.ts';
import { rankedByWords } from './ranked-hit.ts';
import type { Ranking } from './ranking.ts';
import type { WordQuery } from './read-query.ts';

/** The model of the index's own words that is active. */
interface ActiveModel {
  id: number;
  model: MeaningModel;
}

/** Of each index when it was last read; null: it had none. */
const activeModels = new WeakMap<Queryable, Promise<ActiveModel | null>>();

/**
 * Ranks what words find by words and by the model of the index's own words: a document's meaning is
 * that of its nearest passage. It finds nothing that words do not find, and its cosines are no
 * similarities that an embedder's could be compared with, so they are not shown as such. Without a
 * model, or where it knows none of the query's words, words decide alone.
 */
export async function rankByOwnMeaning(
  database: Queryable,
  query: WordQuery,
  scope: SearchScope,
  storedHitCount: number,
): Promise<Ranking> {
  const active = await (activeModels.get(database) ?? readModel(database));
  const meaning = placeQuery(active, query);
  const found = await rankByWords(database, query, scope, { storedHitCount, meaning });
  if (found.passages.length > 0 && found.activeModel !== (active?.id ?? null)) {
    // Another model has taken over since.
    await readModel(database);
    return rankByOwnMeaning(database, query, scope, storedHitCount);
  }
  const { hits, blend } = meaning ? blendWith(found, meaning) : byWordsAlone(found);
  return { ...found, hits, blend, degraded: false };
}

function readModel(database: Queryable): Promise<ActiveModel | null> {
  const read = readActiveModel(database).then(
    (active) => active && { id: active.id, model: meaningModel(active) },
  );
  activeModels.set(database, read);
  read.catch(() => activeModels.delete(database));
  return read;
}

function placeQuery(active: ActiveModel | null, query: WordQuery): MeaningQuery | null {
  const direction = active?.model.ofTerms(query.passageWeights.terms);
  if (!active || !direction) return null;
  return { modelId: active.id, direction, weight: cautiousWeight };
}

function blendWith(
  { passages, cosines }: FoundPassages,
  { weight }: MeaningQuery,
): Pick<Ranking, 'hits' | 'blend'> {
  const scoredBy = passages.map(({ score }, at) => ({
    words: score,
    meaning: cosines[at] ?? null,
  }));
  const { scores, ...blend } = blendScores(scoredBy, weight);
  const hits = passages
    .map((passage, at) => rankedByWords(passage, scores[at], scoredBy[at]))
    .sort((a, b) => b.score - a.score);
  return { hits, blend: { ...blend, weight } };
}

function byWordsAlone({ passages }: FoundPassages): Pick<Ranking, 'hits' | 'blend'> {
  return { hits: passages.map((passage) => rankedByWords(passage)), blend: null };
}
