import type { Database } from '@docpilot/shared/database';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { githubConversations } from '../../shared/src/sources/conversations/github-conversations.ts';
import { markDirty } from '../../shared/src/store/sync/sources.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { MadeConversations, repository } from './made-conversations.ts';
import { readConversations, serveConversations } from './serve-conversations.ts';

let database: Database;
let made: MadeConversations;
let github: Awaited<ReturnType<typeof serveConversations>>;

beforeAll(async () => {
  github = await serveConversations(() => made);
});
beforeEach(async () => {
  database = await openTestDatabase();
  made = new MadeConversations();
});
afterAll(async () => {
  await github.close();
  removeTemporaryFolders();
});

async function sync(options: Parameters<typeof syncOnce>[2] = {}) {
  const source = github.source();
  const report = await syncOnce(database, source, options);
  return { ...report, requests: source.requests };
}
const paths = async () => Object.keys(await readConversations(database));
const textOf = async (path: string) => (await readConversations(database))[path]?.text ?? '';
const notes = async () => {
  const [run] = await database.query<{ notes: string[] }>(
    'select notes from sync_runs order by id desc limit 1',
  );
  return run?.notes;
};

/** Two issues, a pull request, a discussion and a release, synced. */
async function begin() {
  made.open({ title: 'First' });
  made.open({ title: 'Second' });
  made.comment(2, 'Said early.');
  made.open({ title: 'Third' }, true);
  made.reviewComment(3, 'At the code.');
  made.discuss({ title: 'Fourth' });
  made.release('v1', 'Notes.');
  return sync();
}

describe('economy', () => {
  test('nothing changed: two requests, nothing written', async () => {
    await begin();
    for (const _ of [1, 2, 3]) {
      expect(await sync()).toMatchObject({ done: true, seen: 5, indexed: 0, requests: 2 });
    }
  });

  test('one comment more: only its thread is read', async () => {
    await begin();
    made.comment(2, 'Said late.');
    github.takeRequests();
    expect(await sync()).toMatchObject({ seen: 5, indexed: 1, unchanged: 4 });
    const asked = github.takeRequests();
    expect(asked.filter((url) => /issues\/\d/.test(url))).toHaveLength(1);
    expect(asked.length).toBeLessThanOrEqual(5);
    expect(await textOf('issues/2')).toContain('Said late.');
    expect(await sync()).toMatchObject({ indexed: 0, requests: 2 });
  });

  test('a first reading takes a request for each 25 issues, whatever was said in them', async () => {
    for (let index = 0; index < 250; index += 1) made.open({ title: `Issue ${index}` });
    for (let index = 0; index < 250; index += 1) made.comment(1 + (index % 50), `Said ${index}.`);
    github.takeRequests();
    expect(await sync()).toMatchObject({ seen: 250, indexed: 250 });
    // How all stands, 10 pages of issues, and 1 of each other list.
    expect(github.takeRequests().length).toBe(14);
    expect(await textOf('issues/50')).toContain('Said 249.');
  });
});

describe('what is gone', () => {
  test.each([
    ['deleted', () => made.delete(1)],
    ['transferred', () => made.transfer(1, { repository: 'acme/other', number: 7 })],
  ])('an issue that was %s', async (_, change) => {
    await begin();
    change();
    expect(await sync()).toMatchObject({ seen: 4, deleted: 1 });
    expect(await paths()).toEqual(['discussions/4', 'issues/2', 'pulls/3', 'releases/v1']);
  });

  test('an issue that became a discussion', async () => {
    await begin();
    made.convert(1);
    expect(await sync()).toMatchObject({ deleted: 1, indexed: 1 });
    expect(await paths()).toEqual([
      'discussions/4',
      'discussions/5',
      'issues/2',
      'pulls/3',
      'releases/v1',
    ]);
  });

  test('a discussion, and a release', async () => {
    await begin();
    made.deleteDiscussion(4);
    made.deleteRelease('v1');
    expect(await sync()).toMatchObject({ deleted: 2 });
    expect(await paths()).toEqual(['issues/1', 'issues/2', 'pulls/3']);
  });

  test('a comment, whose deletion GitHub tells in no list: by a webhook’s hint, at once', async () => {
    await begin();
    made.touches = false;
    made.deleteComment(1);
    await sync();
    expect(await textOf('issues/2')).toContain('Said early.');
    await markDirty(database, 'conversations', repository, ['issues/2']);
    await sync();
    expect(await textOf('issues/2')).not.toContain('Said early.');
    expect(await database.query("select 1 from sources where hints <> '{}'")).toEqual([]);
  });

  test('a comment, without a webhook: within a day', async () => {
    await begin();
    made.touches = false;
    made.deleteComment(1);
    await database.query(
      `update sources set cursor = jsonb_set(cursor, '{readAt}', to_jsonb($1::text))`,
      [new Date(Date.now() - 25 * 3_600_000).toISOString()],
    );
    await sync();
    expect(await textOf('issues/2')).not.toContain('Said early.');
  });
});

describe('an edited comment that its thread does not tell', () => {
  test.each([
    ['comment', 1, 'issues/2'],
    ['review comment', 2, 'pulls/3'],
  ])('a %s is found by the second sync at the latest', async (_, id, path) => {
    await begin();
    made.touches = false;
    made.editComment(id, 'Said anew.');
    await sync();
    await sync();
    expect(await textOf(path)).toContain('Said anew.');
  });
});

describe('an incomplete listing', () => {
  test('a page that leaves a thread out deletes nothing', async () => {
    await begin();
    const whole = made.read;
    made.read = () => {
      const all = whole.call(made);
      // As when another thread is deleted while the pages are read; asked for by itself, it is there.
      return { ...all, issues: Object.assign([...all.issues], { filter: leaveOut }) };
    };
    function leaveOut(this: unknown[], keep: (each: unknown) => boolean) {
      return Array.prototype.filter.call(this, keep).slice(1);
    }
    expect(await sync({ force: false })).toMatchObject({ deleted: 0 });
    made.read = whole;
    expect(await paths()).toHaveLength(5);
  });

  test('a list that breaks off ends the run, and deletes nothing', async () => {
    await begin();
    made.delete(1);
    let failing = true;
    const broken = await serveConversations(() => made, {
      intercept: (request, response) => {
        if (!failing || !request.url?.includes('/issues?')) return false;
        response.writeHead(502).end('');
        return true;
      },
    });
    try {
      await expect(syncOnce(database, broken.source())).rejects.toMatchObject({
        code: 'upstream_unavailable',
      });
      expect(await paths()).toContain('issues/1');
      failing = false;
      expect(await syncOnce(database, broken.source())).toMatchObject({ deleted: 1 });
    } finally {
      await broken.close();
    }
  });
});

describe('a right that the token lacks', () => {
  test('is told in the run, and the rest is read', async () => {
    made.refuses.add('discussions');
    await begin();
    expect(await paths()).toEqual(['issues/1', 'issues/2', 'pulls/3', 'releases/v1']);
    const note =
      'GitHub refuses the discussions of acme/handbook: give the token in GH_PAT the right to read its discussions. What was read of them before stays as it was.';
    expect(await notes()).toEqual([note]);
    expect(await sync()).toMatchObject({ requests: 2, seen: 4 });
    expect(await notes()).toEqual([note]);
  });

  test('once it is taken away deletes nothing of what was read', async () => {
    await begin();
    made.refuses.add('issues');
    made.comment(3, 'Still open.');
    made.deleteDiscussion(4);
    expect(await sync()).toMatchObject({ done: true, deleted: 1 });
    expect(await paths()).toEqual(['issues/1', 'issues/2', 'pulls/3', 'releases/v1']);
    expect(await sync()).toMatchObject({ done: true, deleted: 0, seen: 4 });
    expect(await sync({ force: true })).toMatchObject({ done: true, deleted: 0, seen: 4 });
  });

  test('issues and discussions that are switched off', async () => {
    made.hasIssues = false;
    made.hasDiscussions = false;
    made.open({ title: 'A change' }, true);
    await sync();
    expect(await paths()).toEqual(['pulls/1']);
    expect(await notes()).toEqual([
      'Issues are switched off in acme/handbook.',
      'Discussions are switched off in acme/handbook.',
    ]);
  });

  test('a token that GitHub does not know, and a repository that is not there', async () => {
    const strict = await serveConversations(() => made, { token: 'the-token-of-the-server' });
    try {
      await expect(syncOnce(database, strict.source())).rejects.toMatchObject({
        code: 'forbidden',
        message: 'GitHub refuses the token in GH_PAT: set it to one that is valid and not expired.',
      });
      const token = 'the-token-of-the-server';
      const elsewhere = githubConversations('acme/elsewhere', { apiUrl: strict.url, token });
      await expect(syncOnce(database, elsewhere)).rejects.toMatchObject({ code: 'not_found' });
    } finally {
      await strict.close();
    }
  });
});
