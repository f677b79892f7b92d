import pg from 'pg';
import { DocPilotError } from '../../errors.ts';
import { type Database, hasCode, postgresCode, type Queryable, searchPath } from './database.ts';

export interface PostgresOptions {
  /** Connections this process may hold at most. */
  poolSize: number;
  /** A statement is cancelled after this; 0 for none. */
  statementTimeoutMs: number;
  /** How long a caller waits for a free connection before it gets a 503. */
  connectionTimeoutMs: number;
}

/**
 * A prepared statement's plan is made once, for whatever it is asked (see docs/search-plan.md): left
 * to itself Postgres plans a search anew each time it deems that cheaper, and that takes longer than
 * any plan it found has saved.
 */
const onePlan = '-c plan_cache_mode=force_generic_plan';

/** To compile a statement, or to start processes that help, takes longer than any of these takes. */
const shortStatements = '-c jit=off -c max_parallel_workers_per_gather=0';

/** Under filters the index of vectors is gone on in, as far as it takes (pgvector 0.8). */
const vectorScan = '-c hnsw.iterative_scan=strict_order -c hnsw.ef_search=200';

/** Connections that ended under a query: nobody else shall get them. */
const broken = new WeakSet<pg.PoolClient>();

/** How much longer than the server's own time limit an answer may take to arrive, in milliseconds. */
const graceMs = 2_000;

const int8 = 20;
const int8Array = 1016;

/** What reaches the server in a way that ages, as by Cloud SQL's certificates. */
export interface AgingDoor {
  /**
   * Asks for another way, once for all that ask meanwhile or soon after.
   * @throws DocPilotError upstream_unavailable
   */
  renew(): Promise<void>;
  /** Ends what would keep a process alive. */
  close(): void;
}

/**
 * A pool of connections to a Postgres server.
 * @param door is renewed where the server cannot be reached, and the connection tried once more
 */
export function openPostgres(
  connection: pg.PoolConfig,
  { poolSize, statementTimeoutMs, connectionTimeoutMs }: PostgresOptions,
  door?: AgingDoor,
): Database {
  const pool = new pg.Pool({
    ...connection,
    max: poolSize,
    connectionTimeoutMillis: connectionTimeoutMs,
    keepAlive: true,
    // A frozen instance cannot keep connections alive: let them go soon.
    idleTimeoutMillis: 10_000,
    allowExitOnIdle: true,
    options: `-c search_path=${searchPath.replaceAll(' ', '')} -c statement_timeout=${statementTimeoutMs} -c random_page_cost=1.1 ${shortStatements} ${onePlan} ${vectorScan}`,
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

  async function connect(): Promise<pg.PoolClient> {
    const startedAt = performance.now();
    try {
      return await pool.connect();
    } catch (error) {
      // Postgres answered, or there was time enough for it: no other door would help.
      const hadItsTime = performance.now() - startedAt >= connectionTimeoutMs;
      if (!door || hadItsTime || error instanceof pg.DatabaseError) throw unavailable(error);
      await door.renew();
      return pool.connect().catch((cause) => {
        throw unavailable(cause);
      });
    }
  }

  return {
    async query<Row extends object>(sql: string, parameters: readonly unknown[] = []) {
      const client = await connect();
      return send<Row>(client, sql, parameters, nameOf(sql)).finally(() =>
        client.release(broken.has(client)),
      );
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
        client.release(broken.has(client));
      }
    },
    async close() {
      await pool.end();
      door?.close();
    },
  };
}

function unavailable(cause: unknown): DocPilotError {
  return new DocPilotError(
    'upstream_unavailable',
    'The database cannot be reached right now; try again shortly.',
    { cause, retryAfterSeconds: 5 },
  );
}

/**
 * Waits for an answer as long as one may take. A connection that stays silent for longer, as behind
 * a proxy that is frozen, is given up: the next query gets a new one.
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

/** From so many characters on, planning a statement takes longer than finding its plan again. */
const preparedLength = 300;
/** Statements that each connection keeps at most: they differ by which filters are given, not by what is asked. */
const maxPrepared = 50;
const preparedNames = new Map<string, string>();

/** A name makes a connection keep the statement's plan: a third of what a search costs otherwise. */
function nameOf(sql: string): string | undefined {
  if (sql.length < preparedLength) return undefined;
  const known = preparedNames.get(sql);
  if (known !== undefined || preparedNames.size >= maxPrepared) return known;
  const name = `statement ${preparedNames.size + 1}`;
  preparedNames.set(sql, name);
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
    throw error;
  }
}
