import { readFileSync } from 'node:fs';
import type { Database } from '@docpilot/shared/database';
import { migrate } from '@docpilot/shared/migrate';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ConfigError } from '../../shared/src/errors.ts';
import { lexicalDimension } from '../../shared/src/lexical/weights/hash-term.ts';
import { readSketch, sketchOf } from '../../shared/src/lexical/weights/sketch.ts';
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

it('refuses a database that a newer version has migrated, and changes nothing', async () => {
  const database = await openTestDatabase();
  await database.query(
    "insert into schema_version (version, name, md5, run_at) values (999, 'newer', 'md5', now())",
  );
  const refusal = migrate(database);
  await expect(refusal).rejects.toThrow(ConfigError);
  await expect(refusal).rejects.toThrow(/has schema 999, .* up to \d+: use .*"Roll back"/);
});

it('tries again while others use a table, and says so when they go on', async () => {
  const database = await openEmptyDatabase();
  const inUse = (refusals: number) => {
    let left = refusals;
    const transaction: Database['transaction'] = async (work) => {
      if (left === 0) return database.transaction(work);
      left -= 1;
      throw Object.assign(new Error('canceling statement due to lock timeout'), { code: '55P03' });
    };
    return { ...database, transaction };
  };
  await expect(migrate(inUse(3), { tries: 2 })).rejects.toThrow(/pg_stat_activity/);
  expect((await migrate(inUse(2), { tries: 3 })).length).toBeGreaterThan(0);
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

it('makes sketches from before what they are now', async () => {
  const database = await openEmptyDatabase();
  const migration = new URL(
    '../../shared/src/store/migrations/005.do.short-sketches.sql',
    import.meta.url,
  );
  const [makeFunction = ''] = readFileSync(migration, 'utf8').split(/^alter/m);
  await database.query(makeFunction);
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 1, max: lexicalDimension }), { maxLength: 30 }),
      async (drawn) => {
        const terms = drawn.toSorted((a, b) => a - b);
        const [row] = await database.query<{ sketch: string }>(
          "select encode(short_sketch($1::int[]), 'base64') as sketch",
          [terms.slice(0, 24)],
        );
        expect(readSketch(row?.sketch ?? '')).toEqual(readSketch(sketchOf(terms)));
      },
    ),
  );
});
