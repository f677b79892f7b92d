import { afterAll, afterEach, expect, test } from 'vitest';
import { listIndex } from '../../shared/src/search/list/list-index.ts';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { serveGithub } from './serve-github.ts';

let close = async () => {};
afterEach(() => close());
afterAll(removeTemporaryFolders);

test('a renamed repository is followed, and each run says what it is called now', async () => {
  const database = await openTestDatabase();
  const clone = temporaryClone({ origin: 'https://github.com/acme/manual.git' });
  clone.commit('Write', { 'coffee.md': '# Coffee\n' });
  clone.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  const github = await serveGithub([clone.folder], {
    intercept: ({ url = '' }, response) => {
      if (!url.startsWith('/repos/acme/handbook/')) return false;
      const location = url.replace('/acme/handbook/', '/acme/manual/');
      response.writeHead(301, { location }).end();
      return true;
    },
  });
  close = github.close;
  const told = async () => {
    await syncOnce(database, github.source('acme/handbook'));
    const { runs } = await listIndex(database, { view: 'runs', limit: 1 });
    const [source] = await database.query<{ moved: string | null }>(
      'select moved_to as moved from sources',
    );
    return { notes: runs?.[0]?.notes, moved: source?.moved };
  };
  const said = {
    notes: ['acme/handbook is called acme/manual now: change it in GH_REPOS.'],
    moved: 'acme/manual',
  };
  expect(await told()).toEqual(said);
  // Also of a sync in which nothing changed.
  expect(await told()).toEqual(said);
});
