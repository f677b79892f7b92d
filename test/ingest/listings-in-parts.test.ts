import type { Database } from '@docpilot/shared/database';
import { beforeEach, expect, test } from 'vitest';
import type { Source } from '../../shared/src/sources/source.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';

const names = ['a.md', 'b.md', 'c.md'];
let database: Database;
/** Where each listing began, and what was stored when the source asked. */
let asked: { from: unknown; stored: number; isForced: boolean }[];
/** After how many listings the slice's time is up. */
let until: number;

beforeEach(async () => {
  database = await openTestDatabase();
  asked = [];
  until = Number.POSITIVE_INFINITY;
});

/** Lists one file at a time, and all of them at the end. */
const source = (): Source => ({
  kind: 'drive',
  name: 'parts',
  requests: 0,
  async list(cursor, { readStored, isForced }) {
    const from = Number(cursor?.at ?? 0);
    asked.push({ from: cursor && from, stored: (await readStored()).length, isForced });
    const entries = names.map((path) => ({ externalId: path, path, version: path, sizeBytes: 1 }));
    if (from === names.length) {
      return { kind: 'inventory', complete: true, entries, cursor: {}, notes: ['All is listed.'] };
    }
    return {
      kind: 'changes',
      entries: entries.slice(from, from + 1),
      cursor: { at: from + 1 },
      isPart: true,
      notes: [`${names[from]} is listed.`],
    };
  },
  find: async () => null,
  async fetch({ path }) {
    if (asked.length >= until) await new Promise((resolve) => setTimeout(resolve, 300));
    return { bytes: Buffer.from(`# ${path}`), name: path };
  },
  url: ({ path }) => `https://example.com/${path}`,
});

const run = async () => {
  const [row] = await database.query<{ notes: string[]; outcome: string }>(
    'select notes, outcome from sync_runs order by id desc limit 1',
  );
  return row;
};

test('a source that lists in parts is stored part by part, in one run that balances', async () => {
  const report = await syncOnce(database, source());
  expect(report).toMatchObject({ done: true, seen: 3, indexed: 3, unchanged: 0 });
  expect(asked.map(({ from }) => from)).toEqual([null, 1, 2, 3]);
  expect(asked.map(({ stored }) => stored)).toEqual([0, 1, 2, 3]);
  expect(await run()).toMatchObject({
    outcome: 'succeeded',
    notes: ['a.md is listed.', 'b.md is listed.', 'c.md is listed.', 'All is listed.'],
  });
});

test.each([false, true])(
  'the next slice goes on from the last part (forced: %s)',
  async (force) => {
    await syncOnce(database, source());
    await database.query("update documents set fingerprint = 'earlier'");
    await database.query("update sources set fingerprint = 'earlier'");
    asked = [];
    until = 2;
    const slice = { executionId: 'long', force, forMs: 250 };
    expect(await syncOnce(database, source(), slice)).toMatchObject({ done: false });
    until = Number.POSITIVE_INFINITY;
    expect(await syncOnce(database, source(), { ...slice, forMs: 60_000 })).toMatchObject({
      done: true,
      seen: 3,
      indexed: 3,
    });
    expect(asked.map(({ from }) => from)).toEqual([null, 1, 2, 3]);
    expect(asked.every(({ stored, isForced }) => stored === 3 && isForced === force)).toBe(true);
  },
);
