import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Database } from '@docpilot/shared/database';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  removeTemporaryFolders,
  type TemporaryClone,
  temporaryClone,
} from '../github/temporary-clone.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { serveGithub } from './serve-github.ts';

const origin = 'https://github.com/acme/handbook.git';
const name = 'acme/handbook';
let database: Database;
let clone: TemporaryClone;
let github: Awaited<ReturnType<typeof serveGithub>> | undefined;

beforeEach(async () => {
  database = await openTestDatabase();
  clone = temporaryClone({ origin });
});
afterEach(() => github?.close());
afterAll(removeTemporaryFolders);

async function sync(options: Parameters<typeof serveGithub>[1] = {}) {
  await github?.close();
  github = await serveGithub([clone.folder], options);
  return syncOnce(database, github.source(name), { force: true });
}
const paths = async () =>
  (await database.query<{ path: string }>('select path from documents order by path')).map(
    ({ path }) => path,
  );

const pointer = `version https://git-lfs.github.com/spec/v1
oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
size 12345
`;

test('submodules, symlinks, LFS pointers and files beyond the limit are skipped with that reason', async () => {
  clone.commit('Write', {
    'a.md': 'First.',
    'data.csv': pointer,
    'big.txt': 'x'.repeat(1_048_577),
  });
  const link = clone.gitWithInput('a.md', 'hash-object', '-w', '--stdin');
  const head = clone.git('rev-parse', 'HEAD');
  clone.git('update-index', '--add', '--cacheinfo', `120000,${link},link.md`);
  clone.git('update-index', '--add', '--cacheinfo', `160000,${head},library`);
  clone.git('commit', '--quiet', '-m', 'Link');
  expect(await sync()).toMatchObject({ done: true, seen: 5, indexed: 1, skipped: 4, failed: 0 });
  const reasons = await database.query('select path, outcome, reason from problems order by path');
  expect(reasons).toEqual([
    { path: 'big.txt', outcome: 'skipped', reason: 'too_large' },
    { path: 'data.csv', outcome: 'skipped', reason: 'lfs_pointer' },
    { path: 'library', outcome: 'skipped', reason: 'submodule' },
    { path: 'link.md', outcome: 'skipped', reason: 'symlink' },
  ]);
  const [run] = await database.query('select outcome, skipped from sync_runs');
  expect(run).toEqual({
    outcome: 'succeeded',
    skipped: { lfs_pointer: 1, submodule: 1, symlink: 1, too_large: 1 },
  });
});

describe('a tree that GitHub cuts', () => {
  const folder = (letter: string) =>
    Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`${letter}/${i}.md`, `${letter}${i}`]));

  test('is walked folder by folder, and is complete', async () => {
    clone.commit('Write', { ...folder('a'), ...folder('b/c'), ...folder('b/d'), 'top.md': 'Top.' });
    expect(await sync({ treeLimits: { entries: 12, bytes: 1e6 } })).toMatchObject({
      done: true,
      seen: 25,
      indexed: 25,
    });
    // The whole, the root, a, b cut, b by itself, c, d.
    expect(github?.takeRequests().tree).toBe(7);
    clone.commit('Delete', { 'b/c/0.md': null });
    const report = await sync({ treeLimits: { entries: 12, bytes: 1e6 } });
    expect(report).toMatchObject({ done: true, seen: 24, deleted: 1 });
  });

  test('with a folder that is cut by itself is incomplete: nothing is deleted, and the run says so', async () => {
    clone.commit('Write', { ...folder('a'), 'top.md': 'Top.' });
    await sync();
    const before = await paths();
    clone.commit('Change', { 'a/0.md': null, 'top.md': 'New.', 'new.md': 'New, too.' });
    const cut = {
      intercept: ({ url = '' }: IncomingMessage, response: ServerResponse) => {
        if (!url.includes('/git/trees/')) return false;
        const node = { path: 'new.md', mode: '100644', type: 'blob', size: 8 };
        const sha = clone.git('rev-parse', 'HEAD:new.md');
        response.end(JSON.stringify({ truncated: true, tree: [{ ...node, sha }] }));
        return true;
      },
    };
    await expect(sync(cut)).rejects.toMatchObject({
      code: 'upstream_unavailable',
      message: expect.stringContaining('incomplete: nothing was deleted'),
    });
    expect(await paths()).toEqual([...before, 'new.md'].sort());
    const [run] = await database.query('select outcome from sync_runs order by id desc');
    expect(run).toEqual({ outcome: 'failed' });
    expect(await sync()).toMatchObject({ done: true, seen: 9, deleted: 1 });
  });
});
