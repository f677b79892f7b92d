// Syncs a documentation site on loopback, and measures requests, time and the function's memory:
//   npm run bench:site-sync -- [--pages 2000]
// DATABASE_URL or TEST_DATABASE_URL names an empty Postgres (scripts/with-postgres.sh makes one). A
// site of one's own is asked without the pause that others are given, which alone would be a tenth of
// a second for each page.
import { parseArgs } from 'node:util';
import { htmlPage, serveSite } from '../test/support/site-server.ts';
import { keepResult } from './keep-result.ts';
import { measuredFunction } from './measured-function/measured-function.ts';
import { openServerDatabase } from './server-database.ts';

const { values } = parseArgs({ options: { pages: { type: 'string', default: '2000' } } });
const pages = Number(values.pages);
const site = await serveSite();
const links = Array.from({ length: 100 }, (_, at) => `/page-${at}`);
for (let at = 0; at < pages; at += 1) {
  const sections = Array.from({ length: 8 }, (_, part) => {
    const said =
      `Step ${part} of ${at} sets option-${(at * 7 + part) % 977} of the machine. `.repeat(6);
    return `<h2 id="part-${part}">Part ${part} of ${at}</h2><p>${said}</p><pre><code class="language-sh">run ${at}</code></pre>`;
  });
  const body = htmlPage(`Page ${at}`, sections.join(''), { links });
  site.pages.set(`/page-${at}`, { body, lastmod: '2020-01-01' });
}
const { databaseUrl, database } = await openServerDatabase();
const measured = await measuredFunction('sync-web', {
  DATABASE_URL: databaseUrl,
  SITES: site.url,
  SITE_PRIVATE_HOSTS: '127.0.0.1',
});

const figures: Record<string, object> = {};
try {
  await sync('first');
  await sync('nothing changed');
  keepResult('site-sync', `npm run bench:site-sync -- --pages ${pages}`, figures);
} finally {
  measured.close();
  await site.close();
  await database.close();
}

async function sync(execution_id: string): Promise<void> {
  const startedAt = performance.now();
  site.takeRequests();
  const slices: Record<string, unknown>[] = [];
  for await (const slice of measured.sync('/', { site: site.url, execution_id }))
    slices.push(slice);
  const { seen, indexed } = slices.at(-1) ?? {};
  figures[execution_id] = {
    pages: seen,
    indexed,
    requests: site.takeRequests().length,
    slices: slices.length,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
    'peak MiB': measured.peakMiB(),
  };
}
