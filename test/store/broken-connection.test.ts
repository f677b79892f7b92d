import { randomUUID } from 'node:crypto';
import { connect, createServer, type Server, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import type { Database } from '../../shared/src/store/connection/database.ts';
import { openPostgres } from '../../shared/src/store/connection/postgres.ts';

const server = process.env.TEST_DATABASE_URL;

describe.skipIf(server === undefined)('a connection that ends under a query', () => {
  const limits = { poolSize: 1, statementTimeoutMs: 30_000, connectionTimeoutMs: 10_000 };
  const sleep = 'select pg_sleep(20)';
  let name: string;
  let socket: Socket;
  let database: Database;
  let other: Database;
  beforeEach(() => {
    const stream = () => {
      socket = new Socket();
      return socket;
    };
    // The server goes on with what nobody waits for: each test looks for its own.
    name = `test ${randomUUID()}`;
    database = openPostgres({ connectionString: server, stream, application_name: name }, limits);
    other = openPostgres({ connectionString: server }, limits);
  });
  afterEach(() => Promise.all([database.close(), other.close()]));

  const ends = [
    { how: 'reset', end: () => socket.resetAndDestroy() },
    { how: 'closed', end: () => socket.destroy() },
    {
      how: 'terminated by the server',
      end: () =>
        other.query(
          'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1',
          [name],
        ),
    },
  ];
  const works = [
    { what: 'a query', work: () => database.query(sleep) },
    { what: 'a transaction', work: () => database.transaction(({ query }) => query(sleep)) },
  ];

  it.each(ends.flatMap((end) => works.map((work) => ({ ...end, ...work }))))(
    '$how: $what fails as when the database is away, and the next has another connection',
    async ({ end, work }) => {
      const failing = expect(work()).rejects.toMatchObject({
        code: 'upstream_unavailable',
        retryAfterSeconds: 5,
      });
      await vi.waitFor(async () => {
        const sql = 'select from pg_stat_activity where application_name = $1 and query = $2';
        expect(await other.query(sql, [name, sleep])).toHaveLength(1);
      });
      await end();
      await failing;
      expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
    },
  );
});

/** A proxy in front of the server. Frozen, it keeps its connections and passes nothing on. */
async function openProxy(target: URL) {
  const sockets: Socket[] = [];
  const proxy: Server = createServer((inner) => {
    const outer = connect(Number(target.port), target.hostname);
    for (const socket of [inner, outer]) socket.on('error', () => {});
    inner.pipe(outer).pipe(inner);
    sockets.push(inner, outer);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    port: address.port,
    freeze() {
      for (const socket of sockets) socket.unpipe().pause();
    },
    close() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    },
  };
}

describe.skipIf(server === undefined)('a connection that goes silent', () => {
  test('fails what waits for it, and is replaced', async () => {
    const address = new URL(server ?? '');
    const proxy = await openProxy(new URL(address));
    address.port = String(proxy.port);
    const limits = { poolSize: 1, statementTimeoutMs: 300, connectionTimeoutMs: 10_000 };
    const database = openPostgres({ connectionString: address.href }, limits);
    await database.query('select 1');
    proxy.freeze();
    const refused = { code: 'upstream_unavailable', retryAfterSeconds: 5 };
    await expect(database.query('select 1')).rejects.toMatchObject(refused);
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);

    proxy.freeze();
    const work = database.transaction(({ query }) => query('select 1'));
    await expect(work).rejects.toMatchObject(refused);
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
    proxy.close();
    await database.close();
  });
});
