import type { Database, Queryable } from '../connection/database.ts';
import { pendingPassages } from './embeddings.ts';
import type { Generation } from './generation.ts';

const columns = 'id, model, dimensions';

/** The generation of a model, if anything was ever embedded with it. */
export async function findGeneration(
  database: Queryable,
  model: string,
): Promise<Generation | undefined> {
  const [row] = await database.query<Generation>(
    `update embedding_generations set used_at = now() where model = $1 returning ${columns}`,
    [model],
  );
  return row;
}

/** The model's generation, made if it is new. The first of an index is searched while it fills. */
export async function openGeneration(
  database: Queryable,
  model: string,
  dimensions: number,
): Promise<Generation> {
  const [row] = await database.query<Generation>(
    `insert into embedding_generations (model, dimensions, is_active)
     select $1, $2, not exists (select from embedding_generations)
     on conflict (model) do update set used_at = now()
     returning ${columns}`,
    [model, dimensions],
  );
  if (!row) throw new Error('an upsert returned no row');
  return row;
}

/** The one generation that search may use. */
export async function readActiveGeneration(database: Queryable): Promise<Generation | undefined> {
  const [row] = await database.query<Generation>(
    `select ${columns} from embedding_generations where is_active`,
  );
  return row;
}

/**
 * Makes a generation the one that search uses, if no passage waits for its vector.
 * @returns whether search used another one before
 */
export async function activateWhenComplete(
  database: Database,
  generation: Generation,
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    await transaction.query("select pg_advisory_xact_lock(hashtext('docpilot generations'))");
    const [due] = await transaction.query(
      `select from embedding_generations
       where id = $1 and not is_active and not exists (${pendingPassages('$1')})`,
      [generation.id],
    );
    if (due === undefined) return false;
    await transaction.query('update embedding_generations set is_active = false where is_active');
    await transaction.query('update embedding_generations set is_active = true where id = $1', [
      generation.id,
    ]);
    return true;
  });
}
