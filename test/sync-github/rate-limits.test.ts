import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Database } from '@docpilot/shared/database';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { kindOf, serveGithub } from './serve-github.ts';

const clone = temporaryClone({ origin: 'https://github.com/acme/handbook.git' });
clone.commit(
  'Write',
  Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`page-${i}.md`, `# Page ${i}\n`])),
);

let database: Database;
let close = async () => {};
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => close());
afterAll(removeTemporaryFolders);

/** GitHub refusing the n-th requests, and when each request came. */
async function limited(refused: readonly number[], refuse: (response: ServerResponse) => void) {
  const times: number[] = [];
  const github = await serveGithub([clone.folder], {
    intercept: (request: IncomingMessage, response) => {
      if (kindOf(request.url ?? '') === 'date') return false;
      times.push(Date.now());
      if (!refused.includes(times.length)) return false;
      refuse(response);
      return true;
    },
  });
  close = github.close;
  return { ...github, times };
}

function answer(status: number, message: string, headers: Record<string, string>) {
  return (response: ServerResponse) =>
    response.writeHead(status, headers).end(JSON.stringify({ message }));
}

const inSeconds = (seconds: number) => String(Math.ceil(Date.now() / 1000) + seconds);
const primary = (seconds: number) => (response: ServerResponse) =>
  answer(403, 'API rate limit exceeded for user ID 1.', {
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': inSeconds(seconds),
  })(response);
const secondary = (headers: Record<string, string> = {}) =>
  answer(403, 'You have exceeded a secondary rate limit. Please wait a few minutes.', headers);

describe('a rate limit whose end the slice can wait for', () => {
  test.each([
    ['primary, until its reset', primary(1)],
    ['secondary, as long as retry-after says', secondary({ 'retry-after': '1' })],
    ['429, as long as retry-after says', answer(429, 'Slow down', { 'retry-after': '1' })],
  ])('is waited for, and nothing is asked meanwhile: %s', async (_, refuse) => {
    const { source, times } = await limited([4], refuse);
    const report = await syncOnce(database, source('acme/handbook'), { forMs: 60_000 });
    expect(report).toMatchObject({ done: true, seen: 9, indexed: 9, failed: 0 });
    // Requests that were on their way are answered; the next one comes when the limit has ended.
    const longest = Math.max(...times.map((time, i) => time - (times[i - 1] ?? time)));
    expect(longest).toBeGreaterThanOrEqual(800);
    expect(times.length).toBeLessThanOrEqual(12);
  });
});

describe('a rate limit that outlasts the slice', () => {
  test.each([
    ['primary', primary(900), 890, 901],
    ['secondary with retry-after', secondary({ 'retry-after': '300' }), 300, 300],
    ['secondary that does not say how long', secondary(), 60, 60],
  ])('ends it with when to come back: %s', async (_, refuse, least, most) => {
    const { source, times } = await limited([4], refuse);
    const limits = { deadline: Date.now() + 30_000 };
    const report = await syncOnce(database, source('acme/handbook', limits), { forMs: 30_000 });
    expect(report.done).toBe(false);
    expect(report.retryAfterSeconds).toBeGreaterThanOrEqual(least - 1);
    expect(report.retryAfterSeconds).toBeLessThanOrEqual(most);
    // Head, tree, and the blobs that were asked for side by side.
    expect(times.length).toBeLessThanOrEqual(10);
  });

  test('leaves the run open, and the same run goes on where it was', async () => {
    const everyFrom = (first: number) => Array.from({ length: 99 }, (_, i) => first + i);
    const { source, takeRequests } = await limited(everyFrom(11), primary(900));
    const executionId = 'limited halfway';
    const limits = { deadline: Date.now() + 30_000 };
    const first = await syncOnce(database, source('acme/handbook', limits), { executionId });
    expect(first).toMatchObject({ done: false, seen: 9 });
    const [open] = await database.query('select outcome, slices from sync_runs');
    expect(open).toEqual({ outcome: null, slices: 1 });
    await close();

    const next = await limited([], primary(900));
    takeRequests();
    const report = await syncOnce(database, next.source('acme/handbook'), { executionId });
    expect(report).toMatchObject({ done: true, seen: 9, indexed: 9 });
    const { blob } = next.takeRequests();
    expect(blob).toBe(9 - first.indexed);
    expect(first.indexed).toBeGreaterThanOrEqual(1);
    const [run] = await database.query('select outcome, slices from sync_runs');
    expect(run).toEqual({ outcome: 'succeeded', slices: 2 });
  });
});
