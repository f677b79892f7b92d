import type { Database } from '@docpilot/shared/database';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listIndex } from '../../shared/src/search/list/list-index.ts';
import { memoryRepository } from '../support/memory-source.ts';
import { serveSearch } from '../support/serve-search.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';

let database: Database;
let repository: ReturnType<typeof memoryRepository>;

beforeEach(async () => {
  database = await openTestDatabase();
  repository = memoryRepository();
  repository.files.set('coffee.md', '# Coffee\n');
  await syncOnce(database, repository.source());
  repository.files.set('tea.md', '# Tea\n');
});

/** What Postgres does when a table's file cannot grow, or a page of it is damaged. */
async function refuseDocuments(code: string): Promise<void> {
  await database.query(`
    create function docpilot.refuse() returns trigger language plpgsql
      as $$ begin raise exception 'trouble' using errcode = '${code}'; end $$;
    create trigger refuse before insert on docpilot.documents
      for each row execute function docpilot.refuse()`);
}
const accept = () => database.query('drop function if exists docpilot.refuse() cascade');
afterEach(accept);

test('a full disk ends a sync and blames no file; search goes on, and the next sync has all', async () => {
  await refuseDocuments('53100');
  await expect(syncOnce(database, repository.source())).rejects.toMatchObject({
    code: 'upstream_unavailable',
    message: expect.stringContaining('make room'),
  });
  const { runs } = await listIndex(database, { view: 'runs', limit: 1 });
  expect(runs?.[0]?.error?.message).toContain('make room');
  expect((await listIndex(database, { view: 'problems', limit: 1 })).problems).toEqual([]);
  const served = await serveSearch(() => database);
  const { body } = await served.search({ query: 'coffee' });
  expect(body).toMatchObject({ results: [{ path: 'coffee.md' }] });
  await served.close();

  await accept();
  expect(await syncOnce(database, repository.source())).toMatchObject({ indexed: 1, unchanged: 1 });
});
