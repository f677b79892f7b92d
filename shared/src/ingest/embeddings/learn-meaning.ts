import { learnTerms, meaningModel } from '../../lexical/meaning/term-vectors.ts';
import type { Logger } from '../../log.ts';
import type { Database } from '../../store/connection/database.ts';
import { readUnplaced, storeMeanings } from '../../store/meaning/document-meanings.ts';
import {
  activateWhenPlaced,
  countPassages,
  deleteModel,
  readModels,
  readTermVectors,
  type StoredModel,
  samplePassages,
  storeModel,
} from '../../store/meaning/meaning-models.ts';

/** In a smaller index, words that occur together by chance decide. */
const leastPassages = 1_000;
const sampleSize = 1_000;
/** A model is learnt anew when the index has grown by this factor. */
const growth = 2;
/** Documents that one statement places. */
const batchSize = 200;

/**
 * Keeps the model of the index's own words: learns it when there are enough passages, or twice as
 * many as before, and places the documents that it has not placed. A new one takes over when it has
 * placed all of them (invariant 9). What is not done by the deadline, or fails, is left for the next
 * sync: search goes on with the model it has, or by words alone.
 * @param deadline milliseconds of the epoch
 */
export async function learnMeaning(
  database: Database,
  { deadline, log }: { deadline: number; log: Logger },
): Promise<void> {
  try {
    const models = await readModels(database);
    const active = models.find(({ isActive }) => isActive);
    if (active && !(await placeDocuments(database, active, deadline))) return;
    const next = await nextModel(database, models);
    if (next === undefined || !(await placeDocuments(database, next, deadline))) return;
    if (await activateWhenPlaced(database, next.id))
      log.info({ passages: next.passages }, 'search uses a model of the index’s own words');
  } catch (error) {
    log.warn({ error }, 'the model of the index’s own words is left for the next sync');
  }
}

/** The model that is being filled: a new one where the last does not suit the index any more. */
async function nextModel(
  database: Database,
  models: readonly StoredModel[],
): Promise<StoredModel | undefined> {
  const passages = await countPassages(database);
  const suits = (model: StoredModel) => model.isCurrent && passages < growth * model.passages;
  const last = models.at(-1);
  if (last && suits(last)) return last.isActive ? undefined : last;
  if (passages < leastPassages) return undefined;
  if (last && !last.isActive) await deleteModel(database, last.id);
  await storeModel(database, passages, learnTerms(await samplePassages(database, sampleSize)));
  return (await readModels(database)).find(({ isActive }) => !isActive);
}

/** @returns whether all documents are placed */
async function placeDocuments(
  database: Database,
  { id }: StoredModel,
  deadline: number,
): Promise<boolean> {
  let batch = await readUnplaced(database, id, 0, batchSize);
  if (batch.length === 0) return true;
  const learnt = await readTermVectors(database, id);
  if (learnt === null) return false;
  const { ofDocument } = meaningModel(learnt);
  while (batch.length > 0 && Date.now() < deadline) {
    const last = Math.max(...batch.map(({ documentId }) => documentId));
    const placed = batch.map(({ passages, ...document }) => ({
      ...document,
      directions: ofDocument(passages),
    }));
    await storeMeanings(database, id, placed);
    batch = await readUnplaced(database, id, last, batchSize);
  }
  return batch.length === 0;
}
