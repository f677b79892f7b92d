import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../shared/src/store/connection/database.ts';
import { openPostgres } from '../../shared/src/store/connection/postgres.ts';
import { openTestDatabase, testDatabaseUrl } from '../support/test-database.ts';

describe.skipIf(testDatabaseUrl === undefined)('a caller without a connection is told that', () => {
  let database: Database;
  beforeAll(() => openTestDatabase().then(() => {}));
  afterEach(() => database.close());
  const open = (url: string | undefined, connectionTimeoutMs: number) => {
    database = openPostgres(
      { connectionString: url },
      { poolSize: 2, statementTimeoutMs: 5_000, connectionTimeoutMs },
    );
  };

  test('all are in use, where 80 callers come at once', async () => {
    open(testDatabaseUrl, 2_000);
    const asked = Array.from({ length: 80 }, () => database.query('select pg_sleep(4)'));
    const outcomes = await Promise.allSettled(asked);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(78);
    for (const { reason } of refused) {
      expect(reason).toMatchObject({
        code: 'upstream_unavailable',
        message: expect.stringContaining('DocPilot is busy'),
        retryAfterSeconds: 5,
      });
    }
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('the password or the user is wrong', async () => {
    for (const change of [{ password: 'wrong' }, { username: 'nobody' }]) {
      const url = new URL(testDatabaseUrl ?? '');
      Object.assign(url, change);
      open(url.href, 5_000);
      await expect(database.query('select 1')).rejects.toMatchObject({
        code: 'upstream_unavailable',
        message: expect.stringContaining('refuses DocPilot’s user or password'),
      });
    }
  });

  test('the database is not there', async () => {
    open('postgresql://docpilot:secret@127.0.0.1:1/docpilot', 5_000);
    await expect(database.query('select 1')).rejects.toThrow('cannot be reached right now');
  });
});
