// The first sync of a documentation site on loopback, and one without changes:
//   npm run bench:site-sync -- [--pages 2000]
// On the embedded database, or on the Postgres of DATABASE_URL. Sites of one's own are asked without
// the pause that others are given, which alone would be a tenth of a second for each page.
import { parseArgs } from 'node:util';
import { readWebPage } from '@docpilot/shared/read-web-page';
import { siteSource } from '@docpilot/shared/web-site';
import { htmlPage, serveSite } from '../test/support/site-server.ts';
import { ingest } from './eval/ingest.ts';
import { openBenchDatabase } from './eval/open-bench-database.ts';
import { keepResult } from './keep-result.ts';

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
const database = await openBenchDatabase([]);

async function sync(force: boolean) {
  const source = siteSource(site.url, { readPage: readWebPage, privateHosts: ['127.0.0.1'] });
  const started = performance.now();
  await ingest(database, source, { force });
  const seconds = (performance.now() - started) / 1000;
  return { seconds: Math.round(seconds * 100) / 100, requests: source.requests };
}

try {
  const first = await sync(true);
  const { maxRSS } = process.resourceUsage();
  const unchanged = await sync(false);
  const figures = {
    [`first of ${pages}`]: { ...first, megabytes: Math.round(maxRSS / 1024) },
    'no change': unchanged,
  };
  keepResult('site-sync', 'npm run bench:site-sync', figures);
} finally {
  await site.close();
  await database.close();
}
