import type { Database } from '@docpilot/shared/database';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { htmlPage, type Site, serveSite } from '../support/site-server.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { openSite } from './sync-site.ts';

const pages = 30;
let database: Database;
let site: Site;
beforeEach(async () => {
  database = await openTestDatabase();
  site = await serveSite();
  for (let at = 0; at < pages; at += 1) {
    const links = at === 0 ? Array.from({ length: pages }, (_, to) => `/${to}`) : ['/'];
    const text = `<p>About number ${at}, which has a text of its own.</p>`;
    site.pages.set(at === 0 ? '/' : `/${at}`, { body: htmlPage(`Page ${at}`, text, { links }) });
  }
});
afterEach(() => site.close());

async function sync() {
  site.takeRequests();
  const report = await syncOnce(database, openSite(site.url));
  const requests = site.takeRequests();
  return {
    report,
    requests: requests.length,
    whole: requests.filter((request) => /^200 \/\d*$/.test(request)),
  };
}

/** As if the last sync was some days ago: what was changed just before it is not trusted. */
const daysPass = (days: number) =>
  database.query(
    `update sources set cursor = jsonb_set(cursor, '{pages}', (
       select jsonb_object_agg(key, value || jsonb_build_object('at', (value->>'at')::bigint - $1::bigint))
       from jsonb_each(cursor->'pages')))`,
    [days * 24 * 3_600_000],
  );

describe('a site that has not changed', () => {
  test('costs three requests where its sitemap says when pages changed', async () => {
    for (const page of site.pages.values()) page.lastmod = '2020-01-01';
    expect(await sync()).toMatchObject({ report: { indexed: pages } });
    expect(await sync()).toMatchObject({ report: { unchanged: pages }, requests: 3, whole: [] });
    // Some sites never change a lastmod, so it is not trusted for good.
    await daysPass(8);
    expect(await sync()).toMatchObject({ requests: 3 + pages, whole: [] });
  });

  test('costs one conditional request a page where it does not, and where links are followed', async () => {
    expect(await sync()).toMatchObject({ report: { indexed: pages } });
    expect(await sync()).toMatchObject({
      report: { unchanged: pages },
      requests: 3 + pages,
      whole: [],
    });
    site.sitemap = 'none';
    await sync();
    await sync();
    const { report, requests, whole } = await sync();
    expect({ report, whole }).toMatchObject({ report: { unchanged: pages }, whole: [] });
    // robots.txt, two names of sitemaps in one folder, llms.txt, and /0: a link leads there, but no page
    // is there yet.
    expect(requests).toBe(5 + pages);
  });
});

describe('of a site that has changed', () => {
  test('only the page is read whose lastmod is another, and nothing is written for a new frame', async () => {
    for (const page of site.pages.values()) page.lastmod = '2020-01-01';
    await sync();
    const text = '<p>Another text.</p>';
    site.pages.set('/7', { body: htmlPage('Page 7', text), lastmod: '2020-02-01' });
    expect(await sync()).toMatchObject({
      report: { indexed: 1, unchanged: pages - 1 },
      whole: ['200 /7'],
    });
    const before = await database.query('select path, xmin::text from documents order by path');
    for (const page of site.pages.values()) {
      page.body = String(page.body).replace('© The site', '© The site, 2027');
      page.lastmod = '2020-03-01';
    }
    expect(await sync()).toMatchObject({ report: { indexed: 0, unchanged: pages } });
    expect(await database.query('select path, xmin::text from documents order by path')).toEqual(
      before,
    );
  });
});

test('requests keep the pace of robots.txt, and say who asks', async () => {
  site.robots = 'User-agent: *\nCrawl-delay: 0.05';
  for (const path of [...site.pages.keys()].slice(5)) site.pages.delete(path);
  const times: number[] = [];
  const agents = new Set<string | undefined>();
  site.intercept(({ headers }) => {
    times.push(performance.now());
    agents.add(headers['user-agent']);
    return false;
  });
  await syncOnce(database, openSite(site.url, { contact: 'docs@example.com' }));
  const [first = 0, last = 0] = [times[1], times.at(-1)];
  // Timers may be early by a millisecond.
  expect(last - first).toBeGreaterThan((times.length - 2) * 48);
  expect([...agents]).toEqual(['DocPilot/1.0 (+docs@example.com)']);
});
