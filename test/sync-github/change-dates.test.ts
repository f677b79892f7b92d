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

const name = 'acme/handbook';
let database: Database;
let clone: TemporaryClone;
let github: Awaited<ReturnType<typeof serveGithub>>;
let refusesDates = false;
/** Bytes of a query for which GitHub still answers in time; a file takes about a hundred. */
let longestQuery = 10_000;

beforeEach(async () => {
  refusesDates = false;
  longestQuery = 10_000;
  database = await openTestDatabase();
  clone = temporaryClone({ origin: 'https://github.com/acme/handbook.git' });
  github = await serveGithub([clone.folder], {
    token: 'a-token',
    intercept: ({ url, headers }, response) => {
      if (url !== '/graphql') return false;
      if (refusesDates) response.writeHead(403, { 'retry-after': '60' }).end('{}');
      else if (Number(headers['content-length']) > longestQuery) response.writeHead(502).end();
      else return false;
      return true;
    },
  });
});
afterEach(() => github.close());
afterAll(removeTemporaryFolders);

const sync = () => syncOnce(database, github.source(name));
/** The hour of each document's last change (UTC); commits are an hour apart, from 8:30 on. */
async function hours() {
  const rows = await database.query<{ path: string; changedAt: Date | null }>(
    'select path, changed_at as "changedAt" from documents order by path',
  );
  return Object.fromEntries(
    rows.map(({ path, changedAt }) => [path, changedAt?.getUTCHours() ?? null]),
  );
}

describe('the time of a document’s last change', () => {
  test('is that of the last commit of its own', async () => {
    clone.commit('One', { 'a.md': 'First.', 'b.md': 'First, too.' });
    clone.commit('Two', { 'a.md': 'Second.' });
    await sync();
    expect(await hours()).toEqual({ 'a.md': 9, 'b.md': 8 });
  });

  test('comes with the commit when one commit is all that is new, without a request', async () => {
    clone.commit('One', { 'a.md': 'First.', 'b.md': 'First, too.' });
    await sync();
    github.takeRequests();
    clone.commit('Two', { 'a.md': 'Second.' });
    await sync();
    expect(await hours()).toEqual({ 'a.md': 9, 'b.md': 8 });
    expect(github.takeRequests()).toEqual({ head: 1, tree: 1, blob: 1 });
  });

  test('is each file’s own when several commits came at once', async () => {
    clone.commit('One', { 'a.md': 'First.' });
    await sync();
    clone.commit('Two', { 'b.md': 'Second.' });
    clone.commit('Three', { 'a.md': 'Third.' });
    await sync();
    expect(await hours()).toEqual({ 'a.md': 10, 'b.md': 9 });
  });

  test('is kept by a rename, and a copy has its own', async () => {
    clone.commit('One', { 'a.md': 'First.', 'b.md': 'Second.' });
    await sync();
    clone.git('mv', 'a.md', 'renamed.md');
    clone.commit('Two', { 'copy.md': 'Second.' });
    await sync();
    expect(await hours()).toEqual({ 'b.md': 8, 'copy.md': 9, 'renamed.md': 8 });
  });

  test('goes back with a force-push to an older commit', async () => {
    const one = clone.commit('One', { 'a.md': 'First.' });
    clone.commit('Two', { 'a.md': 'Second.' });
    await sync();
    expect(await hours()).toEqual({ 'a.md': 9 });
    clone.git('reset', '--quiet', '--hard', one);
    await sync();
    expect(await hours()).toEqual({ 'a.md': 8 });
  });
});

describe('asking for dates', () => {
  const pages = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}.md`, `Page ${i}.`]));

  test('takes one query for fifty files, and an unchanged repository costs one request', async () => {
    clone.commit('Write', pages(110));
    await sync();
    expect(github.takeRequests()).toMatchObject({ dates: 3 });
    expect(Object.values(await hours())).not.toContain(null);
    await sync();
    expect(github.takeRequests()).toEqual({ head: 1 });
  });

  test('neither fails a run nor makes it wait', async () => {
    refusesDates = true;
    clone.commit('Write', pages(3));
    const startedAt = Date.now();
    expect(await sync()).toMatchObject({ done: true, indexed: 3, failed: 0 });
    expect(Date.now() - startedAt).toBeLessThan(20_000);
    expect(await hours()).toEqual({ '0.md': null, '1.md': null, '2.md': null });
  });

  test('goes on with fewer files a query where GitHub takes too long for many', async () => {
    longestQuery = 2_000;
    clone.commit('Write', pages(25));
    await sync();
    expect(github.takeRequests()).toMatchObject({ dates: 4 });
    expect(Object.values(await hours())).not.toContain(null);
  });

  test('gives up where GitHub takes too long for any, and later runs ask again', async () => {
    longestQuery = 0;
    clone.commit('Write', pages(3));
    expect(await sync()).toMatchObject({ done: true, indexed: 3 });
    expect(Object.values(await hours())).toEqual([null, null, null]);
    longestQuery = 10_000;
    clone.commit('Add', { 'new.md': 'New.' });
    await sync();
    expect(Object.values(await hours())).not.toContain(null);
  });

  test('without a token takes a request for each file, and half of an hour’s at most', async () => {
    await github.close();
    github = await serveGithub([clone.folder], { rateLimit: { limit: 20 } });
    clone.commit('Write', pages(30));
    await syncOnce(database, github.source(name, { token: undefined }), { force: true });
    const { date = 0, ...others } = github.takeRequests();
    const reading = Object.values(others).reduce((sum, count) => sum + count, 0);
    expect(others).not.toHaveProperty('dates');
    // The download is not counted against the limit.
    expect(date + reading - 1).toBe(11);
    expect(Object.values(await hours()).filter((hour) => hour !== null)).toHaveLength(date);
  });
});
