import { afterAll, describe, expect, test } from 'vitest';
import { type CommitBody, closeAll, serve, type TreeBody } from './serve.ts';
import { temporaryClone, temporaryFolder } from './temporary-clone.ts';

afterAll(closeAll);

const base = '/repos/local/handbook';
type BranchBody = { name: string; commit: { sha: string } };

/** A clone with main and `old/first`, behind an origin that has `main` further on and `beta`. */
function cloneWithRemote() {
  const clone = temporaryClone();
  const first = clone.commit('first', { 'a.md': 'a' });
  clone.git('branch', 'old/first');
  const second = clone.commit('second', { 'b.md': 'b' });
  const theirs = clone.commit('theirs', { 'c.md': 'c' });
  clone.git('update-ref', 'refs/remotes/origin/main', theirs);
  clone.git('update-ref', 'refs/remotes/origin/beta', first);
  clone.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
  clone.git('reset', '--quiet', '--hard', second);
  return { clone, first, second, theirs };
}

describe('branches', () => {
  test('are the clone’s own, then origin’s', async () => {
    const { clone, first, second } = cloneWithRemote();
    const { get, api } = await serve([clone]);
    const { json } = await get<BranchBody[]>(`${base}/branches`);
    expect(json.map(({ name, commit }) => [name, commit.sha])).toEqual([
      ['beta', first],
      ['main', second],
      ['old/first', first],
    ]);

    const one = await get<BranchBody>(`${base}/branches/old/first`);
    expect(one.json).toMatchObject({
      name: 'old/first',
      commit: { sha: first, commit: { message: 'first' } },
      protected: false,
      _links: { self: `${api.url}${base}/branches/old/first` },
    });
    expect((await get<BranchBody>(`${base}/branches/beta`)).json.commit.sha).toBe(first);
    expect((await get<BranchBody>(`${base}/branches/old%2Ffirst`)).status).toBe(200);
    expect((await get<CommitBody[]>(`${base}/commits?sha=main`)).json[0]?.sha).toBe(second);
  });

  test('are paged to the last', async () => {
    const { clone } = cloneWithRemote();
    const { get } = await serve([clone]);
    const first = await get<BranchBody[]>(`${base}/branches?per_page=1`);
    expect(first.json.map(({ name }) => name)).toEqual(['beta']);
    expect(first.headers.get('link')).toMatch(/page=2>; rel="next", .*page=3>; rel="last"/);
    const last = await get<BranchBody[]>(`${base}/branches?per_page=1&page=3`);
    expect(last.json.map(({ name }) => name)).toEqual(['old/first']);
    expect((await get(`${base}/branches?protected=true`)).json).toEqual([]);
  });

  test.each(['nowhere', 'HEAD', 'origin/main', '--all', 'main~0'])('have no %s', async (name) => {
    const { clone } = cloneWithRemote();
    const { get } = await serve([clone]);
    const { status, json } = await get(`${base}/branches/${name}`);
    expect([status, json]).toEqual([
      404,
      {
        message: 'Branch not found',
        documentation_url: 'https://docs.github.com/rest/branches/branches#get-a-branch',
        status: '404',
      },
    ]);
  });
});

describe('the default branch', () => {
  const served = async (folder: { folder: string }) => {
    const { get } = await serve([folder]);
    const { json } = await get<{ default_branch: string }>(base);
    const branch = await get<BranchBody>(`${base}/branches/${json.default_branch}`);
    const commits = await get<CommitBody[]>(`${base}/commits`);
    const tree = await get<TreeBody>(`${base}/git/trees/HEAD`);
    const shas = [branch.json.commit?.sha, commits.json[0]?.sha, tree.json.sha];
    return { name: json.default_branch, shas: [...new Set(shas)], get };
  };

  test('is what HEAD points to, after a rename too', async () => {
    const { clone, second } = cloneWithRemote();
    clone.git('branch', '-m', 'main', 'trunk');
    expect(await served(clone)).toMatchObject({ name: 'trunk', shas: [second] });
  });

  test('is called HEAD when HEAD is detached, and listed', async () => {
    const { clone, first } = cloneWithRemote();
    clone.git('checkout', '--quiet', '--detach', first);
    const { name, shas, get } = await served(clone);
    expect({ name, shas }).toEqual({ name: 'HEAD', shas: [first] });
    const { json } = await get<BranchBody[]>(`${base}/branches`);
    expect(json.map((branch) => branch.name)).toEqual(['HEAD', 'beta', 'main', 'old/first']);
  });

  test('is origin’s when the clone’s own has no commit', async () => {
    const { clone, theirs } = cloneWithRemote();
    clone.git('checkout', '--quiet', '--detach');
    clone.git('branch', '-D', 'main');
    clone.git('symbolic-ref', 'HEAD', 'refs/heads/main');
    expect(await served(clone)).toMatchObject({ name: 'main', shas: [theirs] });
  });

  test('is one that exists, where HEAD names none', async () => {
    const { clone, second } = cloneWithRemote();
    const folder = `${temporaryFolder()}/handbook.git`;
    clone.git('init', '--quiet', '--bare', '--initial-branch=master', folder);
    clone.git('push', '--quiet', folder, 'main', 'old/first');
    expect(await served({ folder })).toMatchObject({ name: 'main', shas: [second] });
  });
});

describe('an empty repository', () => {
  test('is there, has no branches and answers 409 for what it cannot have', async () => {
    const clone = temporaryClone();
    const { get } = await serve([clone]);
    expect((await get(base)).json).toMatchObject({ default_branch: 'main', size: 0 });
    expect((await get(`${base}/branches`)).json).toEqual([]);
    expect((await get(`${base}/branches/main`)).status).toBe(404);
    expect((await get(`${base}/tarball`)).status).toBe(404);
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
});
