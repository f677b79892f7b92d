import { migrate } from '@docpilot/shared/migrate';
import { expect, it } from 'vitest';
import { openEmptyDatabase, openTestDatabase } from '../support/test-database.ts';

it('brings an empty database to the newest schema, and then has nothing to do', async () => {
  const database = await openEmptyDatabase();
  const applied = await migrate(database);
  expect(applied[0]).toBe(1);
  expect(applied).toEqual(applied.map((_, index) => index + 1));
  expect(await migrate(database)).toEqual([]);
});

it('lets twenty migrators start at once: one does the work, the others find it done', async () => {
  const database = await openEmptyDatabase();
  const results = await Promise.all(Array.from({ length: 20 }, () => migrate(database)));
  expect(results.filter((applied) => applied.length > 0)).toHaveLength(1);
  expect(await database.query('select count(*) as documents from documents')).toEqual([
    { documents: 0 },
  ]);
});

it('refuses a database whose applied migration was changed afterwards', async () => {
  const database = await openTestDatabase();
  await database.query("update schema_version set md5 = 'another' where version = 1");
  await expect(migrate(database)).rejects.toThrow(/checksum failed for migration \[1\]/);
});

it('leaves nothing behind when a migration fails', async () => {
  const database = await openEmptyDatabase();
  // A table in the way of the first migration's last one.
  await database.query('create schema docpilot; create table docpilot.problems (id int)');
  await expect(migrate(database)).rejects.toThrow(/problems/);
  const tables = await database.query(
    "select tablename from pg_tables where schemaname = 'docpilot'",
  );
  expect(tables).toEqual([{ tablename: 'problems' }]);
});
