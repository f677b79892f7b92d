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
let database: Database;
let clone: TemporaryClone;
let github: Awaited<ReturnType<typeof serveGithub>>;
const name = 'acme/handbook';

beforeEach(async () => {
  database = await openTestDatabase();
  clone = temporaryClone({ origin });
  github = await serveGithub([clone.folder]);
});
afterEach(() => github.close());
afterAll(removeTemporaryFolders);

/** What GitHub would have after a push, forced or not. */
function push(commit = clone.git('rev-parse', 'HEAD'), branch = 'main'): string {
  clone.git('update-ref', `refs/remotes/origin/${branch}`, commit);
  return commit;
}
const sync = (source = name) => syncOnce(database, github.source(source));
const links = async () =>
  Object.fromEntries(
    (
      await database.query<{ path: string; url: string }>(
        'select path, url from documents order by path',
      )
    ).map(({ path, url }) => [path, url.replace('https://github.com/', '')]),
  );
const texts = async () =>
  (await database.query<{ text: string }>('select text from documents order by path')).map(
    ({ text }) => text,
  );

describe('a force-push', () => {
  test('to other commits: their files, and links that lead to commits that are there', async () => {
    clone.commit('Base', { 'same.md': 'Same.', 'base.md': 'Base.' });
    const base = push();
    await sync();
    clone.commit('Then', { 'b.md': 'Written then.' });
    const then = push();
    await sync();
    expect(await links()).toEqual({
      'b.md': `acme/handbook/blob/${then}/b.md`,
      'base.md': `acme/handbook/blob/${base}/base.md`,
      'same.md': `acme/handbook/blob/${base}/same.md`,
    });
    clone.git('reset', '--quiet', '--hard', base);
    clone.commit('Instead', { 'b.md': 'Written then.', 'c.md': 'Instead.' });
    const instead = push();
    expect(await sync()).toMatchObject({ done: true, seen: 4, indexed: 1, unchanged: 3 });
    expect(Object.values(await links()).every((link) => link.includes(instead))).toBe(true);
  });

  test('back to an older commit: the files as they were', async () => {
    clone.commit('One', { 'a.md': 'First.' });
    const one = push();
    clone.commit('Two', { 'a.md': 'Second.', 'b.md': 'More.' });
    push();
    await sync();
    clone.git('reset', '--quiet', '--hard', one);
    push(one);
    expect(await sync()).toMatchObject({ seen: 1, indexed: 1, deleted: 1 });
    expect(await texts()).toEqual(['First.']);
    expect(await links()).toEqual({ 'a.md': `acme/handbook/blob/${one}/a.md` });
  });

  test('links nothing anew when commits were only added', async () => {
    clone.commit('One', { 'a.md': 'First.' });
    const one = push();
    await sync();
    clone.commit('Two', { 'b.md': 'Second.' });
    clone.commit('Three', { 'c.md': 'Third.' });
    const three = push();
    await sync();
    expect(await links()).toEqual({
      'a.md': `acme/handbook/blob/${one}/a.md`,
      'b.md': `acme/handbook/blob/${three}/b.md`,
      'c.md': `acme/handbook/blob/${three}/c.md`,
    });
  });
});

describe('branches', () => {
  test('a deleted one ends the run with a clear reason, and deletes nothing', async () => {
    clone.commit('Write', { 'a.md': 'First.' });
    clone.git('branch', 'next');
    await sync(`${name}@next`);
    clone.git('branch', '-D', 'next');
    await expect(sync(`${name}@next`)).rejects.toMatchObject({
      code: 'not_found',
      message: 'GitHub knows no branch acme/handbook@next, or GH_PAT may not see the repository.',
    });
    expect(await texts()).toEqual(['First.']);
    const [run] = await database.query('select outcome, error from sync_runs order by id desc');
    expect(run).toMatchObject({ outcome: 'failed', error: { code: 'not_found' } });
  });

  test('the default one may be renamed', async () => {
    clone.commit('Write', { 'a.md': 'First.' });
    await sync();
    clone.git('branch', '-m', 'main', 'trunk');
    clone.commit('Edit', { 'a.md': 'Second.' });
    expect(await sync()).toMatchObject({ done: true, seen: 1, indexed: 1 });
    expect(await texts()).toEqual(['Second.']);
  });

  test('org/repo@branch is another source than the default branch', async () => {
    clone.commit('Write', { 'a.md': 'First.' });
    clone.git('branch', 'docs/v2');
    clone.commit('Edit', { 'a.md': 'Second.' });
    await sync();
    await sync(`${name}@docs/v2`);
    const rows = await database.query(
      `select name, text from documents join sources on sources.id = source_id order by name`,
    );
    expect(rows).toEqual([
      { name: 'acme/handbook', text: 'Second.' },
      { name: 'acme/handbook@docs/v2', text: 'First.' },
    ]);
  });
});

describe('a repository', () => {
  test('that was renamed or transferred is followed, and linked by its new name', async () => {
    clone.commit('Write', { 'a.md': 'First.', 'b.md': 'Second.' });
    const sha = push();
    await sync();
    await github.close();
    clone.git('remote', 'set-url', 'origin', 'https://github.com/umbrella/manual.git');
    github = await serveGithub([clone.folder], { renamed: { [name]: 'umbrella/manual' } });
    expect(await sync()).toMatchObject({ done: true, seen: 2, unchanged: 2 });
    expect(await links()).toEqual({
      'a.md': `umbrella/manual/blob/${sha}/a.md`,
      'b.md': `umbrella/manual/blob/${sha}/b.md`,
    });
    const next = github.source(name);
    expect(await syncOnce(database, next)).toMatchObject({ unchanged: 2 });
    expect(next.requests).toBe(2);
  });

  test('without a commit is an empty source', async () => {
    expect(await sync()).toMatchObject({ done: true, seen: 0, indexed: 0, failed: 0 });
    clone.commit('Write', { 'a.md': 'First.' });
    expect(await sync()).toMatchObject({ done: true, seen: 1, indexed: 1 });
  });

  test('that becomes empty is emptied in the index', async () => {
    clone.commit('Write', { 'a.md': 'First.' });
    await sync();
    clone.commit('Empty', { 'a.md': null });
    expect(await sync()).toMatchObject({ done: true, seen: 0, deleted: 1 });
    expect(await texts()).toEqual([]);
  });
});
