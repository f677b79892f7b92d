import type { Database } from '@docpilot/shared/database';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  removeTemporaryFolders,
  type TemporaryClone,
  temporaryClone,
} from '../github/temporary-clone.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { kindOf, serveGithub } from './serve-github.ts';

const name = 'acme/handbook';
let database: Database;
let clone: TemporaryClone;
let github: Awaited<ReturnType<typeof serveGithub>>;
let refusesDates = false;

beforeEach(async () => {
  refusesDates = false;
  database = await openTestDatabase();
  clone = temporaryClone({ origin: 'https://github.com/acme/handbook.git' });
  github = await serveGithub([clone.folder], {
    intercept: ({ url = '' }, response) => {
      if (!refusesDates || kindOf(url) !== 'date') return false;
      response.writeHead(403, { 'retry-after': '60' }).end('{}');
      return true;
    },
  });
});
afterEach(() => github.close());
afterAll(removeTemporaryFolders);

const sync = () => syncOnce(database, github.source(name), { force: true });
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

  test('stops at a hundred a run, and an unchanged repository costs one request', async () => {
    clone.commit('Write', pages(110));
    await sync();
    expect(github.takeRequests().date).toBe(100);
    await sync();
    expect(github.takeRequests()).toEqual({ head: 1 });
    clone.commit('Add', { 'new.md': 'New.' });
    await sync();
    expect(github.takeRequests().date).toBe(10);
    expect(Object.values(await hours())).not.toContain(null);
  });

  test('neither fails a run nor makes it wait', async () => {
    refusesDates = true;
    clone.commit('Write', pages(3));
    const startedAt = Date.now();
    expect(await sync()).toMatchObject({ done: true, indexed: 3, failed: 0 });
    expect(Date.now() - startedAt).toBeLessThan(20_000);
    expect(await hours()).toEqual({ '0.md': null, '1.md': null, '2.md': null });
  });
});
