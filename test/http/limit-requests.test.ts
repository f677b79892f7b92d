import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { pino } from 'pino';
import { beforeAll, describe, expect, test } from 'vitest';
import { DocPilotError } from '../../shared/src/errors.ts';
import { limitRequests } from '../../shared/src/http/limit-requests.ts';
import type { Database } from '../../shared/src/store/connection/database.ts';
import { takeRequests } from '../../shared/src/store/requests/take-requests.ts';
import { openTestDatabase } from '../support/test-database.ts';

let database: Database;
const log = pino({ level: 'silent' });
let keys = 0;
const newKey = () => createHash('sha256').update(`key ${++keys}`).digest('hex');

beforeAll(async () => {
  database = await openTestDatabase();
});

const instance = (perMinute: number, on: Pick<Database, 'query'> = database) =>
  limitRequests(on, { RATE_LIMIT_PER_MINUTE: String(perMinute) }, log);

/** How many of `count` concurrent requests these instances let in. */
async function letIn(
  instances: readonly ReturnType<typeof instance>[],
  key: string,
  count: number,
) {
  const outcomes = await Promise.allSettled(
    Array.from({ length: count }, (_, index) => instances[index % instances.length]?.(key)),
  );
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(DocPilotError);
  }
  return outcomes.filter(({ status }) => status === 'fulfilled').length;
}

/** Waits for the next minute of the database's clock if the current one ends soon. */
async function withinMinute(): Promise<void> {
  const { endsInSeconds } = await takeRequests(database, newKey(), 1, 1);
  if (endsInSeconds < 5) await new Promise((done) => setTimeout(done, endsInSeconds * 1000 + 50));
}

describe('a minute’s requests of a key', () => {
  test('are let in up to the limit and no further, over however many instances at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 150 }),
        fc.integer({ min: 1, max: 250 }),
        async (instanceCount, perMinute, sent) => {
          await withinMinute();
          const instances = Array.from({ length: instanceCount }, () => instance(perMinute));
          const accepted = await letIn(instances, newKey(), sent);
          expect(accepted).toBeLessThanOrEqual(Math.min(perMinute, sent));
          // Only the requests that other instances took but did not use may be missing.
          const batch = Math.max(1, Math.min(20, Math.floor(perMinute / 20)));
          const unused = (instanceCount - 1) * (batch - 1);
          expect(accepted).toBeGreaterThanOrEqual(Math.min(perMinute, sent) - unused);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('are counted with one statement per batch', async () => {
    await withinMinute();
    let statements = 0;
    const counting: Pick<Database, 'query'> = {
      query: (sql, parameters) => {
        statements += 1;
        return database.query(sql, parameters);
      },
    };
    expect(await letIn([instance(600, counting)], newKey(), 100)).toBe(100);
    expect(statements).toBe(5);
    const over = instance(3, counting);
    const key = newKey();
    statements = 0;
    expect(await letIn([over], key, 50)).toBe(3);
    // One for each request, and one that shows that the limit is reached.
    expect(statements).toBe(4);
  });

  test('are counted separately for each key', async () => {
    await withinMinute();
    const limit = instance(2);
    expect(await letIn([limit], newKey(), 5)).toBe(2);
    expect(await letIn([limit], newKey(), 5)).toBe(2);
  });

  test('are available again in the next minute', async () => {
    const key = newKey();
    await withinMinute();
    expect(await letIn([instance(2)], key, 5)).toBe(2);
    await database.query("update request_counts set minute = minute - interval '1 minute'");
    expect(await letIn([instance(2)], key, 5)).toBe(2);
  });

  test('are taken several at a time by a request that counts as several', async () => {
    await withinMinute();
    const key = newKey();
    const limit = instance(150);
    await limit(key, 100);
    await expect(limit(key, 100)).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(limit(newKey(), 151)).rejects.toMatchObject({ code: 'rate_limited' });
    expect(await letIn([instance(150)], newKey(), 200)).toBe(150);
  });

  test.each([2, 60, 60 * 24 * 365])(
    'are available again after the clock was set back by %i minutes',
    async (minutes) => {
      const key = newKey();
      await withinMinute();
      expect(await letIn([instance(2)], key, 5)).toBe(2);
      const ahead = "update request_counts set minute = minute + $1 * interval '1 minute'";
      await database.query(ahead, [minutes]);
      expect(await letIn([instance(2)], key, 5)).toBe(2);
    },
  );

  test('of a minute that begins by another clock are waited for as long as they last', async () => {
    const key = newKey();
    await withinMinute();
    expect(await letIn([instance(2)], key, 5)).toBe(2);
    await database.query("update request_counts set minute = minute + interval '1 minute'");
    await expect(instance(2)(key)).rejects.toMatchObject({
      retryAfterSeconds: expect.toSatisfy((seconds) => seconds > 60 && seconds <= 120),
    });
  });

  test('are refused once they are used up, with the time to try again', async () => {
    await withinMinute();
    const key = newKey();
    const limit = instance(1);
    await limit(key);
    await expect(limit(key)).rejects.toMatchObject({
      code: 'rate_limited',
      status: 429,
      retryAfterSeconds: expect.toSatisfy((seconds) => seconds >= 1 && seconds <= 60),
      message: expect.stringContaining('its 1 requests of this minute: try again in'),
    });
  });
});

test('0 is no limit, and nothing is counted', async () => {
  const limit = instance(0, { query: () => Promise.reject(new Error('not to be called')) });
  expect(await letIn([limit], newKey(), 1000)).toBe(1000);
});

test('requests are let in while they cannot be counted', async () => {
  const limit = instance(600, { query: () => Promise.reject(new Error('out of order')) });
  expect(await letIn([limit], newKey(), 50)).toBe(50);
});
