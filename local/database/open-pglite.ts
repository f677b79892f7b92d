import { type Database, type Queryable, searchPath } from '@docpilot/shared/database';
import { serverTrouble } from '@docpilot/shared/server-trouble';
import { PGlite, types } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';
import { makeDatabaseFolder } from './new-folder.ts';
import { preparedStatements } from './prepared-statements.ts';

/** The database in this thread, and the engine behind it. */
export interface EmbeddedDatabase extends Database {
  readonly pglite: PGlite;
}

/**
 * All of it is written to when the database opens: the 128 MB that are the default cost a start as
 * much time as the rest of opening.
 */
const pageCache = ['-c', 'shared_buffers=64MB'];
/** At a checkpoint the write-ahead log shrinks to this, instead of the gigabyte that is the default. */
const logLimits = ['-c', 'max_wal_size=64MB', '-c', 'min_wal_size=32MB'];
/** As for a server (see shared/src/store/connection/postgres.ts): a kept plan suits all parameters. */
const planning = ['-c', 'plan_cache_mode=force_generic_plan', '-c', 'random_page_cost=1.1'];

/**
 * Postgres inside this thread.
 * @param folder where it keeps its files; without one it lives in memory
 */
export async function openPglite(folder?: string): Promise<EmbeddedDatabase> {
  if (folder !== undefined) await makeDatabaseFolder(folder);
  const pglite = await PGlite.create({
    ...(folder === undefined ? { loadDataDir: await dataDir() } : { dataDir: folder }),
    startParams: [...PGlite.defaultStartParams, ...pageCache, ...logLimits, ...planning],
    extensions: { vector },
    parsers: { [types.INT8]: Number },
  });
  await pglite.exec(`set search_path to ${searchPath}`);
  const prepared = preparedStatements(pglite);
  return {
    pglite,
    query: <Row extends object>(sql: string, parameters: readonly unknown[] = []) =>
      prepared.suits(sql, parameters)
        ? prepared.query<Row>(sql, parameters).catch(fail)
        : run<Row>(pglite, sql, parameters),
    transaction: <T>(work: (transaction: Queryable) => Promise<T>) =>
      pglite.transaction((transaction) =>
        work({ query: (sql, parameters) => run(transaction, sql, parameters) }),
      ) as Promise<T>,
    close: () => pglite.close(),
  };
}

async function run<Row extends object>(
  connection: Pick<PGlite, 'query' | 'exec'>,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  try {
    if (parameters.length > 0) {
      return (await connection.query<Row>(sql, [...parameters])).rows;
    }
    // Without parameters the simple protocol takes a script of several statements.
    const results = await connection.exec(sql);
    return (results.at(-1)?.rows ?? []) as Row[];
  } catch (error) {
    return fail(error);
  }
}

function fail(error: unknown): never {
  throw serverTrouble(error) ?? error;
}
