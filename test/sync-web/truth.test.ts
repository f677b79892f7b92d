import type { Database } from '@docpilot/shared/database';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { htmlPage, type Site, serveSite } from '../support/site-server.ts';
import { type SyncOptions, syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { indexedPages, notesOf, openSite, problemsOf } from './sync-site.ts';

let database: Database;
let site: Site;
beforeEach(async () => {
  database = await openTestDatabase();
  site = await serveSite();
  for (const name of ['a', 'b', 'c']) {
    site.pages.set(`/${name}`, { body: htmlPage(name, `<p>About ${name}.</p>`) });
  }
  await sync();
});
afterEach(() => site.close());

const sync = (options: SyncOptions = {}) => syncOnce(database, openSite(site.url), options);
const paths = async () => Object.keys(await indexedPages(database));
const all = ['a', 'b', 'c'];

describe('a page is deleted', () => {
  test.each([404, 410])('once two syncs have found that it is gone (%i)', async (status) => {
    site.notFound.status = status;
    site.pages.delete('/b');
    expect(await sync()).toMatchObject({ deleted: 0 });
    expect(await paths()).toEqual(all);
    expect(await sync()).toMatchObject({ deleted: 1 });
    expect(await paths()).toEqual(['a', 'c']);
  });

  test('at once when a person forces the sync', async () => {
    site.pages.delete('/b');
    expect(await sync({ force: true })).toMatchObject({ deleted: 1 });
    expect(await paths()).toEqual(['a', 'c']);
  });

  test('not if it is there again at the second sync, nor by a new release of DocPilot', async () => {
    const b = site.pages.get('/b');
    site.pages.delete('/b');
    await sync();
    if (b) site.pages.set('/b', b);
    await sync();
    site.pages.delete('/b');
    await database.query("update sources set fingerprint = 'of an earlier release'");
    await sync();
    expect(await paths()).toEqual(all);
  });
});

describe('nothing is deleted while the site', () => {
  const twice = async () => {
    await sync().catch(() => {});
    await sync().catch(() => {});
  };

  test.each(['cut off', 'empty'] as const)('has a sitemap that is %s', async (how) => {
    site.sitemap = how;
    await twice();
    expect(await paths()).toEqual(all);
    expect(await notesOf(database)).toEqual([
      'The site’s sitemap is empty or cut off: nothing was deleted.',
    ]);
  });

  test.each([
    ['answers 500', { status: 500 }, 'upstream_unavailable'],
    ['refuses', { status: 403 }, 'forbidden'],
    ['asks to sign in', { status: 302, headers: { location: '/login?next=b' } }, 'login'],
    ['shows a form to sign in', { body: htmlPage('Hello', '<input type="password">') }, 'login'],
    [
      'says with 200 that there is no such page',
      { body: htmlPage('Page not found', '') },
      'soft_404',
    ],
  ])('%s; the page is outdated meanwhile', async (_, answer, reason) => {
    const b = site.pages.get('/b');
    site.pages.set('/b', { body: '', ...answer });
    await twice();
    expect(await paths()).toEqual(all);
    expect(await problemsOf(database)).toEqual({ b: reason });
    if (b) site.pages.set('/b', b);
    expect(await sync()).toMatchObject({ done: true, failed: 0 });
    expect(await problemsOf(database)).toEqual({});
  });

  test('shows one page for all addresses', async () => {
    const shell = htmlPage('Acme', '<p>Please switch scripts on to read this.</p>');
    for (const path of ['/a', '/b', '/c']) site.pages.set(path, { body: shell });
    site.notFound = { status: 200, body: shell };
    await twice();
    expect(await paths()).toEqual(all);
    expect(Object.values(await problemsOf(database))).toEqual(Array(3).fill('soft_404'));
  });

  test.each(['/robots.txt', '/sitemap.xml'])('cannot give %s', async (path) => {
    site.intercept(({ url }, response) => {
      if (url === path) response.writeHead(503).end();
      return url === path;
    });
    await expect(sync()).rejects.toMatchObject({ code: 'upstream_unavailable' });
    expect(await paths()).toEqual(all);
  });

  test('asks for a pause; what was read is kept, and the next slice goes on after it', async () => {
    for (const path of ['/a', '/d', '/e']) {
      site.pages.set(path, { body: htmlPage(path, `<p>News of ${path}.</p>`) });
    }
    site.intercept(({ url }, response) => {
      if (url === '/e') response.writeHead(429, { 'retry-after': '120' }).end();
      return url === '/e';
    });
    const slice = { executionId: 'paused' };
    expect(await sync(slice)).toMatchObject({ done: false, retryAfterSeconds: 120 });
    expect(site.takeRequests()).toContain('429 /e');
    site.intercept();
    expect(await sync(slice)).toMatchObject({ done: true, seen: 5, indexed: 3 });
  });
});

test('a site of more pages than are read is read in part, and says so', async () => {
  const source = openSite(site.url, { limits: { pages: 2 } });
  expect(await syncOnce(database, source, { force: true })).toMatchObject({
    done: true,
    deleted: 0,
  });
  expect(await notesOf(database)).toEqual([expect.stringContaining('more than 2 pages')]);
  expect(await paths()).toEqual(all);
});

test('the settings choose pages, and those that they leave out are not asked for', async () => {
  site.takeRequests();
  const settings = { include: [], exclude: ['b'], maxFileBytes: 1e6, hiddenCells: 'omit' as const };
  const source = openSite(site.url, { isChosen: (path) => path !== 'b' });
  expect(await syncOnce(database, source, { settings })).toMatchObject({ skipped: 1 });
  expect(await problemsOf(database)).toEqual({ b: 'excluded' });
  expect(site.takeRequests()).not.toContain('200 /b');
});
