import type { Database } from '@docpilot/shared/database';
import { openPglite } from '../../local/database/open-pglite.ts';
import { hasCode } from '../../shared/src/store/database.ts';
import { migrate } from '../../shared/src/store/migrate.ts';
import { openPostgres } from '../../shared/src/store/postgres.ts';
import { serveWireProtocol } from './wire-protocol.ts';
import { type WorkerDatabase, workerDatabase } from './worker-database.ts';

const serverUrl = process.env.TEST_DATABASE_URL;

/** Where this worker's database is on a real server; undefined with the embedded one. */
export const testDatabaseUrl = serverUrl === undefined ? undefined : workerUrl(serverUrl);

/**
 * The worker's database with nothing in it but the migrated schema. Closing it does nothing: the
 * other files of the worker use it too, and it is closed when the worker ends.
 */
export async function openTestDatabase(): Promise<Database> {
  const database = await openEmptyDatabase();
  await migrate(database);
  return database;
}

/** The same without a schema. */
export async function openEmptyDatabase(): Promise<Database> {
  const database = await workerDatabase(open);
  await database.query('drop schema if exists docpilot cascade');
  return { ...database, close: async () => {} };
}

/** Where processes of their own reach the worker's database; the embedded one until it is closed. */
export async function addressOfTestDatabase(): Promise<{ url: string; close(): Promise<void> }> {
  const { pglite } = await workerDatabase(open);
  if (pglite) return serveWireProtocol(pglite);
  return { url: testDatabaseUrl ?? '', close: async () => {} };
}

async function open(): Promise<WorkerDatabase> {
  if (serverUrl === undefined || testDatabaseUrl === undefined) return openPglite();
  const server = openUrl(serverUrl, 1);
  const name = new URL(testDatabaseUrl).pathname.slice(1);
  try {
    await server.query(`create database ${name}`);
  } catch (error) {
    if (!hasCode(error, '42P04')) throw error; // duplicate_database: an earlier run's
  } finally {
    await server.close();
  }
  return openUrl(testDatabaseUrl, 8);
}

function openUrl(connectionString: string, poolSize: number): Database {
  const limits = { statementTimeoutMs: 30_000, connectionTimeoutMs: 30_000 };
  return openPostgres({ connectionString }, { poolSize, ...limits });
}

/** Files of two workers run at once, so each worker has its own. */
function workerUrl(server: string): string {
  const url = new URL(server);
  url.pathname = `/docpilot_test_${process.env.VITEST_POOL_ID}`;
  return url.href;
}
