import { validate } from '@octokit/graphql-schema';
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { walkLastChanges } from '../../local/github/last-changes.ts';
import { type Clone, openClone } from '../../local/github/open-clone.ts';
import { startGithubApi } from '../../local/github/start-github-api.ts';
import { changeDatesQuery } from '../../shared/src/sources/github/change-dates.ts';
import { runs } from '../support/long-runs.ts';
import { removeTemporaryFolders, type TemporaryClone, temporaryClone } from './temporary-clone.ts';

const opened: { close(): unknown }[] = [];
const keep = <Part extends { close(): unknown }>(part: Part): Part => {
  opened.push(part);
  return part;
};
afterEach(async () => {
  for (const part of opened.splice(0)) await part.close();
});
afterAll(removeTemporaryFolders);

const paths = ['a.md', 'docs/b.md', 'docs/été.md', 'c d.md'];

/** A commit: how far back its parents are, and what each path holds, if it is there. */
const commit = fc.record({
  parents: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
  contents: fc.tuple(...paths.map(() => fc.option(fc.constantFrom('one', 'two', 'three')))),
});

/** Puts a history of these commits alone into a branch, by one process. */
function writeHistory(
  clone: TemporaryClone,
  branch: string,
  commits: (typeof commit extends fc.Arbitrary<infer Commit> ? Commit : never)[],
): void {
  const lines = commits.flatMap(({ parents, contents }, index) => {
    const known = parents.map((back) => index + 1 - back).filter((mark) => mark > 0);
    return [
      `commit ${branch}`,
      `mark :${index + 1}`,
      `committer Ada <ada@example.com> ${1_700_000_000 + index} +0000`,
      'data 0',
      ...known.map((mark, at) => `${at === 0 ? 'from' : 'merge'} :${mark}`),
      ...(known.length === 0 ? [] : ['deleteall']),
      ...contents.flatMap((content, at) =>
        content === null
          ? []
          : [`M 100644 inline "${paths[at]}"`, `data ${content.length}`, content],
      ),
    ];
  });
  // A reset, as the first commit would otherwise follow what the branch has.
  const script = [`reset ${branch}`, ...lines].join('\n');
  clone.gitWithInput(`${script}\n`, 'fast-import', '--quiet', '--force');
}

test('the last change of each file is the commit that git finds, in histories with merges', async () => {
  // Of one repository, as to open one takes longer than to walk a history.
  const made = temporaryClone();
  made.commit('First', { 'a.md': 'First.' });
  const clone = keep(await openClone(made.folder));
  await fc.assert(
    fc.asyncProperty(fc.array(commit, { minLength: 1, maxLength: 12 }), async (commits) => {
      writeHistory(made, 'refs/heads/history', commits);
      const head = made.git('rev-parse', 'history');
      const find = walkLastChanges(head, clone);
      const files = made.git('ls-tree', '-r', '-z', '--name-only', head).split('\0');
      for (const path of paths.filter((each) => files.includes(each))) {
        expect(await find(path)).toBe(made.git('rev-list', '--max-count=1', head, '--', path));
      }
      expect(await find('nowhere.md')).toBeNull();
    }),
    { numRuns: runs(5, 30) },
  );
});

describe('the GraphQL API', () => {
  async function serve(clone: Clone) {
    const { url } = keep(await startGithubApi({ clones: [clone], token: 'a-token' }));
    return (body: string | object, token = 'a-token') =>
      fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'user-agent': 'test' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
  }

  test('answers the query for change dates, which is valid by GitHub’s schema', async () => {
    expect(validate(changeDatesQuery(50))).toEqual([]);
    const made = temporaryClone({ origin: 'https://github.com/acme/handbook.git' });
    made.commit('One', { 'a.md': 'One.', 'b.md': 'One.' });
    const head = made.commit('Two', { 'a.md': 'Two.' });
    const ask = await serve(await openClone(made.folder));
    const variables = { owner: 'Acme', name: 'Handbook', commit: head };
    const response = await ask({
      query: changeDatesQuery(3),
      variables: { ...variables, path0: 'a.md', path1: 'b.md', path2: 'nowhere.md' },
    });
    expect(await response.json()).toEqual({
      data: {
        repository: {
          object: {
            path0: { nodes: [{ committedDate: '2026-01-31T09:30:00Z' }] },
            path1: { nodes: [{ committedDate: '2026-01-31T08:30:00Z' }] },
            path2: { nodes: [] },
          },
        },
      },
    });
  });

  test('refuses what GitHub refuses', async () => {
    const made = temporaryClone({ origin: 'https://github.com/acme/handbook.git' });
    made.commit('One', { 'a.md': 'One.' });
    const ask = await serve(await openClone(made.folder));
    expect((await ask({ query: '{ viewer { login } }' }, 'another')).status).toBe(401);
    expect((await ask('{')).status).toBe(400);
    const unknown = await ask({ query: '{ repository(owner: "a", name: "b") { stars } }' });
    expect(await unknown.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('Cannot query field "stars"') }],
    });
    const missing = await ask({
      query: '{ repository(owner: "acme", name: "nothing") { object(oid: "1") { oid } } }',
    });
    expect(await missing.json()).toMatchObject({
      data: { repository: null },
      errors: [{ message: "Could not resolve to a Repository with the name 'acme/nothing'." }],
    });
  });
});
