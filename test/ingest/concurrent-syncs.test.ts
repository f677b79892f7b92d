import type { Database } from '@docpilot/shared/database';
import { expect, test } from 'vitest';
import { DocPilotError } from '../../shared/src/errors.ts';
import { fetchDocument } from '../../shared/src/search/fetch/fetch-document.ts';
import { searchPassages } from '../../shared/src/search/search-passages.ts';
import type { Source } from '../../shared/src/sources/source.ts';
import { foldDeltas } from '../../shared/src/store/documents/term-frequencies.ts';
import { markDirty } from '../../shared/src/store/sync/sources.ts';
import { countedFrequencies, indexContents } from '../support/index-contents.ts';
import { runs } from '../support/long-runs.ts';
import { memoryRepository } from '../support/memory-source.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';

const names = ['acme/handbook', 'acme/api'];
const pages = 4;
const edits = runs(3, 20);

/** All parts of a page tell its edition: a page of which they differ is half of two. */
function write(repository: ReturnType<typeof memoryRepository>, edition: number) {
  for (let page = 0; page < pages; page++) {
    if ((edition + page) % 3 === 0 && edition > 0) continue;
    const parts = [1, 2, 3].map((part) => `## Part ${part}\n\nCoffee of edition ${edition}.\n`);
    repository.files.set(`page-${page}.md`, `# Page ${page}\n\n${parts.join('\n')}`);
  }
  if (edition % 2 === 0) repository.files.set('moved.md', 'Tea stays what it is.\n');
  else repository.files.delete('moved.md');
}

/** Lists the branch as it is then, not as it was when the source was opened. */
function branchOf(repository: ReturnType<typeof memoryRepository>): Source {
  let commit = repository.source();
  return Object.create(commit, {
    list: {
      value: (...given: Parameters<Source['list']>) => {
        commit = repository.source();
        return commit.list(...given);
      },
    },
    fetch: { value: (...given: Parameters<Source['fetch']>) => commit.fetch(...given) },
  });
}

let executions = 0;

/** What the workflow does with one source: slice after slice, unless another execution holds it. */
async function execute(database: Database, repository: ReturnType<typeof memoryRepository>) {
  const executionId = `execution-${++executions}`;
  try {
    for (;;) {
      const report = await syncOnce(database, branchOf(repository), { executionId, force: true });
      if (report.done) return 'synced';
    }
  } catch (error) {
    if (error instanceof DocPilotError && error.code === 'sync_in_progress') return 'busy';
    throw error;
  }
}

test('syncs by hand, by schedule and by push, all at once: no push is lost, no search sees half a page', async () => {
  const database = await openTestDatabase();
  const repositories = names.map((name) => memoryRepository(name));
  for (const repository of repositories) {
    write(repository, 0);
    await execute(database, repository);
  }
  const outcomes = new Set<string>();
  let isOver = false;

  async function push(at: number) {
    const repository = repositories[at];
    if (repository === undefined) return;
    for (let edition = 1; edition <= edits; edition++) {
      write(repository, edition);
      await markDirty(database, 'github', names[at] ?? '');
      outcomes.add(await execute(database, repository));
    }
  }
  async function syncAll() {
    for (let time = 0; time < edits; time++) {
      for (const repository of repositories) outcomes.add(await execute(database, repository));
    }
  }
  async function search() {
    let searches = 0;
    for (; !isOver; searches++) {
      const { results } = await searchPassages(database, { query: 'coffee edition', limit: 5 });
      for (const { document_id: id } of results) {
        const { text } = await fetchDocument(database, { id, max_tokens: 2_000 });
        expect(new Set(text.match(/edition \d+/g)).size).toBe(1);
      }
    }
    return searches;
  }

  const searching = search();
  await Promise.all([syncAll(), syncAll(), ...names.map((_, at) => push(at))]);
  isOver = true;
  expect(await searching).toBeGreaterThan(0);
  expect(outcomes).toEqual(new Set(['synced', 'busy']));

  await foldDeltas(database);
  const left = await indexContents(database);
  expect(left.frequencies).toEqual(await countedFrequencies(database));
  const held = await database.query(
    'select 1 from sources where lease_holder is not null or dirty',
  );
  expect(held).toEqual([]);
  const fresh = await openTestDatabase();
  for (const repository of repositories) await execute(fresh, repository);
  await foldDeltas(fresh);
  expect(left).toEqual(await indexContents(fresh));
});
