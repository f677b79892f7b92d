import type { Database } from '@docpilot/shared/database';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldDeltas } from '../../shared/src/store/documents/term-frequencies.ts';
import { countedFrequencies, indexContents } from '../support/index-contents.ts';
import { runs } from '../support/long-runs.ts';
import { htmlPage, type Site, serveSite } from '../support/site-server.ts';
import { type SyncOptions, syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { openSite } from './sync-site.ts';

const names = ['', 'a', 'b', 'guide/', 'guide/c', 'guide/d', 'e', 'v1/c', 'v2/c', 'v2/d'];
const name = fc.constantFrom(...names);
const words = fc
  .array(fc.constantFrom('coffee', 'tea', 'machine', 'monday', 'naïve', 'grinder'), {
    minLength: 3,
    maxLength: 12,
  })
  .map((said) => said.join(' '));
const links = fc.array(name, { maxLength: 4 });

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), name, words, links }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), name }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('move' as const, 'copy'), name, to: name }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('robots' as const), name }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('noindex' as const), name }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('sitemap' as const),
      to: fc.constantFrom('whole' as const, 'whole', 'none'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('llms' as const), named: fc.array(name) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('sync' as const),
      how: fc.constantFrom(
        ...['whole', 'whole', 'cut off', 'empty', 'storm', 'one page down', 'login', 'soft 404'],
        ...['short', 'forced', 'pause'],
      ),
      at: fc.integer({ min: 1, max: 9 }),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function change(step: Exclude<Step, { do: 'sync' }>, site: Site): void {
  const { pages } = site;
  if (step.do === 'llms') {
    const body = step.named.map((each) => `- [${each}](/${each})`).join('\n');
    if (body === '') pages.delete('/llms.txt');
    else pages.set('/llms.txt', { body, type: 'text/plain', unlisted: true });
    return;
  }
  if (step.do === 'sitemap') {
    site.sitemap = step.to;
    return;
  }
  const path = `/${step.name}`;
  const page = pages.get(path);
  if (step.do === 'robots')
    site.robots = step.name === '' ? '' : `User-agent: *\nDisallow: ${path}`;
  if (step.do === 'write') {
    const to = step.links.map((each) => `/${each}`);
    pages.set(path, { body: htmlPage(step.name, `<p>${step.words}</p>`, { links: to }) });
  }
  // A site without its start page is none.
  if (page === undefined || step.name === '') return;
  if (step.do === 'delete') pages.delete(path);
  // Nor is one whose start page leads nowhere.
  if (page.status) return;
  if (step.do === 'noindex') pages.set(path, { ...page, headers: { 'x-robots-tag': 'noindex' } });
  if (step.do !== 'move' && step.do !== 'copy') return;
  pages.set(`/${step.to}`, page);
  if (step.do !== 'move' || step.to === step.name) return;
  pages.set(path, { body: '', status: 301, headers: { location: `/${step.to}` } });
}

/** Syncs while the site misbehaves. Whatever it does, no page is lost that it has. */
async function sync(step: Extract<Step, { do: 'sync' }>, database: Database, site: Site) {
  const { how, at } = step;
  const before = await liveIds(database);
  const usual = site.sitemap;
  if (how === 'cut off' || how === 'empty') site.sitemap = how;
  const isPage = (url = '') =>
    url !== '/robots.txt' && url !== '/sitemap.xml' && url !== '/llms.txt';
  let requests = 0;
  site.intercept(({ url }, response) => {
    requests += 1;
    const isHit =
      isPage(url) && (how === 'one page down' ? url === `/${names[at]}` : requests > at);
    if (!isHit) return false;
    if (how === 'storm' || how === 'one page down') response.writeHead(500).end();
    else if (how === 'login') response.writeHead(302, { location: '/login?next=/' }).end();
    else if (how === 'pause') response.writeHead(429, { 'retry-after': '60' }).end();
    else if (how === 'soft 404') response.writeHead(200).end(site.notFound.body);
    else return false;
    return true;
  });
  const options: SyncOptions = {
    force: how === 'forced',
    ...(how === 'short' ? { forMs: 30 } : {}),
  };
  const source = openSite(site.url, how === 'short' ? { deadline: Date.now() + 30 } : {});
  await syncOnce(database, source, options).catch(() => {});
  site.intercept();
  site.sitemap = usual;
  await database.query("update sources set lease_expires_at = now() - interval '1 s'");
  if (how === 'whole' || how === 'forced' || how === 'short') return;
  const after = await liveIds(database);
  const served = before.filter((id) => isServed(id, site));
  expect(after, how).toEqual(expect.arrayContaining(served));
}

function isServed(id: string, site: Site): boolean {
  const path = new URL(id).pathname;
  const page = site.pages.get(path);
  const isRobots = (site.robots ?? '').split('Disallow: ')[1];
  const isAllowed = !isRobots || !path.startsWith(isRobots);
  // What is named neither by a sitemap nor by links any more is missed for good at the second time.
  const isNamed = site.sitemap === 'whole' && !/^\/v1\//.test(path);
  return page !== undefined && !page.status && !page.headers && isAllowed && isNamed;
}

async function liveIds(database: Database): Promise<string[]> {
  const rows = await database.query<{ id: string }>('select external_id as id from documents');
  return rows.map(({ id }) => id);
}

/** Clean syncs. @param rounds three: what was missed once is missed twice, and is gone then */
async function settle(database: Database, site: Site, rounds: number) {
  await database.query("update problems set next_attempt_at = now() where outcome = 'failed'");
  for (let round = 1; round <= rounds; round += 1) {
    const report = await syncOnce(database, openSite(site.url));
    expect(report.done).toBe(true);
    if (round === rounds) expect(report.failed).toBe(0);
    expect(report.indexed + report.unchanged + report.skipped + report.failed).toBe(report.seen);
  }
  await foldDeltas(database);
}

/** Without what the address of the server changes from run to run. */
function comparable<T>(contents: T, site: Site): T {
  return JSON.parse(JSON.stringify(contents).replaceAll(site.url, 'https://site.example'));
}

test('after any history of a site and of syncs that it disturbs, clean syncs leave what one from scratch leaves', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (history) => {
      const site = await serveSite();
      try {
        site.pages.set('/', {
          body: htmlPage('Home', '<p>Hello.</p>', { links: ['/a', '/guide/'] }),
        });
        const database = await openTestDatabase();
        for (const each of history) {
          if (each.do === 'sync') await sync(each, database, site);
          else change(each, site);
        }
        await settle(database, site, 3);
        const synced = comparable(await indexContents(database), site);
        expect(synced.frequencies).toEqual(await countedFrequencies(database));
        const fresh = await openTestDatabase();
        await settle(fresh, site, 1);
        expect(synced).toEqual(comparable(await indexContents(fresh), site));
      } finally {
        await site.close();
      }
    }),
    { numRuns: runs(3, 30) },
  );
});
