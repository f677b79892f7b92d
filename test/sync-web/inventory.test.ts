import { gzipSync } from 'node:zlib';
import type { Database } from '@docpilot/shared/database';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { htmlPage, type Site, serveSite } from '../support/site-server.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { indexedPages, notesOf, openSite, problemsOf } from './sync-site.ts';

let database: Database;
let site: Site;
beforeEach(async () => {
  database = await openTestDatabase();
  site = await serveSite();
});
afterEach(() => site.close());

const sync = (below = '/') => syncOnce(database, openSite(`${site.url}${below}`));
const paths = async () => Object.keys(await indexedPages(database));
const page = (title: string, links: string[] = []) => ({
  body: htmlPage(title, `<p>About ${title.toLowerCase()}.</p>`, { links }),
});

describe('the pages of a site are', () => {
  test('those of its sitemap, compressed ones and those of an index too, within its own path', async () => {
    site.sitemap = 'none';
    site.robots = `Sitemap: ${site.url}/all.xml`;
    const urlset = (...paths: string[]) =>
      `<urlset>${paths.map((path) => `<url><loc>${site.url}${path}</loc></url>`).join('')}</urlset>`;
    const index = ['/one.xml', '/two.xml.gz']
      .map((path) => `<sitemap><loc>${site.url}${path}</loc></sitemap>`)
      .join('');
    const type = 'application/xml';
    site.pages.set('/all.xml', { body: `<sitemapindex>${index}</sitemapindex>`, type });
    site.pages.set('/one.xml', { body: urlset('/docs/', '/docs/coffee', '/blog/news'), type });
    site.pages.set('/two.xml.gz', { body: gzipSync(urlset('/docs/tea')), type });
    for (const name of ['docs/', 'docs/coffee', 'docs/tea', 'blog/news']) {
      site.pages.set(`/${name}`, page(name));
    }
    expect(await sync('/docs')).toMatchObject({ done: true, seen: 3, indexed: 3 });
    expect(await indexedPages(database)).toEqual({
      coffee: '# docs/coffee\n\nAbout docs/coffee.\n',
      index: '# docs/\n\nAbout docs/.\n',
      tea: '# docs/tea\n\nAbout docs/tea.\n',
    });
  });

  test('without a sitemap: those that links lead to, and that llms.txt names', async () => {
    site.sitemap = 'none';
    site.pages.set('/', page('Home', ['/a', 'https://elsewhere.example/', 'mailto:x@y.example']));
    site.pages.set('/a', page('A', ['/b#part', '/']));
    site.pages.set('/b', page('B', ['/missing']));
    site.pages.set('/hidden', page('Hidden'));
    const body = `# Site\n- [Hidden](${site.url}/hidden.md): not linked`;
    site.pages.set('/llms.txt', { body, type: 'text/plain' });
    expect(await sync()).toMatchObject({ done: true, seen: 4, indexed: 4 });
    expect(await paths()).toEqual(['a', 'b', 'hidden', 'index']);
  });

  test('not those that robots.txt forbids or that ask not to be indexed', async () => {
    site.robots = 'User-agent: *\nDisallow: /private\n\nUser-agent: DocPilot\nDisallow: /drafts';
    const noindex = { head: '<meta name="robots" content="noindex">' };
    site.pages.set('/', page('Home'));
    site.pages.set('/private', page('Private'));
    site.pages.set('/drafts/a', page('Draft'));
    site.pages.set('/meta', { body: htmlPage('Meta', '<p>Not this.</p>', noindex) });
    site.pages.set('/header', { ...page('Header'), headers: { 'x-robots-tag': 'noindex' } });
    site.pages.set('/other', {
      ...page('Other'),
      headers: { 'x-robots-tag': 'otherbot: noindex' },
    });
    expect(await sync()).toMatchObject({ done: true, seen: 6, indexed: 3, skipped: 3 });
    expect(await problemsOf(database)).toEqual({
      'drafts/a': 'robots',
      header: 'noindex',
      meta: 'noindex',
    });
  });

  test('each once: redirects and copies count as the page that they stand for', async () => {
    const canonical = { head: '<link rel="canonical" href="/tea">' };
    site.pages.set('/tea', page('Tea'));
    site.pages.set('/tee', { body: htmlPage('Tea', '<p>Tea, again.</p>', canonical) });
    site.pages.set('/old', { body: '', status: 301, headers: { location: '/new#part' } });
    site.pages.set('/new', { ...page('New'), unlisted: true });
    site.pages.set('/away', { body: '', status: 301, headers: { location: 'https://a.example/' } });
    expect(await sync()).toMatchObject({ done: true, seen: 2, indexed: 2 });
    expect(await paths()).toEqual(['new', 'tea']);
  });

  test('of several versions and languages, those that the site leads to, and others that are named', async () => {
    const names = ['install', 'use'];
    for (const folder of ['en/latest', 'en/1.0', 'fr/latest']) {
      for (const name of names) site.pages.set(`/${folder}/${name}`, page(`${folder} ${name}`));
    }
    site.pages.set('/', { body: '', status: 302, headers: { location: '/en/latest/install' } });
    expect(await sync()).toMatchObject({ done: true, indexed: 2 });
    expect(await paths()).toEqual(['en/latest/install', 'en/latest/use']);
    expect(await notesOf(database)).toEqual([
      'Other versions or languages are left out: en/1.0, fr. Name one of them in SITES to have it, too.',
    ]);
    expect(await sync('/en/1.0/')).toMatchObject({ done: true, indexed: 2 });
  });

  test('of several versions, those that the site leads to, where links lead to all of them', async () => {
    site.sitemap = 'none';
    const versions = ['1.0', '2.0', 'latest'];
    for (const version of versions) {
      const others = versions.map((other) => `/${other}/install`);
      site.pages.set(
        `/${version}/install`,
        page(`Install ${version}`, [`/${version}/use`, ...others]),
      );
      site.pages.set(`/${version}/use`, page(`Use ${version}`));
    }
    site.pages.set('/', { body: '', status: 302, headers: { location: '/2.0/install' } });
    expect(await sync()).toMatchObject({ done: true, indexed: 2 });
    expect(await paths()).toEqual(['2.0/install', '2.0/use']);
    expect(await notesOf(database)).toEqual([
      'Other versions or languages are left out: 1.0, latest. Name one of them in SITES to have it, too.',
    ]);
    site.pages.set('/', page('Home', ['/1.0/install', '/2.0/install']));
    expect(await sync()).toMatchObject({ done: true });
    expect(await paths()).toEqual(['index', 'latest/install', 'latest/use']);
  });

  test('the copies in the version that is read, though they name another as the original', async () => {
    site.sitemap = 'none';
    const head = '<link rel="canonical" href="/stable/use">';
    site.pages.set('/', page('Home', ['/v2/install']));
    site.pages.set('/v2/install', page('Install', ['/v2/use', '/stable/install']));
    site.pages.set('/v2/use', { body: htmlPage('Use', '<p>How.</p>', { head }) });
    site.pages.set('/stable/install', page('Install, stable'));
    site.pages.set('/stable/use', page('Use, stable'));
    site.pages.set('/', { body: '', status: 302, headers: { location: '/v2/install' } });
    expect(await sync()).toMatchObject({ done: true, indexed: 2 });
    expect(await paths()).toEqual(['v2/install', 'v2/use']);
  });

  test('without those that llms.txt named once, but does not name any more', async () => {
    site.sitemap = 'none';
    site.pages.set('/', page('Home', ['/a']));
    site.pages.set('/a', page('A'));
    site.pages.set('/hidden', page('Hidden'));
    site.pages.set('/llms.txt', { body: '- [Hidden](/hidden)', type: 'text/plain' });
    expect(await sync()).toMatchObject({ indexed: 3 });
    site.pages.set('/llms.txt', { body: '- [A](/a)', type: 'text/plain' });
    await sync();
    expect(await sync()).toMatchObject({ done: true, deleted: 1 });
    expect(await paths()).toEqual(['a', 'index']);
  });

  test('from their own addresses once llms.txt names no Markdown of them any more', async () => {
    const type = 'text/markdown';
    site.pages.set('/a', page('A'));
    site.pages.set('/a.md', { body: '# A\n\nIn Markdown.', type, unlisted: true });
    const llms = { type: 'text/plain', unlisted: true };
    site.pages.set('/llms.txt', { ...llms, body: `- [A](${site.url}/a.md)` });
    await sync();
    site.pages.delete('/llms.txt');
    site.pages.delete('/a.md');
    await sync();
    expect(await indexedPages(database)).toEqual({ a: '# A\n\nAbout a.\n' });
  });

  test('as Markdown where the site offers it', async () => {
    const type = 'text/markdown; charset=utf-8';
    site.pages.set('/a', page('A'));
    site.pages.set('/a.md', {
      body: '# A\n\nIn Markdown.\n\n## Part two\n\nMore.',
      type,
      unlisted: true,
    });
    const body = `- [A](${site.url}/a.md)`;
    site.pages.set('/llms.txt', { body, type: 'text/plain', unlisted: true });
    site.pages.set('/b', page('B'));
    site.intercept(({ url, headers }, response) => {
      if (url !== '/b' || !headers.accept?.includes('text/markdown')) return false;
      response.writeHead(200, { 'content-type': type }).end('# B\n\nAlso in Markdown.');
      return true;
    });
    expect(await sync()).toMatchObject({ done: true, indexed: 2 });
    expect(await indexedPages(database)).toEqual({
      a: '# A\n\nIn Markdown.\n\n## Part two\n\nMore.',
      b: '# B\n\nAlso in Markdown.',
    });
    const [{ locations } = { locations: null }] = await database.query<{ locations: unknown }>(
      "select locations from documents where path = 'a'",
    );
    expect(locations).toEqual({
      kind: 'section',
      starts: [
        { line: 1, at: 'a' },
        { line: 5, at: 'part-two' },
      ],
    });
  });
});
