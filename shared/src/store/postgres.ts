import { createHash } from 'node:crypto';
import pg from 'pg';
import { DocPilotError } from '../errors.ts';
import { type Database, hasCode, postgresCode, type Queryable, searchPath } from './database.ts';

export interface PostgresOptions {
  /** Connections this process may hold at most. */
  poolSize: number;
  /** A statement is cancelled after this; 0 for none. */
  statementTimeoutMs: number;
  /** How long a caller waits for a free connection before it gets a 503. */
  connectionTimeoutMs: number;
}

/** Under filters the index of vectors is gone on in, as far as it takes (pgvector 0.8). */
const vectorScan = '-c hnsw.iterative_scan=strict_order -c hnsw.ef_search=200';

const int8 = 20;
const int8Array = 1016;

/** A pool of connections to a Postgres server. */
export function openPostgres(
  connection: pg.PoolConfig,
  { poolSize, statementTimeoutMs, connectionTimeoutMs }: PostgresOptions,
): Database {
  const pool = new pg.Pool({
    ...connection,
    max: poolSize,
    connectionTimeoutMillis: connectionTimeoutMs,
    // A frozen instance cannot keep connections alive: let them go soon.
    idleTimeoutMillis: 10_000,
    allowExitOnIdle: true,
    options: `-c search_path=${searchPath.replaceAll(' ', '')} -c statement_timeout=${statementTimeoutMs} -c random_page_cost=1.1 ${vectorScan}`,
    types: {
      getTypeParser: ((oid: number, format: 'text' | 'binary') => {
        if (oid === int8) return Number;
        const parse = pg.types.getTypeParser(oid, format);
        return oid === int8Array ? (text: string) => parse(text).map(Number) : parse;
      }) as typeof pg.types.getTypeParser,
    },
  });
  // An idle connection that breaks is replaced by the pool; without a listener it ends the process.
  pool.on('error', () => {});

  async function connect(): Promise<pg.PoolClient> {
    try {
      return await pool.connect();
    } catch (error) {
      throw new DocPilotError(
        'upstream_unavailable',
        'The database cannot be reached right now; try again shortly.',
        { cause: error, retryAfterSeconds: 5 },
      );
    }
  }

  return {
    async query<Row extends object>(sql: string, parameters: readonly unknown[] = []) {
      const client = await connect();
      return run<Row>(client, sql, parameters, nameOf(sql)).finally(() => client.release());
    },
    async transaction<T>(work: (transaction: Queryable) => Promise<T>): Promise<T> {
      const client = await connect();
      let broken: Error | undefined;
      try {
        await client.query('begin');
        const result = await work({ query: (sql, parameters) => run(client, sql, parameters) });
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch((cause: Error) => {
          broken = cause;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}

/** From so many characters on, planning a statement takes longer than finding its plan again. */
const preparedLength = 300;

/** A name makes a connection keep the statement's plan: a third of what a search costs otherwise. */
function nameOf(sql: string): string | undefined {
  if (sql.length < preparedLength) return undefined;
  return createHash('sha1').update(sql).digest('base64url');
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
    throw error;
  }
}
