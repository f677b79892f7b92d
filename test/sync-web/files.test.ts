import { readFileSync } from 'node:fs';
import type { Database } from '@docpilot/shared/database';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { searchIndex } from '../../shared/src/search/rank/search-index.ts';
import { searchPassages } from '../../shared/src/search/search-passages.ts';
import { htmlPage, type Site, serveSite } from '../support/site-server.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { indexedPages, openSite, problemsOf } from './sync-site.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/documents/${name}`, import.meta.url));
const pdf = { body: fixture('report.pdf'), type: 'application/pdf' };
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

let database: Database;
let site: Site;
beforeEach(async () => {
  database = await openTestDatabase();
  site = await serveSite();
});
afterEach(() => site.close());

const sync = () => syncOnce(database, openSite(site.url));
const paths = async () => Object.keys(await indexedPages(database));

/** A start page with links, without a sitemap. */
function linkTo(...links: string[]): void {
  site.sitemap = 'none';
  site.pages.set('/', { body: htmlPage('Guide', '<p>Start here.</p>', { links }) });
}

test('a PDF that the sitemap names is found, with a link to its page', async () => {
  site.pages.set('/', { body: htmlPage('Guide', '<p>Start here.</p>') });
  site.pages.set('/files/report.pdf', pdf);
  expect(await sync()).toMatchObject({ indexed: 2, skipped: 0, failed: 0 });
  const [row] = await database.query<{ text: string; locations: { starts: { line: number }[] } }>(
    `select text, locations from documents where path = 'files/report.pdf'`,
  );
  const second = row?.locations.starts[1]?.line ?? 0;
  const words =
    row?.text
      .split('\n')
      .slice(second)
      .join(' ')
      .match(/\w{5,}/g) ?? [];
  const { results } = await searchPassages(searchIndex(database, null, undefined), {
    query: words.slice(0, 6).join(' '),
    limit: 10,
    expand: 'none',
    filters: { type: 'pdf' },
  });
  expect(results.map(({ url }) => url)).toContain(`${site.url}/files/report.pdf#page=2`);
});

test('files that links lead to are read by their type, or by their name where that says nothing', async () => {
  site.pages.set('/handbook.docx', { body: fixture('handbook.docx'), type: docx });
  site.pages.set('/download', { body: fixture('handbook.docx'), type: docx });
  site.pages.set('/report.pdf', { ...pdf, type: 'application/octet-stream' });
  site.pages.set('/notes.md', { body: '# Notes\n\nOf May.', type: 'application/octet-stream' });
  site.pages.set('/stock.xlsx', { body: fixture('stock.xlsx'), type: 'text/plain' });
  linkTo('/handbook.docx', '/download', '/report.pdf', '/notes.md', '/stock.xlsx');
  expect(await sync()).toMatchObject({ failed: 0 });
  expect(await paths()).toEqual([
    'download',
    'handbook.docx',
    'index',
    'notes.md',
    'report.pdf',
    'stock.xlsx',
  ]);
  const requests = site.takeRequests();
  expect(requests.filter((each) => each.endsWith(' /report.pdf'))).toHaveLength(1);
});

test('images, archives and scripts are left out, and so is what is too large or hidden', async () => {
  site.pages.set('/logo.png', { body: Buffer.from([0x89, 0x50, 0x4e, 0x47]), type: 'image/png' });
  site.pages.set('/all.zip', { body: 'PK', type: 'application/zip' });
  site.pages.set('/app.js', { body: 'let a;', type: 'text/javascript' });
  site.pages.set('/tool', { body: 'x', type: 'application/octet-stream' });
  site.pages.set('/large.pdf', { ...pdf, body: Buffer.alloc(10 * 1024 * 1024 + 1) });
  site.pages.set('/hidden.pdf', { ...pdf, headers: { 'x-robots-tag': 'noindex' } });
  site.pages.set('/no.pdf', { body: 'It is none.', type: 'application/pdf' });
  linkTo('/logo.png', '/all.zip', '/app.js', '/tool', '/large.pdf', '/hidden.pdf', '/no.pdf');
  await sync();
  expect(await paths()).toEqual(['index']);
  expect(await problemsOf(database)).toEqual({
    'all.zip': 'unsupported',
    'app.js': 'unsupported',
    'hidden.pdf': 'noindex',
    'large.pdf': 'too_large',
    'logo.png': 'unsupported',
    'no.pdf': 'broken',
    tool: 'unsupported',
  });
});

test('an unchanged file costs a 304; a login page in its place does not lose its text', async () => {
  site.pages.set('/report.pdf', pdf);
  linkTo('/report.pdf');
  await sync();
  site.takeRequests();
  expect(await sync()).toMatchObject({ unchanged: 2, indexed: 0 });
  expect(site.takeRequests()).toContain('304 /report.pdf');
  const before = (await indexedPages(database))['report.pdf'];
  site.pages.set('/report.pdf', {
    body: htmlPage('Sign in', '<form><input type="password"></form>'),
  });
  expect(await sync()).toMatchObject({ failed: 1, deleted: 0 });
  expect((await indexedPages(database))['report.pdf']).toBe(before);
});
