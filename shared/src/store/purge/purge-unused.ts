import type { Queryable } from '../connection/database.ts';

/** How long unused passages are kept: a text that comes back meanwhile is not embedded again. */
const keptFor = "interval '30 days'";

/** A passage that no chunk uses. */
const isUnused = 'not exists (select from chunks where chunks.passage_id = passages.id)';

/**
 * Marks passages that no chunk uses any more, takes them out of the index of words, where they would
 * slow searches down, and deletes what has been unused for 30 days: passages, vectors without a
 * passage, generations of models that are no longer used.
 *
 * A slice that stores a passage locks its row until it commits. Locked rows are skipped, so that
 * nobody waits and nothing is deleted that is being written; the next purge checks them again.
 */
export async function purgeUnused(database: Queryable): Promise<void> {
  await database.query(
    `update passages set unused_since = null
     where id in (
       select id from passages where unused_since is not null and not (${isUnused})
       order by id for update skip locked
     )`,
  );
  await database.query(
    `update passages set unused_since = now()
     where id in (
       select id from passages where unused_since is null and ${isUnused}
       order by id for update skip locked
     )`,
  );
  await database.query(
    `delete from passage_weights
     where passage_id in (
       select id from passages
       where unused_since is not null and ${isUnused}
         and exists (select from passage_weights where passage_id = passages.id)
       order by id for update skip locked
     )`,
  );
  await database.query(
    `delete from passages
     where id in (
       select id from passages where unused_since < now() - ${keptFor} and ${isUnused}
       order by id for update skip locked
     )`,
  );
  await deleteLoneVectors(database);
  await database.query(
    `delete from embedding_generations where not is_active and used_at < now() - ${keptFor}`,
  );
}

/**
 * Deletes passages that no chunk uses at once, however long they have been unused, and their vectors.
 * @returns how many passages
 */
export async function forgetUnused(database: Queryable): Promise<number> {
  const deleted = await database.query(
    `delete from passages
     where id in (select id from passages where ${isUnused} order by id for update skip locked)
     returning 1`,
  );
  await deleteLoneVectors(database);
  return deleted.length;
}

async function deleteLoneVectors(database: Queryable): Promise<void> {
  await database.query(
    'delete from embeddings where not exists (select from passages where passages.hash = embeddings.hash)',
  );
}
