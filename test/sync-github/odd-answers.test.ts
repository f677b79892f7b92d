import type { Database } from '@docpilot/shared/database';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { faults } from '../support/faults.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { kindOf, type RequestKind, serveGithub } from './serve-github.ts';

const name = 'acme/handbook';
let database: Database;
let close = async () => {};

beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => close());
afterAll(removeTemporaryFolders);

async function serve(
  files: Record<string, string>,
  options: Parameters<typeof serveGithub>[1] = {},
) {
  const clone = temporaryClone({ origin: `https://github.com/${name}.git` });
  clone.commit('Write', files);
  const github = await serveGithub([clone.folder], options);
  close = github.close;
  return { clone, github };
}

test('an answer that cannot be understood is asked for again, as one that did not come', async () => {
  const odd = new Set<RequestKind>();
  const { github } = await serve(
    { 'a.md': 'Coffee.', 'b.md': 'Tea.' },
    {
      token: 'a-token',
      intercept: ({ url = '' }, response) => {
        // A blob is checked by its hash, and has its own retries.
        if (kindOf(url) === 'blob' || odd.has(kindOf(url))) return false;
        odd.add(kindOf(url));
        faults['wrong JSON'](response);
        return true;
      },
    },
  );
  expect(await syncOnce(database, github.source(name))).toMatchObject({ done: true, indexed: 2 });
  expect([...odd]).toEqual(expect.arrayContaining(['head', 'tree', 'dates']));
  // Fewer dates are asked for at once after an answer that is none.
  const dated = await database.query('select 1 from documents where changed_at is not null');
  expect(dated).toHaveLength(2);
});

test.each([
  ['no committer', null],
  ['a committer without a date', {}],
])('a commit with %s is synced, and nothing has its date', async (_, committer) => {
  let head: object | undefined;
  const { clone, github } = await serve(
    { 'a.md': 'Coffee.' },
    {
      intercept: ({ url = '' }, response) => {
        if (kindOf(url) === 'tree' || kindOf(url) === 'blob' || head === undefined) return false;
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify([head]));
        return true;
      },
    },
  );
  const [sha, tree] = [clone.git('rev-parse', 'HEAD'), clone.git('rev-parse', 'HEAD^{tree}')];
  const html_url = `https://github.com/${name}/commit/${sha}`;
  head = { sha, html_url, parents: [], commit: { tree: { sha: tree }, committer } };
  expect(await syncOnce(database, github.source(name))).toMatchObject({ done: true, indexed: 1 });
  expect(await database.query('select changed_at from documents')).toEqual([{ changed_at: null }]);
});
