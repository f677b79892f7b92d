import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readWebPage } from '../../shared/src/reader/read-web-page.ts';
import { readSitemap } from '../../shared/src/sources/web/read-sitemap.ts';
import { createWebClient } from '../../shared/src/sources/web/web-client.ts';
import { isLongRun } from '../support/long-runs.ts';
import { type Site, serveSite } from '../support/site-server.ts';

const times = isLongRun ? 20 : 1;
const many = (text: string, count: number) => text.repeat(count * times);

describe('hostile HTML is read or skipped in bounded time', () => {
  test.each([
    ['elements inside each other', many('<div>', 5_000), { skip: 'too_complex' }],
    ['elements that never close', many('<p><a href=x><b class="a b c">', 20_000), {}],
    ['attributes without end', `<p ${many('a=b ', 50_000)}>text`, {}],
    ['links', many('<a href="/x">y</a>', 50_000), {}],
    ['headings', many('<section id=a><h2 id=b>c</h2></section>', 10_000), {}],
    ['tables inside each other', many('<table><tr><td>', 200), {}],
    ['comments that never close', `<main>text${many('<!--', 50_000)}`, {}],
    ['a class that is long', `<main class="${many('a ', 200_000)}"><p>text`, {}],
    ['style sheets', many('<style>p { color: red }</style>', 5_000), {}],
  ])('%s', async (_, html, expected) => {
    const started = performance.now();
    const read = await readWebPage(Buffer.from(html), 'text/html');
    expect(read).toMatchObject(expected);
    if ('facts' in read) expect(read.facts.links.length).toBeLessThanOrEqual(5_000);
    expect(performance.now() - started).toBeLessThan(60_000);
  });
});

test('entities of a sitemap are not expanded', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
    <urlset><url><loc>https://example.com/&b;</loc></url></urlset>`;
  expect(readSitemap(bomb)?.pages).toEqual([{ address: 'https://example.com/&b;' }]);
});

describe('an answer', () => {
  let site: Site;
  beforeAll(async () => {
    site = await serveSite();
  });
  afterAll(() => site.close());
  const get = (path: string) =>
    createWebClient({
      privateHosts: ['127.0.0.1'],
      requestTimeoutMs: 300,
      firstPauseMs: 1,
    }).get(new URL(path, site.url), {}, 10_000);

  test('that is longer than is asked for is not read, nor one that only becomes so', async () => {
    const headers = { 'content-encoding': 'gzip' };
    site.pages.set('/long', { body: 'x'.repeat(20_000) });
    site.pages.set('/bomb', { body: gzipSync('x'.repeat(50_000_000)), headers });
    site.pages.set('/fits', { body: gzipSync('x'.repeat(10_000)), headers });
    expect(await get('/long')).toMatchObject({ status: 200, body: null });
    expect(await get('/bomb')).toMatchObject({ status: 200, body: null });
    expect((await get('/fits')).body?.byteLength).toBe(10_000);
  });

  test('that does not come, or does not end, is given up', async () => {
    site.intercept(({ url }, response) => {
      if (url === '/drip') setInterval(() => response.write('x'), 20).unref();
      return true;
    });
    for (const path of ['/silent', '/drip']) {
      await expect(get(path)).rejects.toMatchObject({ code: 'upstream_timeout' });
    }
    site.intercept();
  });
});
