import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CommitBody, closeAll, serve, type TreeBody } from './serve.ts';
import { type TemporaryClone, temporaryClone, temporaryFolder } from './temporary-clone.ts';

afterAll(closeAll);

const base = '/repos/local/handbook';

/** The newest commit of the default branch, as its commits and its tree have it. */
async function served(folder: { folder: string }): Promise<string[]> {
  const { get } = await serve([folder]);
  const commits = await get<CommitBody[]>(`${base}/commits`);
  const tree = await get<TreeBody>(`${base}/git/trees/HEAD`);
  return [...new Set([commits.json[0]?.sha ?? '', tree.json.sha])];
}

describe('the default branch', () => {
  let clone: TemporaryClone;
  let first: string;
  let second: string;
  let theirs: string;

  /** A clone with main and `old/first`, behind an origin whose main is further on. */
  beforeAll(() => {
    clone = temporaryClone();
    first = clone.commit('first', { 'a.md': 'a' });
    clone.git('branch', 'old/first');
    second = clone.commit('second', { 'b.md': 'b' });
    theirs = clone.commit('theirs', { 'c.md': 'c' });
    clone.git('update-ref', 'refs/remotes/origin/main', theirs);
    clone.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
    clone.git('reset', '--quiet', '--hard', second);
  });

  // Each test goes on from the state in which the one before it left the clone.
  test('is what HEAD points to, the clone’s own before origin’s', async () => {
    expect(await served(clone)).toEqual([second]);
    const { get } = await serve([clone]);
    expect((await get<CommitBody[]>(`${base}/commits?sha=main`)).json[0]?.sha).toBe(second);
  });

  test('is one that exists, where HEAD names none', async () => {
    const folder = `${temporaryFolder()}/handbook.git`;
    clone.git('init', '--quiet', '--bare', '--initial-branch=master', folder);
    clone.git('push', '--quiet', folder, 'main', 'old/first');
    expect(await served({ folder })).toEqual([second]);
  });

  test('is HEAD itself when it is detached', async () => {
    clone.git('checkout', '--quiet', '--detach', first);
    expect(await served(clone)).toEqual([first]);
  });

  test('is origin’s when the clone’s own has no commit', async () => {
    clone.git('branch', '-D', 'main');
    clone.git('symbolic-ref', 'HEAD', 'refs/heads/main');
    expect(await served(clone)).toEqual([theirs]);
  });
});

test('an empty repository answers 409 for what it cannot have', async () => {
  const clone = temporaryClone();
  const { get } = await serve([clone]);
  expect((await get(`${base}/tarball/main`)).status).toBe(404);
  for (const [path, page] of [
    ['commits', 'commits/commits#list-commits'],
    ['commits/main', 'commits/commits#get-a-commit'],
    ['git/trees/main?recursive=1', 'git/trees#get-a-tree'],
    [`git/blobs/${'0'.repeat(40)}`, 'git/blobs#get-a-blob'],
  ]) {
    const { status, json } = await get(`${base}/${path}`);
    expect([status, json]).toEqual([
      409,
      {
        message: 'Git Repository is empty.',
        documentation_url: `https://docs.github.com/rest/${page}`,
        status: '409',
      },
    ]);
  }
  clone.commit('first', { 'a.md': 'a' });
  expect((await get(`${base}/commits`)).status).toBe(200);
});
