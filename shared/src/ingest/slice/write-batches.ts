import { DocPilotError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import { type Database, hasCode, postgresCode } from '../../store/connection/database.ts';
import { foldDeltas } from '../../store/documents/term-frequencies.ts';
import {
  type Batch,
  type WriteContext,
  writeBatch,
} from '../../store/documents/write-documents.ts';
import type { Problem } from '../../store/sync/problems.ts';
import type { ReadEntry } from '../prepare/read-entry.ts';

/** Whole documents stored by one transaction: few enough that a search never waits long. */
const batchLimits = { documents: 16, chunks: 200, problems: 500 };
/** How often a long sync brings the term frequencies up to date, so that search ranks well meanwhile. */
const foldIntervalMs = 5_000;

/**
 * Stores files as they are read, in small batches of whole documents.
 * @param stop called after each batch; true ends the writing early
 * @returns false after an early end
 */
export async function writeBatches(
  database: Database,
  context: WriteContext,
  files: AsyncIterable<ReadEntry> | Iterable<ReadEntry>,
  { stop, log }: { stop: () => boolean; log: Logger },
): Promise<boolean> {
  let foldedAt = performance.now();
  for await (const batch of batchesOf(files)) {
    await writeWithFallback(database, context, batch, log);
    if (performance.now() - foldedAt >= foldIntervalMs) {
      await foldDeltas(database);
      foldedAt = performance.now();
    }
    // A batch that is not full is the last one.
    if (isFull(batch) && stop()) return false;
  }
  return true;
}

/** When the source ends the reading, by a rate limit for instance, what was read before is still stored. */
async function* batchesOf(files: AsyncIterable<ReadEntry> | Iterable<ReadEntry>) {
  let batch: Batch = { documents: [], problems: [] };
  try {
    for await (const file of files) {
      if ('document' in file) batch.documents.push(file.document);
      else batch.problems.push(file.problem);
      if (!isFull(batch)) continue;
      yield batch;
      batch = { documents: [], problems: [] };
    }
  } catch (error) {
    if (error instanceof DocPilotError && batch.documents.length > 0) yield batch;
    throw error;
  }
  if (batch.documents.length + batch.problems.length > 0) yield batch;
}

function isFull({ documents, problems }: Batch): boolean {
  const chunks = documents.reduce((sum, document) => sum + document.chunks.length, 0);
  return (
    documents.length >= batchLimits.documents ||
    chunks >= batchLimits.chunks ||
    problems.length >= batchLimits.problems
  );
}

/** One bad document must not fail the others of its batch: a batch that fails is stored file by file. */
async function writeWithFallback(
  database: Database,
  context: WriteContext,
  batch: Batch,
  log: Logger,
): Promise<void> {
  try {
    await writeBatch(database, context, batch);
    return;
  } catch (error) {
    if (error instanceof DocPilotError) throw error;
    log.warn({ error, files: batch.documents.length }, 'batch refused, storing file by file');
  }
  await writeBatch(database, context, { documents: [], problems: batch.problems });
  for (const document of batch.documents) {
    try {
      await writeOnce(database, context, { documents: [document], problems: [] });
    } catch (error) {
      if (error instanceof DocPilotError) throw error;
      log.error({ error, path: document.path }, 'document refused by the store');
      await writeBatch(database, context, {
        documents: [],
        problems: [storeFailed(document, error)],
      });
    }
  }
}

/** After a deadlock or a lost race, which are no fault of the document, it is tried once more. */
async function writeOnce(database: Database, context: WriteContext, batch: Batch): Promise<void> {
  try {
    await writeBatch(database, context, batch);
  } catch (error) {
    const { deadlockDetected, foreignKeyViolation, serializationFailure } = postgresCode;
    if (!hasCode(error, deadlockDetected, foreignKeyViolation, serializationFailure)) throw error;
    await writeBatch(database, context, batch);
  }
}

function storeFailed(
  { externalId, path, version }: Batch['documents'][number],
  error: unknown,
): Problem {
  const detail = error instanceof Error ? error.message : String(error);
  return { externalId, path, version, outcome: 'failed', reason: 'store_refused', detail };
}
