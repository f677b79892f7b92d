import { connectDatabase } from '@docpilot/shared/connect';
import type { Database } from '@docpilot/shared/database';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { DocPilotError } from '../../shared/src/errors.ts';
import { serveSearch } from '../support/serve-search.ts';
import { openTestDatabase, testDatabaseUrl } from '../support/test-database.ts';

let served: Awaited<ReturnType<typeof serveSearch>>;
afterEach(async () => {
  vi.useRealTimers();
  await served.close();
});

/** A database whose every statement has this outcome. */
const endingIn = (query: () => Promise<never>): Database => ({
  query,
  transaction: query,
  close: async () => {},
});

const kinds = ['search', 'list'] as const;
const ask = (kind: (typeof kinds)[number]) =>
  kind === 'search' ? served.search({ query: 'tides' }) : served.list();

describe.each(kinds)('a %s', (kind) => {
  test('whose statement is refused answers 500, with the reason only in the log', async () => {
    const cause = 'relation "documents" does not exist at 10.1.2.3';
    served = await serveSearch(() => endingIn(() => Promise.reject(new Error(cause))));
    const { status, body } = await ask(kind);
    expect([status, body]).toEqual([
      500,
      {
        error: {
          code: 'internal',
          message: 'Something went wrong here; the log has the details.',
        },
      },
    ]);
    expect(served.log()).toContain('10.1.2.3');
  });

  test('that gets no connection answers 503 and when to try again', async () => {
    const refusal = new DocPilotError('upstream_unavailable', 'The database is away.', {
      retryAfterSeconds: 5,
    });
    served = await serveSearch(() => endingIn(() => Promise.reject(refusal)));
    const { status, headers, body } = await ask(kind);
    expect([status, headers.get('retry-after')]).toEqual([503, '5']);
    expect(body).toEqual({
      error: { code: 'upstream_unavailable', message: 'The database is away.' },
    });
  });

  test('that is not done after ten seconds answers 504', async () => {
    served = await serveSearch(() => endingIn(() => new Promise(() => {})));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
    const answer = ask(kind);
    const advancing = setInterval(() => vi.advanceTimersByTime(1_000), 5);
    const { status, body } = await answer;
    clearInterval(advancing);
    expect([status, body]).toEqual([
      504,
      { error: { code: 'upstream_timeout', message: 'The answer took too long; try again.' } },
    ]);
  });
});

describe.skipIf(testDatabaseUrl === undefined)('on a server, a search', () => {
  const opened: Database[] = [];
  async function serveOnServer(settings: Record<string, string> = {}) {
    const other = await openTestDatabase();
    served = await serveSearch(
      (environment, options) => {
        const database = connectDatabase(environment, options);
        opened.push(database);
        return database;
      },
      { DATABASE_URL: testDatabaseUrl ?? '', ...settings },
    );
    return other;
  }
  afterEach(() => Promise.all(opened.splice(0).map((database) => database.close())));

  test('waits two seconds for a connection that others hold, then answers 503', async () => {
    await serveOnServer({ DB_POOL_SIZE: '1' });
    const holding = Promise.all(opened.map((database) => database.query('select pg_sleep(4)')));
    const { status, headers, body } = await ask('search');
    expect([status, headers.get('retry-after')]).toEqual([503, '5']);
    expect(body).toMatchObject({ error: { code: 'upstream_unavailable' } });
    await holding;
    expect((await ask('search')).status).toBe(200);
  });

  test('whose statement lasts over five seconds answers 504', async () => {
    const other = await serveOnServer();
    await other.transaction(async (transaction) => {
      await transaction.query('lock table passages, term_frequencies in access exclusive mode');
      const { status, body } = await ask('search');
      expect([status, body]).toEqual([
        504,
        { error: { code: 'upstream_timeout', message: 'The database took too long to answer.' } },
      ]);
    });
  });
});
