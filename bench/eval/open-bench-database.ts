import { openPglite } from '../../local/database/open-pglite.ts';
import { connectDatabase } from '../../shared/src/store/connection/connect.ts';
import type { Database } from '../../shared/src/store/connection/database.ts';
import { migrate } from '../../shared/src/store/migrate.ts';

/**
 * Opens the server of DATABASE_URL, else a database in memory, with the migrated schema.
 * @param sources the names of the sources that it may already have
 * @throws if it has other sources, as they would be ranked too
 */
export async function openBenchDatabase(sources: readonly string[]): Promise<Database> {
  const database = process.env.DATABASE_URL
    ? connectDatabase(process.env, { poolSize: 4, statementTimeoutMs: 600_000 })
    : await openPglite();
  await migrate(database);
  const [other] = await database.query<{ name: string }>(
    'select name from sources where name <> all($1::text[]) limit 1',
    [sources],
  );
  if (other === undefined) return database;
  await database.close();
  throw new Error(`The database holds ${other.name} already: name an empty one.`);
}
