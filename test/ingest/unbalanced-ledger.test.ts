import type { Database } from '@docpilot/shared/database';
import { beforeEach, expect, test } from 'vitest';
import { listIndex } from '../../shared/src/search/list/list-index.ts';
import { memoryRepository } from '../support/memory-source.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';

let database: Database;
const repository = memoryRepository();
repository.files.set('coffee.md', '# Coffee\n');
repository.files.set('tea.md', '# Tea\n');
repository.files.set('logo.png', 'png');

beforeEach(async () => {
  database = await openTestDatabase();
  await syncOnce(database, repository.source());
});

async function sync() {
  const source = repository.source();
  const report = await syncOnce(database, source);
  const { runs } = await listIndex(database, { view: 'runs', limit: 1 });
  return { ...report, requests: source.requests, notes: runs?.[0]?.notes };
}

test.each([
  ['a document', "delete from documents where path = 'tea.md'", { indexed: 1, unchanged: 1 }, 2],
  ['what was left out', 'delete from problems', { indexed: 0, unchanged: 2 }, 2],
  ['everything', 'delete from documents', { indexed: 2, unchanged: 0 }, 1],
])('an index that lost %s is mended by the next sync, which says so, once', async (...row) => {
  const [, loss, counts, left] = row;
  await database.query(loss);
  const mended = await sync();
  expect(mended).toMatchObject({ done: true, seen: 3, skipped: 1, ...counts });
  expect(mended.notes).toEqual([
    `The index had ${left} of 3 files: the source was listed anew, and what was missing was read.`,
  ]);
  expect(await sync()).toMatchObject({ seen: 3, unchanged: 2, requests: 1, notes: [] });
});
