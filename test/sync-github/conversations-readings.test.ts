import type { ServerResponse } from 'node:http';
import type { Database } from '@docpilot/shared/database';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { markDirty } from '../../shared/src/store/sync/sources.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { killableDatabase } from '../support/killable-database.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { MadeConversations, repository } from './made-conversations.ts';
import { readConversations, serveConversations } from './serve-conversations.ts';

let database: Database;
let made: MadeConversations;
let github: Awaited<ReturnType<typeof serveConversations>>;
/** How many requests to these addresses are answered before the others are refused. */
let answers = Number.POSITIVE_INFINITY;
let refused = '/';
let refuse: (response: ServerResponse) => void;

beforeAll(async () => {
  github = await serveConversations(() => made, {
    intercept: ({ url = '' }, response) => {
      if (!url.startsWith(refused)) return false;
      answers -= 1;
      if (answers < 0) refuse(response);
      return answers < 0;
    },
  });
});
beforeEach(async () => {
  database = await openTestDatabase();
  made = new MadeConversations();
  answers = Number.POSITIVE_INFINITY;
});
afterAll(async () => {
  await github.close();
  removeTemporaryFolders();
});

/** Twelve issues and twelve pull requests with a comment each, eight discussions and two releases. */
function make(): void {
  for (let index = 0; index < 12; index += 1) {
    made.comment(made.open({ title: `Question ${index}` }), `Said of ${index}.`);
    made.reviewComment(made.open({ title: `Change ${index}` }, true), `At the code of ${index}.`);
  }
  for (let index = 0; index < 8; index += 1) made.discuss({ title: `Idea ${index}` });
  made.release('v1', 'First.');
  made.release('v2', 'Second.');
}
const all = 34;
/** Three pages of issues, three of pull requests, two of discussions, one of releases. */
const pages = 9;
const limits = { threads: 4, page: 4 };

/** A slice of one sync; by default it ends after one part. */
async function slice(forMs = -1, used = database) {
  const source = github.source({ limits });
  const report = await syncOnce(used, source, { executionId: 'long', forMs });
  return { ...report, requests: source.requests };
}
const stored = async () => Object.keys(await readConversations(database)).length;

describe('a reading that takes several slices', () => {
  test('finds at the next sync what was deleted meanwhile, whatever was opened beside it', async () => {
    for (const title of ['First', 'Second', 'Third', 'Fourth']) made.open({ title });
    made.open({ title: 'Change' }, true);
    await slice();
    made.delete(1);
    // The list of issues was read already, that of pull requests was not.
    made.open({ title: 'Another question' });
    made.open({ title: 'Another change' }, true);
    await slice(60_000);
    await syncOnce(database, github.source());
    const paths = ['issues/2', 'issues/3', 'issues/4', 'issues/6', 'pulls/5', 'pulls/7'];
    expect(Object.keys(await readConversations(database)).toSorted()).toEqual(paths);
  });

  test('goes on where it was: each slice asks once more how the repository stands', async () => {
    make();
    const told = [];
    for (let count = 0, done = false; !done && count < 50; count += 1) {
      const report = await slice();
      told.push(report.requests);
      done = report.done;
    }
    // Each page was a part, and at the end all was listed.
    expect(told).toEqual(Array.from({ length: pages + 1 }, (_, at) => (at < pages ? 2 : 1)));
    expect(await stored()).toBe(all);
    expect(await slice()).toMatchObject({ done: true, seen: all, requests: 2 });
  });

  test('in one slice takes a request for each page, and one before', async () => {
    make();
    expect(await slice(60_000)).toMatchObject({ done: true, seen: all, requests: 1 + pages });
  });

  test('goes on after a kill, wherever it comes', async () => {
    make();
    for (let statement = 20; ; statement += 25) {
      const killed = killableDatabase(database, { statement, when: 'after' });
      const before = await stored();
      await slice(60_000, killed.database).catch(() => {});
      expect(await stored()).toBeGreaterThanOrEqual(before);
      if (!killed.isKilled) break;
    }
    const notes = await database.query<{ notes: string[] }>('select notes from sync_runs');
    expect(notes).toEqual([{ notes: [] }]);
    expect(await stored()).toBe(all);
  });

  test('reads what a webhook tells at once, and what changed after it was read by the next sync', async () => {
    make();
    for (const _ of [1, 2]) await slice();
    made.touches = false;
    made.deleteComment(1);
    made.editComment(3, 'Said anew.');
    await markDirty(database, 'conversations', repository, ['issues/1']);
    expect(await slice()).toMatchObject({ done: false });
    const read = await readConversations(database);
    expect(read['issues/1']?.text).not.toContain('Said of 0.');
    expect(read['issues/3']?.text).toContain('Said of 1.');
    expect(await database.query("select 1 from sources where hints <> '{}'")).toEqual([]);
    await slice(60_000);
    await slice(60_000);
    expect((await readConversations(database))['issues/3']?.text).toContain('Said anew.');
  });

  test('deletes what was deleted meanwhile, and nothing else', async () => {
    make();
    await slice(60_000);
    await database.query(
      `update sources set cursor = jsonb_set(cursor, '{readAt}', '"2026-01-01T00:00:00Z"')`,
    );
    made.delete(2);
    await slice();
    made.delete(1);
    made.deleteRelease('v1');
    while (!(await slice()).done);
    // One was gone before the reading came to it, and the others after: the numbers tell.
    await slice(60_000);
    const paths = Object.keys(await readConversations(database));
    expect(paths).toHaveLength(all - 3);
    for (const gone of ['issues/1', 'pulls/2', 'releases/v1']) expect(paths).not.toContain(gone);
  });
});

describe('a rate limit in the middle of a reading', () => {
  const slowDown = (response: ServerResponse) =>
    response.writeHead(429, { 'retry-after': '600' }).end('{"message": "Slow down"}');
  const usedUp = (response: ServerResponse) =>
    response
      .writeHead(200, {
        'x-ratelimit-resource': 'graphql',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 600),
      })
      .end('{"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}');
  test.each([
    ['of all requests', '/', slowDown, 4],
    ['of the GraphQL API', '/graphql', usedUp, 3],
  ])('%s loses nothing of what was read', async (_, path, answer, rests) => {
    make();
    [refused, refuse] = [path, answer];
    const waits = [];
    for (let done = false; !done && waits.length < 20; ) {
      // How it stands, and two pages.
      answers = 3;
      const report = await slice(60_000);
      done = report.done;
      if (!done) waits.push(report.retryAfterSeconds);
    }
    expect(waits).toHaveLength(rests);
    for (const seconds of waits) expect(seconds).toBeGreaterThan(590);
    expect(await stored()).toBe(all);
  });
});
