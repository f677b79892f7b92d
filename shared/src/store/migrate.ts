import { fileURLToPath } from 'node:url';
import Postgrator from 'postgrator';
import type { Database } from './connection/database.ts';

const pattern = fileURLToPath(new URL('./migrations/*.sql', import.meta.url));

/**
 * Brings the schema to this version, in one transaction and under a lock: any number of
 * migrators may start at once. An applied file that was changed afterwards is an error.
 * @returns the numbers of the migrations that were applied now
 */
export async function migrate(database: Database): Promise<number[]> {
  return database.transaction(async (transaction) => {
    await transaction.query("select pg_advisory_xact_lock(hashtext('docpilot migrations'))");
    // The extension first: before the schema is there it lands in public, where a server has it too.
    await transaction.query('create extension if not exists vector');
    await transaction.query('create schema if not exists docpilot');
    const postgrator = new Postgrator({
      migrationPattern: pattern,
      driver: 'pg',
      schemaTable: 'docpilot.schema_version',
      execQuery: async (sql) => ({ rows: await transaction.query(sql) }),
    });
    const applied = await postgrator.migrate();
    return applied.map((migration) => migration.version);
  });
}
