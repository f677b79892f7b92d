import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '@docpilot/shared/database';
import { DocPilotError } from '@docpilot/shared/errors';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPgliteInThread } from '../../local/database/pglite-thread.ts';

const folder = mkdtempSync(join(tmpdir(), 'docpilot-thread-'));
let database: Database;

beforeAll(async () => {
  database = await openPgliteInThread(join(folder, 'postgres'));
  await database.query('create table numbers (number int primary key)');
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const numbers = () => database.query('select number from numbers order by number');

it('rolls a failed transaction back, and says why as Postgres does', async () => {
  const failing = database.transaction(async (transaction) => {
    await transaction.query('insert into numbers values (1)');
    await transaction.query('insert into numbers values ($1)', [1]);
  });
  await expect(failing).rejects.toMatchObject({
    code: '23505',
    message: expect.stringContaining('duplicate key'),
  });
  expect(await numbers()).toEqual([]);
});

it('tells an error without the statement and its values', async () => {
  const error = await database.query('select $1::int', ['a text']).catch((cause) => cause);
  expect(error).toMatchObject({ code: '22P02' });
  expect(Object.keys(error)).not.toEqual(expect.arrayContaining(['params']));
  expect(Object.keys(error)).not.toEqual(expect.arrayContaining(['query']));
});

it('names trouble with the disk as the database in this thread does', async () => {
  const trouble = database.query(
    `do $$ begin raise exception 'no space left' using errcode = 'disk_full'; end $$`,
  );
  await expect(trouble).rejects.toBeInstanceOf(DocPilotError);
  await expect(trouble).rejects.toThrow('The disk of the database is full');
});

it('lets what is asked during a transaction wait for its end', async () => {
  const asked: Promise<object[]>[] = [];
  await database.transaction(async (transaction) => {
    await transaction.query('insert into numbers values (2)');
    asked.push(numbers());
    await transaction.query('insert into numbers values (3)');
  });
  expect(await Promise.all(asked)).toEqual([[{ number: 2 }, { number: 3 }]]);
});

it('is closed after what was asked before, and answers nothing afterwards', async () => {
  const before = numbers();
  await database.close();
  expect(await before).toHaveLength(2);
  await expect(numbers()).rejects.toThrow('has ended');
  const again = await openPgliteInThread(join(folder, 'postgres'));
  expect(await again.query('select count(*) from numbers')).toEqual([{ count: 2 }]);
  await again.close();
}, 60_000);
