import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { MadeConversations, repository } from '../sync-github/made-conversations.ts';
import { requireParameters } from './contract.ts';
import { closeAll, serve } from './serve.ts';
import { temporaryClone } from './temporary-clone.ts';

// `get` holds every answer against GitHub's description of its API.
const base = `/repos/${repository}`;
const clone = temporaryClone({ origin: `https://github.com/${repository}.git` });
clone.commit('first', { 'a.md': 'a' });
let made: MadeConversations;
let get: Awaited<ReturnType<typeof serve>>['get'];

beforeEach(async () => {
  made = new MadeConversations();
  ({ get } = await serve([clone], { conversations: { [repository]: () => made.read() } }));
});
afterAll(closeAll);

/** The numbers or ids of what a list holds. */
async function listed(path: string): Promise<unknown[]> {
  const { status, json } = await get<{ number?: number; id: number }[]>(base + path);
  expect(status).toBe(200);
  return json.map(({ number, id }) => number ?? id);
}

/** An issue and a pull request, two comments of each kind, and a release. */
function make() {
  const issue = made.open({ labels: ['bug'] });
  const pull = made.open({ title: 'A change' }, true);
  const comments = [made.comment(issue, 'first'), made.comment(pull, 'second')];
  const reviews = [made.reviewComment(pull, 'Why?')];
  reviews.push(made.reviewComment(pull, 'So.', reviews[0]));
  made.release('v1', 'Notes.');
  return { issue, pull, comments, reviews };
}

describe('what is served is as GitHub describes it', () => {
  test('every list and an issue, with a pull request among the issues', async () => {
    const { issue, pull, comments, reviews } = make();
    expect(await listed('/issues')).toEqual([pull, issue]);
    expect(await listed('/pulls')).toEqual([pull]);
    expect(await listed('/issues/comments')).toEqual(comments);
    expect(await listed(`/issues/${pull}/comments`)).toEqual([comments[1]]);
    expect(await listed('/pulls/comments')).toEqual(reviews);
    expect(await listed(`/pulls/${pull}/comments`)).toEqual(reviews);
    expect(await listed('/releases')).toHaveLength(1);
    const { json } = await get(`${base}/issues/${pull}`);
    expect(json).toMatchObject({ number: pull, pull_request: { merged_at: null } });
  });

  test('a deleted account, no text, a lock, a draft, odd labels, outdated code', async () => {
    const { issue, pull, comments, reviews } = make();
    const lock = { locked: true, active_lock_reason: 'too heated' };
    made.edit(issue, { user: null, body: null, labels: ['plain'], ...lock } as never);
    made.edit(pull, { draft: true, labels: [], user: null } as never);
    const merged = made.open({ title: 'Merged' }, true);
    const merged_at = made.now();
    made.edit(merged, {
      state: 'closed',
      closed_at: merged_at,
      pull_request: { merged_at },
    } as never);
    for (const each of [...made.comments, ...made.reviewComments])
      Object.assign(each, { user: null });
    Object.assign(made.comments[0] ?? {}, { body: '' });
    Object.assign(made.reviewComments[0] ?? {}, {
      // GitHub answers null; its description knows but a number, or none.
      line: undefined,
      original_line: 3,
      diff_hunk: '',
    });
    made.release('v2-draft', '');
    Object.assign(made.releases[1] ?? {}, {
      draft: true,
      name: null,
      body: null,
      published_at: null,
    });
    expect(await listed('/issues?state=all')).toEqual([merged, pull, issue]);
    expect(await listed('/pulls?state=closed')).toEqual([merged]);
    expect(await listed('/issues/comments')).toEqual(comments);
    expect(await listed('/pulls/comments')).toEqual(reviews);
    expect(await listed('/releases')).toHaveLength(2);
    expect((await get(`${base}/issues/${issue}`)).json).toMatchObject({ user: null, body: null });
  });

  test('what is not there: deleted, transferred, switched off, refused, unknown', async () => {
    const { issue, pull } = make();
    const deleted = made.open();
    const moved = made.open();
    made.delete(deleted);
    made.transfer(moved, { repository: 'acme/api', number: 7 });
    const status = async (path: string) => (await get(base + path)).status;
    expect(await status(`/issues/${deleted}`)).toBe(410);
    const { status: movedStatus, headers } = await get(`${base}/issues/${moved}`);
    expect([movedStatus, headers.get('location')]).toEqual([
      301,
      expect.stringMatching(/\/repos\/acme\/api\/issues\/7$/),
    ]);
    for (const path of ['/issues/99', '/issues/x', '/issues/1e0', `/pulls/${issue}/comments`]) {
      expect([path, await status(path)]).toEqual([path, 404]);
    }
    made.refuses.add('issues');
    for (const path of ['/issues', `/issues/${issue}`, '/issues/comments']) {
      expect(await status(path)).toBe(403);
    }
    expect(await status('/pulls')).toBe(200);
    made.refuses.clear();
    made.hasIssues = false;
    expect(await status('/issues')).toBe(410);
    expect(await status(`/issues/${issue}`)).toBe(410);
    expect(await status(`/issues/${pull}`)).toBe(200);
  });

  test('a list that did not change is 304 with nothing in it', async () => {
    make();
    for (const list of ['/issues', '/pulls', '/issues/comments', '/pulls/comments', '/releases']) {
      const etag = (await get(base + list)).headers.get('etag') ?? '';
      const again = await get(base + list, { 'if-none-match': etag });
      expect([again.status, again.bytes.length]).toEqual([304, 0]);
    }
  });

  test('a used-up rate limit', async () => {
    make();
    const limited = await serve([clone], {
      conversations: { [repository]: () => made.read() },
      rateLimit: { limit: 1 },
    });
    await limited.get(`${base}/issues`);
    expect((await limited.get(`${base}/pulls`)).status).toBe(403);
  });
});

describe('parameters', () => {
  test.each([
    '/issues?state=deleted',
    '/issues?sort=popularity',
    '/issues?direction=up',
    '/issues?since=yesterday',
    '/issues/comments?sort=comments',
    '/pulls?sort=comments',
    '/pulls?state=merged',
  ])('that GitHub does not take are refused: %s', async (path) => {
    expect(() => requireParameters(base + path)).toThrow();
    expect((await get(base + path)).status).toBe(422);
  });

  test('that a list does not have are ignored', async () => {
    const { issue, pull, comments } = make();
    const since = made.now();
    expect(await listed(`/pulls?since=${since}`)).toEqual([pull]);
    expect(await listed('/releases?sort=anything&direction=up')).toHaveLength(1);
    expect(await listed(`/issues/${issue}/comments?sort=x&direction=desc`)).toEqual([comments[0]]);
    expect(await listed('/issues/comments?direction=desc')).toEqual(comments);
    expect(await listed('/issues/comments?sort=created&direction=desc')).toEqual(
      comments.toReversed(),
    );
  });

  test('a list has at most 100 items a page, and 30 unless it is told', async () => {
    for (let count = 0; count < 101; count += 1) made.open();
    const sizes = ['per_page=500', 'per_page=100&page=2', 'per_page=0', 'page=-1', ''];
    const found = await Promise.all(sizes.map((query) => listed(`/issues?${query}`)));
    expect(found.map(({ length }) => length)).toEqual([100, 1, 30, 30, 30]);
  });
});
