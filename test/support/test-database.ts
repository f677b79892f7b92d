import type { Database } from '@docpilot/shared/database';
import { type EmbeddedDatabase, openPglite } from '../../local/database/open-pglite.ts';
import { hasCode } from '../../shared/src/store/connection/database.ts';
import { openPostgres } from '../../shared/src/store/connection/postgres.ts';
import { migrate } from '../../shared/src/store/migrate.ts';
import { serveWireProtocol } from './wire-protocol.ts';
import { workerResource } from './worker-resource.ts';

const serverUrl = process.env.TEST_DATABASE_URL;

/** The address of this worker's database on a real server; undefined for the embedded one. */
export const testDatabaseUrl = serverUrl === undefined ? undefined : workerUrl(serverUrl);

/** With its engine where it is the embedded one. */
type WorkerDatabase = Database & Partial<EmbeddedDatabase>;

/** The schema of each database after its migration, and the state of its catalogs. */
const migrated = new WeakMap<WorkerDatabase, { schema: string; catalogs: string }>();

/**
 * The worker's database with empty tables in the migrated schema. Closing it does nothing, as other
 * test files of the worker use it, too; it is closed when the worker ends.
 */
export async function openTestDatabase(): Promise<Database> {
  const database = await workerDatabase();
  if (await isMigrated(database)) {
    await emptyTables(database); // Takes a fiftieth of the time of a new schema.
    return unclosed(database);
  }
  await openEmptyDatabase();
  await migrate(database);
  const [schema, catalogs] = [await describeSchema(database), await describeCatalogs(database)];
  migrated.set(database, { schema, catalogs });
  return unclosed(database);
}

/** Whether the schema is as its migration left it. */
async function isMigrated(database: WorkerDatabase): Promise<boolean> {
  const left = migrated.get(database);
  if (left === undefined) return false;
  const catalogs = await describeCatalogs(database);
  if (catalogs === left.catalogs) return true;
  // Catalogs also change where a test has made the same schema again.
  if ((await describeSchema(database)) !== left.schema) return false;
  migrated.set(database, { ...left, catalogs });
  return true;
}

/** The worker's database without a schema. */
export async function openEmptyDatabase(): Promise<Database> {
  const database = await workerDatabase();
  await database.query('drop schema if exists docpilot cascade');
  return unclosed(database);
}

/**
 * The address of the worker's database for other processes; for the embedded one, until it is
 * closed.
 */
export async function addressOfTestDatabase(): Promise<{ url: string; close(): Promise<void> }> {
  const { pglite } = await workerDatabase();
  if (pglite) return serveWireProtocol(pglite);
  return { url: testDatabaseUrl ?? '', close: async () => {} };
}

const unclosed = (database: WorkerDatabase): Database => ({ ...database, close: async () => {} });

/**
 * What every change of a schema changes: how many rows a catalog has, or which transaction wrote its
 * newest one. Takes a tenth of the time of describing the schema. To empty a table writes to pg_class,
 * so of that the columns are compared.
 */
async function describeCatalogs(database: Database): Promise<string> {
  const catalogs = ['attrdef', 'attribute', 'constraint', 'index', 'proc', 'trigger'];
  const newest = (name: string) =>
    `select concat_ws(' ', count(*), max(xmin::text::bigint)) as described from pg_${name}`;
  const rows = await database.query<{ described: string }>(
    `select string_agg(concat_ws(' ', oid, relname, relkind, relacl, reloptions), ',' order by oid)
              as described
     from pg_class where relnamespace = to_regnamespace('docpilot')
     union all ${catalogs.map(newest).join(' union all ')}`,
  );
  return rows.map(({ described }) => described).join('\n');
}

/**
 * Describes every relation with its columns, constraints, triggers and rights, and every function.
 */
async function describeSchema(database: Database): Promise<string> {
  const rows = await database.query<{ described: string }>(
    `select concat_ws(' ', relname, relkind, relacl, reloptions,
              (select string_agg(concat_ws(' ', attname, format_type(atttypid, atttypmod),
                        attnotnull, attstorage, pg_get_expr(adbin, adrelid)), ',' order by attnum)
               from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
               where attrelid = pg_class.oid and attnum > 0),
              (select string_agg(pg_get_constraintdef(oid), ',' order by conname)
               from pg_constraint where conrelid = pg_class.oid),
              (select string_agg(pg_get_triggerdef(oid), ',' order by tgname)
               from pg_trigger where tgrelid = pg_class.oid and not tgisinternal),
              case relkind when 'i' then pg_get_indexdef(oid) end) as described
     from pg_class where relnamespace = to_regnamespace('docpilot')
     union all
     select pg_get_functiondef(oid) from pg_proc where pronamespace = to_regnamespace('docpilot')
     order by described`,
  );
  return rows.map(({ described }) => described).join('\n');
}

/**
 * Empties the tables that have been written to, except of the rows that the migrations have written:
 * an empty table takes as long to empty as a full one.
 */
async function emptyTables(database: Database): Promise<void> {
  const tables = await database.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'docpilot'::regnamespace and relkind = 'r'
       and relname not in ('schema_version', 'server_secret')
       and (pg_relation_size(oid) > 0 or reltuples >= 0)`,
  );
  const names = tables.map(({ name }) => `docpilot.${name}`);
  if (names.length === 0) return;
  await database.query(`truncate ${names.join(', ')} restart identity cascade`);
}

const workerDatabase = () => workerResource('database', open, (database) => database.close());

async function open(): Promise<WorkerDatabase> {
  if (serverUrl === undefined || testDatabaseUrl === undefined) return openPglite();
  const server = openUrl(serverUrl, 1);
  const name = new URL(testDatabaseUrl).pathname.slice(1);
  try {
    await server.query(`create database ${name}`);
  } catch (error) {
    if (!hasCode(error, '42P04')) throw error; // duplicate_database, left by an earlier run
  } finally {
    await server.close();
  }
  return openUrl(testDatabaseUrl, 8);
}

function openUrl(connectionString: string, poolSize: number): Database {
  const limits = { statementTimeoutMs: 30_000, connectionTimeoutMs: 30_000 };
  return openPostgres({ connectionString }, { poolSize, ...limits });
}

/** Workers run at the same time, so each one has its own database. */
function workerUrl(server: string): string {
  const url = new URL(server);
  url.pathname = `/docpilot_test_${process.env.VITEST_POOL_ID}`;
  return url.href;
}
