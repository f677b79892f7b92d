import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Database } from '@docpilot/shared/database';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { searchIndex } from '../../shared/src/search/rank/search-index.ts';
import { searchRequest } from '../../shared/src/search/request/search-request.ts';
import { searchPassages } from '../../shared/src/search/search-passages.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { wikiSpace } from '../support/wiki-source.ts';

interface Page {
  title: string;
  revision: string;
  sections: { id: string; heading: string; text: string }[];
}

let pages: Map<string, Page>;
/** How many pages the list leaves out; the answer's status and body, where it is another. */
let trouble: { leftOut?: number; status?: number; body?: string; on?: RegExp };
let server: Server;
let database: Database;

beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    if (trouble.on === undefined || trouble.on.test(url)) {
      if (trouble.status) return response.writeHead(trouble.status).end();
      if (trouble.body) return response.end(trouble.body);
    }
    const id = url.split('/').at(-1) ?? '';
    if (url.startsWith('/pages/')) {
      const found = pages.get(id);
      return found ? response.end(JSON.stringify(found)) : response.writeHead(404).end();
    }
    const listed = [...pages].map(([pageId, { title, revision }]) => ({
      id: pageId,
      title,
      revision,
    }));
    const revision = listed.map((page) => `${page.id}@${page.revision}`).join();
    const shown = listed.slice(trouble.leftOut ?? 0);
    return response.end(JSON.stringify({ revision, pages: shown, total: listed.length }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  trouble = {};
  pages = new Map(
    ['Travel', 'Lunch', 'Parking'].map((title, at) => [
      `${at + 1}`,
      {
        title,
        revision: '1',
        sections: [
          { id: 'about', heading: 'About', text: `What this page says of ${title}.` },
          { id: 'who-pays', heading: 'Who pays', text: `The office pays for ${title}.` },
        ],
      },
    ]),
  );
  database = await openTestDatabase();
});

const space = () =>
  wikiSpace(
    'office',
    `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    new AbortController().signal,
  );
const sync = () => syncOnce(database, space());
const titles = async () =>
  (await database.query<{ title: string }>('select title from documents order by title')).map(
    ({ title }) => title,
  );

it('a hundred lines make a source whose hits link to the section', async () => {
  expect(await sync()).toMatchObject({ seen: 3, indexed: 3 });

  const request = searchRequest.parse({ query: 'the office pays for parking', limit: 1 });
  const answer = await searchPassages(searchIndex(database, null), request);
  expect(answer.results).toMatchObject([
    { title: 'Parking', url: 'https://wiki.example.com/pages/3#who-pays' },
  ]);
});

it('a sync without changes costs one request', async () => {
  await sync();
  const unchanged = space();
  expect(await syncOnce(database, unchanged)).toMatchObject({ unchanged: 3, indexed: 0 });
  expect(unchanged.requests).toBe(1);
});

it('a page that is gone is deleted, but not because a list is cut off, malformed or refused', async () => {
  await sync();
  pages.delete('2');
  for (const each of [
    { leftOut: 1 },
    { status: 503 },
    { body: '<h1>Log in</h1>' },
    { status: 404 },
  ]) {
    trouble = each;
    await expect(sync()).rejects.toThrow();
    expect(await titles()).toEqual(['Lunch', 'Parking', 'Travel']);
  }
  trouble = {};
  await sync();
  expect(await titles()).toEqual(['Parking', 'Travel']);
});

it('a page that cannot be read stops no other, and is read by a later sync', async () => {
  trouble = { on: /pages\/2/, status: 503 };
  expect(await sync()).toMatchObject({ seen: 3, indexed: 2, failed: 1 });

  trouble = {};
  await syncOnce(database, space(), { trigger: 'manual' });
  expect(await titles()).toEqual(['Lunch', 'Parking', 'Travel']);
});

it('the guide goes through this source, which has at most a hundred lines', () => {
  const at = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8');
  const source = at('test/support/wiki-source.ts');
  expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(100);
  const guide = at('docs/adding-a-source.md');
  expect(guide).toContain('test/support/wiki-source.ts');
  // Every part of the interface that a source must have is explained.
  for (const part of ['kind', 'name', 'requests', 'list', 'find', 'fetch', 'url']) {
    expect(guide).toContain(`\`${part}`);
    expect(source).toMatch(new RegExp(`\\b${part}\\b`));
  }
});
