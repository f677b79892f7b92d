import type { Queryable } from '../../store/connection/database.ts';
import { type NewEmbedding, storeEmbeddings } from '../../store/embeddings/embeddings.ts';
import type { Generation } from '../../store/embeddings/generation.ts';

/**
 * Stores vectors as they arrive. Those that arrive during one write are stored together by the next:
 * otherwise a model that takes one text a request would cost a transaction for each.
 * @returns a function that adds vectors and resolves when they are stored
 */
export function embeddingWriter(
  database: Queryable,
  generation: Generation,
): (embeddings: readonly NewEmbedding[]) => Promise<void> {
  let waiting: NewEmbedding[] = [];
  let writing: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  return (embeddings) => {
    waiting.push(...embeddings);
    next ??= writing
      .catch(() => {})
      .then(() => {
        const batch = waiting;
        waiting = [];
        next = undefined;
        writing = storeEmbeddings(database, generation, batch);
        return writing;
      });
    return next;
  };
}
