import type { Queryable } from './database.ts';

/** How long what no document uses is kept: what comes back meanwhile is not embedded again. */
const keptFor = "interval '30 days'";

/**
 * Marks passages that no chunk uses any more, and deletes what has been unused for 30 days:
 * passages, vectors without a passage, generations of models that were left for another.
 */
export async function purgeUnused(database: Queryable): Promise<void> {
  await database.query(
    `update passages set unused_since = null
     where unused_since is not null
       and exists (select from chunks where chunks.passage_id = passages.id)`,
  );
  await database.query(
    `update passages set unused_since = now()
     where unused_since is null
       and not exists (select from chunks where chunks.passage_id = passages.id)`,
  );
  await database.query(
    `delete from passages
     where unused_since < now() - ${keptFor}
       and not exists (select from chunks where chunks.passage_id = passages.id)`,
  );
  await database.query(
    'delete from embeddings where not exists (select from passages where passages.hash = embeddings.hash)',
  );
  await database.query(
    `delete from embedding_generations where not is_active and used_at < now() - ${keptFor}`,
  );
}
