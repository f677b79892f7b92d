import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Postgrator from 'postgrator';
import { ConfigError, DocPilotError } from '../errors.ts';
import { type Database, hasCode, postgresCode, type Queryable } from './connection/database.ts';

const pattern = fileURLToPath(new URL('./migrations/*.sql', import.meta.url));

/**
 * How long a migration waits for a table. Every search waits behind it meanwhile, and Postgres looks
 * for deadlocks after one second, when it might end a sync's transaction instead of this one.
 */
const lockTimeoutMs = 500;

/**
 * Brings the schema to this version, in one transaction and under a lock: any number of
 * migrators may start at once, and searches and syncs may be under way. An applied file that was
 * changed afterwards is an error.
 * @param tries how often to try while others are using a table
 * @returns the numbers of the migrations that were applied now
 * @throws ConfigError if the database is newer than this version
 * @throws DocPilotError upstream_unavailable if a table stays in use
 */
export async function migrate(database: Database, { tries = 60 } = {}): Promise<number[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.transaction(migrateOnce);
    } catch (cause) {
      if (!hasCode(cause, postgresCode.lockNotAvailable)) throw cause;
      if (attempt === tries) {
        throw new DocPilotError(
          'upstream_unavailable',
          'The schema cannot be migrated: another transaction is holding a table. Try again when it has ended; select * from pg_stat_activity shows it.',
          { cause },
        );
      }
    }
    await sleep(lockTimeoutMs);
  }
}

async function migrateOnce(transaction: Queryable): Promise<number[]> {
  await transaction.query("select pg_advisory_xact_lock(hashtext('docpilot migrations'))");
  await transaction.query(`set local lock_timeout = ${lockTimeoutMs}`);
  // The extension first: before the schema is there it lands in public, where a server has it too.
  await transaction.query('create extension if not exists vector');
  await transaction.query('create schema if not exists docpilot');
  const postgrator = new Postgrator({
    migrationPattern: pattern,
    driver: 'pg',
    schemaTable: 'docpilot.schema_version',
    execQuery: async (sql) => ({ rows: await transaction.query(sql) }),
  });
  const stored = await postgrator.getDatabaseVersion();
  const known = await postgrator.getMaxVersion();
  if (stored > known) {
    throw new ConfigError(
      `The database has schema ${stored}, and this version of DocPilot knows schemas up to ${known}: use the version that migrated it, or a newer one. To go back to this version, see "Roll back" in docs/operations.md.`,
    );
  }
  const applied = await postgrator.migrate();
  return applied.map((migration) => migration.version);
}
