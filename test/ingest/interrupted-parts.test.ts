import type { Database } from '@docpilot/shared/database';
import { beforeEach, expect, test } from 'vitest';
import type {
  Cursor,
  Inventory,
  KnownToSync,
  Listing,
  Source,
} from '../../shared/src/sources/source.ts';
import { markDirty } from '../../shared/src/store/sync/sources.ts';
import { killableDatabase } from '../support/killable-database.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';

let database: Database;
/** From which cursors the source was listed, and with which hints. */
let asked: { from: unknown; hints: readonly string[] }[];
beforeEach(async () => {
  database = await openTestDatabase();
  asked = [];
});

type List = (from: number, known: KnownToSync) => Listing;

const source = (list: List): Source => ({
  kind: 'web',
  name: 'parts',
  requests: 0,
  async list(cursor: Cursor | null, known) {
    asked.push({ from: cursor?.at ?? null, hints: known.hints });
    return list(Number(cursor?.at ?? 0), known);
  },
  find: async () => null,
  fetch: async ({ path }) => ({ bytes: Buffer.from(`# ${path}`), name: path }),
  url: ({ path }) => `https://example.com/${path}`,
});

const entriesOf = (...paths: string[]) =>
  paths.map((path) => ({ externalId: path, path, version: path, sizeBytes: 1 }));
const part = (at: number, ...paths: string[]): Listing => ({
  kind: 'changes',
  entries: entriesOf(...paths),
  cursor: { at },
  isPart: true,
});
const many = Array.from({ length: 40 }, (_, index) => `page-${index}.md`);
const whole = (...paths: string[]): Inventory => ({
  kind: 'inventory',
  complete: true,
  entries: entriesOf(...paths),
  cursor: {},
});

/** Syncs until the process is killed: when so many documents of a batch have been stored. */
async function killAt(statement: number, list: List): Promise<void> {
  const killed = killableDatabase(database, { statement, when: 'after' });
  await syncOnce(killed.database, source(list)).catch(() => {});
  expect(killed.isKilled).toBe(true);
  await database.query("update sources set lease_expires_at = now() - interval '1 s'");
}
const countStored = async () => {
  const rows = await database.query<{ count: number }>('select count(*) from documents');
  return Number(rows[0]?.count);
};

/** Kills a sync of that listing ever later, until it has stored some of the second part. */
async function killWithin(list: List, few: number, all: number): Promise<void> {
  for (let statement = 30; ; statement += 10) {
    await killAt(statement, list);
    const stored = await countStored();
    if (stored > few && stored < all) return;
    await database.query('delete from sources');
  }
}

test('a part that a kill has cut short is listed again, from where it began', async () => {
  const list: List = (from) => [part(1, 'a.md'), part(2, ...many)][from] ?? whole('a.md', ...many);
  await killWithin(list, 1, 41);
  asked = [];
  expect(await syncOnce(database, source(list))).toMatchObject({ done: true, seen: 41 });
  expect(asked.map(({ from }) => from)).toEqual([1, 2]);
});

test('what such a part has stored, and is gone by then, is deleted', async () => {
  await killWithin((from) => [part(1, 'a.md'), part(2, ...many)][from] ?? whole(), 1, 41);
  let isBegun = false;
  const after: List = (from) => {
    if (from === 1 && !isBegun) return { kind: 'unchanged', cursor: {} };
    isBegun = true;
    return whole('a.md', ...many.slice(0, 12));
  };
  expect(await syncOnce(database, source(after))).toMatchObject({ done: true, seen: 13 });
  expect(asked.at(-1)?.from).toBeNull();
});

test('what a source is told while it is listed in parts goes to the next part, once', async () => {
  await syncOnce(
    database,
    source(() => whole('a.md')),
  );
  asked = [];
  const told = ['a.md', 'b.md'];
  const pending: Promise<void>[] = [];
  const list: List = (from) => {
    const hint = told[from];
    if (hint) pending.push(markDirty(database, 'web', 'parts', [hint]));
    return from < 3 ? part(from + 1, 'a.md') : whole('a.md');
  };
  const source3 = source(list);
  await syncOnce(database, {
    ...source3,
    async list(cursor, known) {
      const listing = await source3.list(cursor, known);
      await Promise.all(pending);
      return listing;
    },
  });
  expect(asked.slice(0, 4).map(({ hints }) => hints)).toEqual([[], ['a.md'], ['b.md'], []]);
});

test('an inventory that keeps its cursor is made again where it was not stored to its end', async () => {
  const list: List = (from) =>
    from === 0 ? part(1, 'a.md') : { ...whole('a.md', ...many), keepsCursor: true };
  expect(await syncOnce(database, source(list), { executionId: 'long', forMs: -1 })).toMatchObject({
    done: false,
  });
  const next = { executionId: 'long', forMs: -1 };
  expect(await syncOnce(database, source(list), next)).toMatchObject({ done: false });
  expect(await syncOnce(database, source(list), { executionId: 'long' })).toMatchObject({
    done: true,
    seen: 41,
  });
  expect(asked.map(({ from }) => from)).toEqual([null, 1, 1]);
});
