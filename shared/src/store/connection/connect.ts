import type { AuthClient } from 'google-auth-library';
import type { PoolConfig } from 'pg';
import { type Environment, optionalSetting, requiredSetting } from '../../config.ts';
import { ConfigError } from '../../errors.ts';
import { type CloudSqlTarget, openCloudSqlRoute } from './cloud-sql.ts';
import type { Database } from './database.ts';
import { openPostgres, type PostgresOptions } from './postgres.ts';

/** How a function gets at the store; local/ hands in the embedded database instead. */
export type OpenDatabase = (environment: Environment, options: ConnectOptions) => Database;

export interface ConnectOptions {
  statementTimeoutMs: number;
  /** Connections per instance unless DB_POOL_SIZE says otherwise. */
  poolSize: number;
  /** How long a caller waits for a free connection before it gets a 503. */
  connectionTimeoutMs?: number;
  /** Who asks Cloud SQL for access; the application-default credentials without it. */
  googleAuth?: AuthClient;
}

/**
 * The database the environment names, reached at the first query.
 * @throws ConfigError when DATABASE_URL and CLOUD_SQL_INSTANCE are both missing, or bad
 */
export const connectDatabase: OpenDatabase = (
  environment,
  { statementTimeoutMs, poolSize, connectionTimeoutMs = 2_000, googleAuth },
) => {
  const connection = readConnection(environment);
  const options: PostgresOptions = {
    poolSize: optionalSetting(environment, 'poolSize') ?? poolSize,
    statementTimeoutMs,
    connectionTimeoutMs,
  };
  if (!('instance' in connection)) return openPostgres(connection, options);
  return openLazily(async () => {
    const route = await openCloudSqlRoute(connection, googleAuth && { auth: googleAuth });
    return openPostgres(route.connection, options, route);
  });
};

type Connection = PoolConfig | CloudSqlTarget;

function readConnection(environment: Environment): Connection {
  const url = optionalSetting(environment, 'databaseUrl');
  if (url !== undefined) return readUrl(environment, url);
  const instance = optionalSetting(environment, 'cloudSqlInstance');
  if (instance === undefined) {
    throw new ConfigError(
      'DATABASE_URL is missing: set it to postgresql://USER:PASSWORD@HOST:5432/NAME, or set CLOUD_SQL_INSTANCE, DB_USER and DB_NAME.',
    );
  }
  return {
    instance,
    user: requiredSetting(environment, 'databaseUser'),
    database: requiredSetting(environment, 'databaseName'),
  };
}

function readUrl(environment: Environment, text: string): Connection {
  // The form postgresql://user:password@/name?host=/cloudsql/P:R:I has no host, which URL refuses.
  const url = URL.parse(text.replace('@/', '@localhost/'));
  if (url === null) {
    throw new ConfigError(
      'DATABASE_URL is not valid: set it to postgresql://USER:PASSWORD@HOST:5432/NAME (special characters percent-encoded).',
    );
  }
  const socket = url.searchParams.get('host');
  if (!socket?.startsWith('/cloudsql/')) return { connectionString: text };
  const password = decodeURIComponent(url.password);
  return {
    instance: socket.slice('/cloudsql/'.length),
    user: decodeURIComponent(url.username) || requiredSetting(environment, 'databaseUser'),
    database:
      decodeURIComponent(url.pathname.slice(1)) || requiredSetting(environment, 'databaseName'),
    ...(password === '' ? {} : { password }),
  };
}

/** A database whose driver is loaded by its first use; a failed opening is tried again by the next. */
function openLazily(open: () => Promise<Database>): Database {
  let opening: Promise<Database> | undefined;
  const opened = () => {
    opening ??= open().catch((error) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  return {
    query: async (sql, parameters) => (await opened()).query(sql, parameters),
    transaction: async (work) => (await opened()).transaction(work),
    close: async () => {
      await (await opening)?.close();
    },
  };
}
