import type { Database } from '@docpilot/shared/database';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  acquireLease,
  assertLease,
  leaseSeconds,
  releaseLease,
  renewLease,
} from '../../shared/src/store/sync/leases.ts';
import { ensureSource } from '../../shared/src/store/sync/sources.ts';
import { openTestDatabase, testDatabaseUrl } from '../support/test-database.ts';

let database: Database;
let sourceId: number;

beforeEach(async () => {
  database = await openTestDatabase();
  sourceId = (await ensureSource(database, 'github', 'acme/handbook')).id;
});

async function isDirty(): Promise<boolean> {
  const [row] = await database.query<{ dirty: boolean }>('select dirty from sources');
  return row?.dirty ?? false;
}

const expire = () => database.query("update sources set lease_expires_at = now() - interval '1 s'");
const write = (lease: { sourceId: number; fence: number }) =>
  database.transaction((transaction) => assertLease(transaction, lease));

describe('a source has one writer', () => {
  test('another execution is refused while the lease lives, and marks the source dirty', async () => {
    await acquireLease(database, sourceId, 'first');
    await expect(acquireLease(database, sourceId, 'second')).rejects.toMatchObject({
      code: 'sync_in_progress',
      status: 409,
    });
    expect(await isDirty()).toBe(true);
  });

  test('the same execution takes its own lease over, and the older slice can no longer write', async () => {
    const older = await acquireLease(database, sourceId, 'first');
    const newer = await acquireLease(database, sourceId, 'first');
    await expect(write(older)).rejects.toMatchObject({ code: 'sync_in_progress' });
    await expect(write(newer)).resolves.toBeUndefined();
    expect(await isDirty()).toBe(false);
  });

  test('an expired lease goes to who asks, and its holder can no longer write or renew', async () => {
    const dead = await acquireLease(database, sourceId, 'first');
    await expire();
    const lease = await acquireLease(database, sourceId, 'second');
    await expect(write(dead)).rejects.toMatchObject({ code: 'sync_in_progress' });
    expect(await renewLease(database, dead)).toBe(false);
    await expect(write(lease)).resolves.toBeUndefined();
  });

  // The embedded database has one session: no transaction begins while another is open.
  test.skipIf(testDatabaseUrl === undefined)(
    'a lease is kept from a transaction that began before it was taken',
    async () => {
      await database.transaction(async (transaction) => {
        await transaction.query('select now()');
        await acquireLease(database, sourceId, 'first');
        const earlier: Database = { ...database, transaction: (work) => work(transaction) };
        await expect(acquireLease(earlier, sourceId, 'second')).rejects.toMatchObject({
          code: 'sync_in_progress',
        });
      });
    },
  );

  test('a lease from before the clock was set back goes to who asks', async () => {
    await acquireLease(database, sourceId, 'first');
    await database.query("update sources set lease_expires_at = now() + interval '1 day'");
    await expect(acquireLease(database, sourceId, 'second')).resolves.toBeDefined();
  });

  test('of ten executions that ask at once, one gets it', async () => {
    const asked = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) => acquireLease(database, sourceId, `execution-${i}`)),
    );
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('renewing prolongs it', async () => {
    const lease = await acquireLease(database, sourceId, 'first');
    await database.query("update sources set lease_expires_at = now() + interval '1 s'");
    expect(await renewLease(database, lease)).toBe(true);
    const [row] = await database.query<{ seconds: number }>(
      'select extract(epoch from lease_expires_at - now())::float8 as seconds from sources',
    );
    expect(row?.seconds).toBeGreaterThan(leaseSeconds - 5);
  });
});

describe('a lease is given back', () => {
  test('when nobody asked meanwhile', async () => {
    const lease = await acquireLease(database, sourceId, 'first');
    expect(await releaseLease(database, lease)).toBe(true);
    await expect(acquireLease(database, sourceId, 'second')).resolves.toBeDefined();
  });

  test('not when the source is dirty: its holder looks once more, and then it is', async () => {
    const lease = await acquireLease(database, sourceId, 'first');
    await acquireLease(database, sourceId, 'second').catch(() => {});
    expect(await releaseLease(database, lease)).toBe(false);
    const again = await acquireLease(database, sourceId, 'first');
    expect(await releaseLease(database, again)).toBe(true);
  });
});
