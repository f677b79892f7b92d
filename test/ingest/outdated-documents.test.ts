import type { Database } from '@docpilot/shared/database';
import { beforeEach, describe, expect, test } from 'vitest';
import { fetchDocument } from '../../shared/src/search/fetch/fetch-document.ts';
import { listIndex } from '../../shared/src/search/list/list-index.ts';
import { searchPassages } from '../../shared/src/search/search-passages.ts';
import { foldDeltas } from '../../shared/src/store/documents/term-frequencies.ts';
import { type Faults, Killed, memoryRepository, outage } from '../support/memory-source.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';

let database: Database;
let repository: ReturnType<typeof memoryRepository>;

const failing: Faults = {
  onFetch: (_, { path }) => {
    if (path === 'tea.md') throw outage();
  },
};
const hour = 3_600_000;

beforeEach(async () => {
  database = await openTestDatabase();
  repository = memoryRepository();
  repository.files.set('tea.md', '# Tea\n\nTea at ten.\n');
  repository.files.set('coffee.md', '# Coffee\n\nCoffee at nine.\n');
});

/** A sync whose times are so long ago afterwards. */
async function syncAgo(hours: number, faults?: Faults) {
  await syncOnce(database, repository.source(faults));
  for (const table of ['sources', 'documents']) {
    await database.query(
      `update ${table} set verified_at = verified_at - $1 * interval '1 hour'
       where verified_at > now() - interval '30 minutes'`,
      [hours],
    );
  }
}

/** What a search, a fetch and the list say of a document, which must be the same. */
async function told(query: string) {
  const { results } = await searchPassages(database, { query, limit: 1 });
  const [hit] = results;
  if (hit === undefined) throw new Error('nothing was found');
  const fetched = await fetchDocument(database, { id: hit.document_id, max_tokens: 1_000 });
  const { documents = [] } = await listIndex(database, { view: 'documents', limit: 100 });
  const listed = documents.find(({ document_id }) => document_id === hit.document_id);
  const factsOf = ({ verified_at = null as string | null, outdated = 'no' }) => ({
    hoursAgo: verified_at && Math.round((Date.now() - Date.parse(verified_at)) / hour),
    outdated,
  });
  expect(factsOf(fetched.metadata)).toEqual(factsOf(hit));
  expect(factsOf(listed ?? {})).toEqual(factsOf(hit));
  return { ...factsOf(hit), url: hit.url, changed_at: hit.changed_at };
}

describe('a document whose newer version cannot be read', () => {
  test('says so, and was verified when it was last seen to be the newest', async () => {
    await syncAgo(5);
    const before = await told('tea');
    repository.files.set('tea.md', '# Tea\n\nTea at noon.\n');
    await syncAgo(2, failing);
    await syncAgo(1, failing);
    expect(before).toMatchObject({ hoursAgo: 5, outdated: 'no' });
    expect(await told('tea')).toEqual({ ...before, outdated: 'upstream_unavailable' });
    expect(await told('coffee')).toMatchObject({ hoursAgo: 1, outdated: 'no' });
  });

  test('says no more once it can be read, or is again what it was', async () => {
    await syncOnce(database, repository.source());
    for (const text of ['# Tea\n\nTea at noon.\n', '# Tea\n\nTea at ten.\n']) {
      repository.files.set('tea.md', '# Tea\n\nNever read.\n');
      await syncAgo(3, failing);
      expect(await told('tea')).toMatchObject({ hoursAgo: 3, outdated: 'upstream_unavailable' });
      repository.files.set('tea.md', text);
      await syncOnce(database, repository.source());
      expect(await told('tea')).toMatchObject({ hoursAgo: 0, outdated: 'no' });
    }
  });

  test('keeps the link to what was read, and takes no date of what was not', async () => {
    const asked: string[] = [];
    const dated = (faults?: Faults) => ({
      ...repository.source(faults),
      changeDates: async function* (paths: readonly string[]) {
        asked.push(...paths);
        yield new Map(paths.map((path) => [path, '2026-02-02T02:02:02Z']));
      },
    });
    await syncOnce(database, repository.source());
    const before = await told('tea');
    repository.files.set('tea.md', '# Tea\n\nTea at noon.\n');
    await syncOnce(database, dated(failing));
    expect(asked).toEqual(['coffee.md']);
    expect(await told('tea')).toMatchObject({ url: before.url, changed_at: null });
  });
});

test('a document of a sync that was killed was verified when it was read', async () => {
  for (let i = 0; i < 40; i++) repository.files.set(`page-${i}.md`, `Page ${i}.\n`);
  const killed = repository.source({
    onFetch: (count) => {
      if (count > 40) throw new Killed();
    },
  });
  await expect(syncOnce(database, killed)).rejects.toThrow(Killed);
  await foldDeltas(database);
  expect(await told('tea')).toMatchObject({ hoursAgo: 0, outdated: 'no' });
});
