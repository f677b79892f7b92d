import type { Database } from '@docpilot/shared/database';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepMaintained } from '../../local/database/maintain.ts';
import { openTestDatabase } from '../support/test-database.ts';

let database: Database;
let failures: unknown[];
beforeEach(async () => {
  database = await openTestDatabase();
  failures = [];
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const keep = (of: Database) => keepMaintained(of, (error) => failures.push(error));
const minutePasses = () => vi.advanceTimersByTime(60_000);

async function number(sql: string): Promise<number> {
  const [row] = await database.query<{ value: number }>(`select (${sql})::float8 as value`);
  return row?.value ?? Number.NaN;
}
const bytes = () => number(`pg_relation_size('webhook_deliveries')`);
const logBytes = () => number('select sum(size) from pg_ls_waldir()');
/** The pages of the table when it was vacuumed last. */
const vacuumedPages = () =>
  number(`select relpages from pg_class where oid = 'webhook_deliveries'::regclass`);

/** A thousand rows are a megabyte. Those of the time before are dead. */
async function rewriteRows(count: number): Promise<void> {
  await database.query('delete from webhook_deliveries');
  await database.query(
    `insert into webhook_deliveries (id) select i || repeat(md5(i::text), 30)
     from generate_series(1, ${count}) as i`,
  );
}

test('after a start new rows take the room of deleted ones', async () => {
  for (let time = 0; time < 3; time++) await rewriteRows(1000);
  const before = await bytes();
  const stop = await keep(database);
  for (let time = 0; time < 2; time++) await rewriteRows(1000);
  expect(await bytes()).toBe(before);
  await stop();
  expect(failures).toEqual([]);
});

test('it is looked every minute whether enough was written, until that is stopped', async () => {
  const stop = await keep(database);
  await rewriteRows(1000);
  minutePasses();
  await rewriteRows(1000);
  expect(await vacuumedPages()).toBe(0);
  await rewriteRows(20_000);
  minutePasses();
  await expect.poll(vacuumedPages).toBeGreaterThan(2500);
  await stop();
  const pages = await vacuumedPages();
  await rewriteRows(20_000);
  minutePasses();
  await stop();
  expect(await vacuumedPages()).toBe(pages);
  expect(failures).toEqual([]);
});

test('a long write-ahead log is shortened', async () => {
  await database.query(
    `select pg_logical_emit_message(false, 'test', repeat('x', 1000000)) from generate_series(1, 150)`,
  );
  const before = await logBytes();
  const stop = await keep(database);
  await stop();
  expect(await logBytes()).toBeLessThan(before - 30e6);
  expect(failures).toEqual([]);
});

test('a failure is told, and it is looked again all the same', async () => {
  const full = new Error('no space left on the disk');
  const stop = await keep({ ...database, query: () => Promise.reject(full) });
  minutePasses();
  await stop();
  expect(failures).toEqual([full, full]);
});
