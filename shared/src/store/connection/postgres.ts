import pg from 'pg';
import { DocPilotError } from '../../errors.ts';
import { type Database, hasCode, postgresCode, type Queryable, searchPath } from './database.ts';
import { serverTrouble } from './server-trouble.ts';

export interface PostgresOptions {
  /** Connections this process may hold at most. */
  poolSize: number;
  /** A statement is cancelled after this; 0 for none. */
  statementTimeoutMs: number;
  /** How long a caller waits for a free connection before it gets a 503. */
  connectionTimeoutMs: number;
}

/**
 * Postgres plans a prepared statement once, whatever its parameters (see docs/search-plan.md). By
 * default it plans a search again whenever it expects a better plan; no better plan saved as much
 * time as the planning took.
 */
const genericPlan = '-c plan_cache_mode=force_generic_plan';

/** Every statement here runs for less time than compiling it, or starting parallel workers, takes. */
const noStartupCost = '-c jit=off -c max_parallel_workers_per_gather=0';

/**
 * Of the full-text index, a scan remembers each passage it finds. With the 4 MB of the default it
 * would remember only pages from some 200,000 passages on, and read all of a page's again: 35 s
 * instead of 3. Most statements need far less.
 */
const exactScans = '-c work_mem=16MB';

/** When filters leave too few vectors, the index is scanned further until there are enough (pgvector 0.8). */
const vectorScan = '-c hnsw.iterative_scan=strict_order -c hnsw.ef_search=200';

/** Connections that ended during a query; they never go back to the pool. */
const broken = new WeakSet<pg.PoolClient>();

/** How much longer than the server's own time limit an answer may take to arrive, in milliseconds. */
const graceMs = 2_000;

const int8 = 20;
const int8Array = 1016;

/** A way to the server that expires and can be renewed, such as Cloud SQL's certificates. */
export interface RenewableRoute {
  /**
   * Renews it. Callers that ask at the same time, or soon after, share one renewal.
   * @throws DocPilotError upstream_unavailable
   */
  renew(): Promise<void>;
  /** Stops the timers that would keep a process alive. */
  close(): void;
}

/**
 * A pool of connections to a Postgres server.
 * @param route renewed when the server cannot be reached; then the connection is tried once more
 */
export function openPostgres(
  connection: pg.PoolConfig,
  { poolSize, statementTimeoutMs, connectionTimeoutMs }: PostgresOptions,
  route?: RenewableRoute,
): Database {
  const pool = new pg.Pool({
    ...connection,
    max: poolSize,
    connectionTimeoutMillis: connectionTimeoutMs,
    keepAlive: true,
    // An instance without CPU cannot keep connections alive: close idle ones soon.
    idleTimeoutMillis: 10_000,
    allowExitOnIdle: true,
    options: `-c search_path=${searchPath.replaceAll(' ', '')} -c statement_timeout=${statementTimeoutMs} -c random_page_cost=1.1 ${noStartupCost} ${genericPlan} ${exactScans} ${vectorScan}`,
    types: {
      getTypeParser: ((oid: number, format: 'text' | 'binary') => {
        if (oid === int8) return Number;
        const parse = pg.types.getTypeParser(oid, format);
        return oid === int8Array ? (text: string) => parse(text).map(Number) : parse;
      }) as typeof pg.types.getTypeParser,
    },
  });
  // A connection that breaks is replaced by the pool; without a listener it ends the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => broken.add(client)));

  /** The server cancels a statement that takes too long; one that says nothing at all is gone. */
  const answerTimeoutMs = statementTimeoutMs === 0 ? undefined : statementTimeoutMs + graceMs;
  const send = <Row extends object>(
    client: pg.PoolClient,
    sql: string,
    parameters?: readonly unknown[],
    name?: string,
  ) => withAnswer(client, answerTimeoutMs, run<Row>(client, sql, parameters, name));

  let inUse = 0;

  async function connect(): Promise<pg.PoolClient> {
    const client = await open();
    inUse += 1;
    return client;
  }

  function release(client: pg.PoolClient): void {
    inUse -= 1;
    client.release(broken.has(client));
  }

  async function open(): Promise<pg.PoolClient> {
    const startedAt = performance.now();
    try {
      return await pool.connect();
    } catch (error) {
      // Postgres answered, or had the whole time-out to answer: renewing the route would not help.
      const timedOut = performance.now() - startedAt >= connectionTimeoutMs;
      if (timedOut && inUse >= poolSize) throw busy(error);
      if (!route || timedOut || error instanceof pg.DatabaseError) throw noConnection(error);
      await route.renew();
      return pool.connect().catch((cause) => {
        throw noConnection(cause);
      });
    }
  }

  return {
    async query<Row extends object>(sql: string, parameters: readonly unknown[] = []) {
      const client = await connect();
      return send<Row>(client, sql, parameters, nameOf(sql)).finally(() => release(client));
    },
    async transaction<T>(work: (transaction: Queryable) => Promise<T>): Promise<T> {
      const client = await connect();
      try {
        await send(client, 'begin');
        const result = await work({ query: (sql, parameters) => send(client, sql, parameters) });
        await send(client, 'commit');
        return result;
      } catch (error) {
        if (!broken.has(client)) await send(client, 'rollback').catch(() => broken.add(client));
        throw error;
      } finally {
        release(client);
      }
    },
    async close() {
      await pool.end();
      route?.close();
    },
  };
}

/** Why there is no connection: the database refuses it, has none left, or cannot be reached. */
function noConnection(cause: unknown): DocPilotError {
  if (hasCode(cause, ...postgresCode.accessRefused)) {
    return unavailable(
      cause,
      'The database refuses DocPilot’s user or password: check DATABASE_URL or DB_USER.',
    );
  }
  return hasCode(cause, postgresCode.tooManyConnections) ? busy(cause) : unavailable(cause);
}

/** All connections are in use, and none got free in time. */
function busy(cause: unknown): DocPilotError {
  return unavailable(
    cause,
    'DocPilot is busy: all its connections to the database are in use; try again shortly.',
  );
}

function unavailable(
  cause: unknown,
  message = 'The database cannot be reached right now; try again shortly.',
): DocPilotError {
  return new DocPilotError('upstream_unavailable', message, { cause, retryAfterSeconds: 5 });
}

/**
 * Waits for an answer within a time limit. A connection that stays silent for longer, for example
 * behind a frozen proxy, is discarded, and the next query gets a new one.
 * @throws DocPilotError upstream_unavailable
 */
async function withAnswer<Result>(
  client: pg.PoolClient,
  timeoutMs: number | undefined,
  answer: Promise<Result>,
): Promise<Result> {
  if (timeoutMs === undefined) return answer;
  let timer: NodeJS.Timeout | undefined;
  const silent = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      broken.add(client);
      reject(unavailable(new Error(`no answer within ${timeoutMs} ms`)));
    }, timeoutMs);
  });
  // It fails once more when its connection is closed.
  answer.catch(() => {});
  try {
    return await Promise.race([answer, silent]);
  } finally {
    clearTimeout(timer);
  }
}

/** Characters of SQL from which a statement is worth preparing: planning it takes longer than looking its plan up. */
const minPreparedLength = 300;
/** Statements that each connection keeps at most; there is one for each combination of filters. */
const maxPrepared = 50;
let preparedCount = 0;
/** By the length of their SQL: a search's is 10,000 characters, which take longer to hash than to compare. */
const prepared = new Map<number, { sql: string; name: string }[]>();

/** A named statement is prepared, so that the connection keeps its plan: this saves a third of a search's time. */
function nameOf(sql: string): string | undefined {
  if (sql.length < minPreparedLength) return undefined;
  const sameLength = prepared.get(sql.length) ?? [];
  const known = sameLength.find((one) => one.sql === sql);
  if (known !== undefined || preparedCount >= maxPrepared) return known?.name;
  preparedCount += 1;
  const name = `statement ${preparedCount}`;
  prepared.set(sql.length, [...sameLength, { sql, name }]);
  return name;
}

async function run<Row extends object>(
  client: pg.PoolClient,
  sql: string,
  parameters: readonly unknown[] = [],
  name?: string,
): Promise<Row[]> {
  try {
    // Without parameters the simple protocol takes a script of several statements.
    const result = await (parameters.length > 0
      ? client.query({ text: sql, values: [...parameters], ...(name && { name }) })
      : client.query(sql));
    // A script's result is a list, one for each of its statements.
    const last = Array.isArray(result) ? result.at(-1) : result;
    return (last?.rows ?? []) as Row[];
  } catch (error) {
    if (hasCode(error, postgresCode.queryCanceled)) {
      throw new DocPilotError('upstream_timeout', 'The database took too long to answer.', {
        cause: error,
      });
    }
    if (hasCode(error, ...postgresCode.connectionEnded)) broken.add(client);
    if (broken.has(client)) throw unavailable(error);
    throw serverTrouble(error) ?? error;
  }
}
