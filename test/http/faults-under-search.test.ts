import { connectDatabase } from '@docpilot/shared/connect';
import type { Database } from '@docpilot/shared/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEmbedder } from '../../shared/src/embed/open-embedder.ts';
import { drainEmbeddings } from '../../shared/src/ingest/embeddings/drain-embeddings.ts';
import type { FakeEndpoint, Interrupt } from '../embed/fake-endpoint.ts';
import { startFakeOpenAi } from '../embed/fake-openai.ts';
import { memoryRepository } from '../support/memory-source.ts';
import { serveSearch } from '../support/serve-search.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase, testDatabaseUrl } from '../support/test-database.ts';
import { relayDatabase } from '../support/unsteady-relay.ts';
import { watchedLog } from '../support/watched-log.ts';

const repository = memoryRepository();
repository.files.set('tides.md', '# Tides\n\nThe harbour fills twice a day.\n');
let database: Database;
const open: { close(): unknown }[] = [];
const keep = <Part extends { close(): unknown }>(part: Part): Part => {
  open.push(part);
  return part;
};

beforeAll(async () => {
  database = await openTestDatabase();
  await syncOnce(database, repository.source());
});
afterAll(async () => {
  for (const part of open.splice(0).reverse()) await part.close();
});

type Served = Awaited<ReturnType<typeof serveSearch>>;

/** What a caller gets, and after how long. */
async function ask(served: Served, query = 'harbour') {
  const startedAt = performance.now();
  const { status, headers, body } = await served.search({ query });
  const { results, degraded, error } = body as {
    results?: { path: string }[];
    degraded?: boolean;
    error?: { code: string };
  };
  return {
    status,
    found: results?.map(({ path }) => path),
    degraded,
    code: error?.code,
    retryAfter: headers.get('retry-after'),
    seconds: (performance.now() - startedAt) / 1000,
  };
}

describe('while the embedder fails, a search finds by words within its time, and heals by itself', () => {
  let fake: FakeEndpoint;
  let served: Served;
  beforeAll(async () => {
    fake = keep(await startFakeOpenAi(64));
    const settings = {
      EMBED_PROVIDER: 'openai',
      EMBED_URL: `${fake.url}/v1`,
      EMBED_MODEL: 'a-model',
    };
    const embedder = openEmbedder(settings);
    if (embedder === null) throw new Error('no embedder');
    const options = { holder: 'worker', deadline: Date.now() + 20_000, monthlyCharacters: null };
    await drainEmbeddings(database, { embedder, log: watchedLog('test'), ...options });
    served = keep(await serveSearch(() => database, settings));
    expect(await ask(served)).toMatchObject({ status: 200, degraded: false });
  });

  const vectors = (embedding: unknown) => ({
    status: 200,
    body: { data: [{ object: 'embedding', index: 0, embedding }] },
  });
  const faults: [string, Interrupt][] = [
    ['does not answer', () => 'never'],
    ['answers 500', () => ({ status: 500, body: {} })],
    [
      'answers 429 for a day',
      () => ({ status: 429, body: {}, headers: { 'retry-after': '86400' } }),
    ],
    ['refuses the key', () => ({ status: 401, body: {} })],
    [
      'redirects to itself',
      () => ({ status: 307, body: {}, headers: { location: '/v1/embeddings' } }),
    ],
    ['answers nothing that was asked for', () => ({ status: 200, body: { hello: 'world' } })],
    ['answers null', () => ({ status: 200, body: null })],
    ['answers no vector', () => ({ status: 200, body: { data: [] } })],
    ['answers words', () => vectors(['a', 'b'])],
    ['answers another number of dimensions', () => vectors([1, 2, 3])],
    ['answers zeros', () => vectors(Array(64).fill(0))],
    ['answers numbers that are none', () => vectors(Array(64).fill(null))],
    ['answers a million numbers', () => vectors(Array(1_000_000).fill(0.25))],
  ];

  test.each(faults)('it %s', async (what, fault) => {
    fake.interrupt = fault;
    const answer = await ask(served, `harbour, when it ${what}`);
    expect(answer).toMatchObject({ status: 200, found: ['tides.md'], degraded: true });
    // 0.8 s for the vector; the rest is for a busy machine.
    expect(answer.seconds).toBeLessThan(5);
    fake.interrupt = () => undefined;
    // At once, unless the machine is too busy for a vector within its time.
    await expect
      .poll(() => ask(served, `harbour, after it ${what}`))
      .toMatchObject({ status: 200, found: ['tides.md'], degraded: false });
  });
});

describe.skipIf(testDatabaseUrl === undefined)('while the server of the database', () => {
  const serve = async (url: string) =>
    keep(
      await serveSearch((environment, options) => keep(connectDatabase(environment, options)), {
        DATABASE_URL: url,
      }),
    );

  test('restarts, a search is told when to try again, and the next one finds', async () => {
    const relay = keep(await relayDatabase(testDatabaseUrl ?? ''));
    const served = await serve(relay.url);
    expect(await ask(served)).toMatchObject({ status: 200, found: ['tides.md'] });
    relay.refuse(1_000);
    for (let asked = 0; asked < 3; asked += 1) {
      const answer = await ask(served);
      expect(answer).toMatchObject({ status: 503, code: 'upstream_unavailable', retryAfter: '5' });
      expect(answer.seconds).toBeLessThan(5);
    }
    relay.refuse(0);
    expect(await ask(served)).toMatchObject({ status: 200, found: ['tides.md'] });
  });

  test('has no connection left, a search is told that, and the next one finds', async () => {
    const url = new URL(testDatabaseUrl ?? '');
    const password = 'the-password-of-a-test';
    const role = `limited_${process.pid}`;
    await database.query(`
      create role ${role} login connection limit 1 password '${password}';
      grant usage on schema docpilot to ${role};
      grant all on all tables in schema docpilot to ${role}`);
    keep({ close: () => database.query(`drop owned by ${role}; drop role ${role}`) });
    Object.assign(url, { username: role, password });
    const other = connectDatabase(
      { DATABASE_URL: url.href },
      { poolSize: 1, statementTimeoutMs: 0 },
    );
    await other.query('select 1');
    const served = await serve(url.href);
    const answer = await ask(served);
    expect(answer).toMatchObject({ status: 503, code: 'upstream_unavailable', retryAfter: '5' });
    expect(answer.seconds).toBeLessThan(5);
    await other.close();
    // The server counts a closed connection until that connection's process has ended.
    await expect
      .poll(() => ask(served), { timeout: 5_000 })
      .toMatchObject({ status: 200, found: ['tides.md'] });
  });
});
