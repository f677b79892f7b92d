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

/** How many of so many requests, all at once, are let in by these instances. */
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

/** Runs within one minute of the database's clock. */
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
          // What other instances hold and do not use is all that may be missing.
          const lot = Math.max(1, Math.min(20, Math.floor(perMinute / 20)));
          const held = (instanceCount - 1) * (lot - 1);
          expect(accepted).toBeGreaterThanOrEqual(Math.min(perMinute, sent) - held);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('cost one statement for a lot of them', async () => {
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
    // One for each, and one that says that it is over.
    expect(statements).toBe(4);
  });

  test('are counted for each key by itself', async () => {
    await withinMinute();
    const limit = instance(2);
    expect(await letIn([limit], newKey(), 5)).toBe(2);
    expect(await letIn([limit], newKey(), 5)).toBe(2);
  });

  test('are there again in the next one', async () => {
    const key = newKey();
    await withinMinute();
    expect(await letIn([instance(2)], key, 5)).toBe(2);
    await database.query("update request_counts set minute = minute - interval '1 minute'");
    expect(await letIn([instance(2)], key, 5)).toBe(2);
  });

  test('when used up, are refused with when to come again', async () => {
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
