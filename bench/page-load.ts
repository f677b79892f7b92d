// How long the search page takes to be ready on a slow connection (150 ms away, 1.6 Mbit/s), at the
// first visit and, with what the browser kept, at the second:
//   npm run bench:page -- --repo DIR [--against CHECKOUT] [--rounds 5]
// Ready is when what the page shows changes no more. With --against it alternates with another
// checkout of DocPilot and prints ratios.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { launchChromium } from '../test/support/installed-chromium.ts';
import { comparedCheckouts } from './compared-checkouts.ts';
import { serveCheckout } from './page-load/serve-checkout.ts';
import { percentile } from './percentile.ts';

const { repository, checkouts, rounds } = comparedCheckouts('bench:page');
const slow = {
  offline: false,
  latency: 150,
  downloadThroughput: 200_000,
  uploadThroughput: 94_000,
};
/** Without a change for so long, nothing more comes. */
const quietMs = 1_500;

/** Keeps when the page changed last, in milliseconds from the start of the visit. */
const noteChanges = `
  window.changedAtMs = 0;
  new MutationObserver(() => { window.changedAtMs = performance.now(); })
    .observe(document, { childList: true, subtree: true, characterData: true });
`;

const folder = mkdtempSync(join(tmpdir(), 'docpilot-bench-'));
const browser = await launchChromium();
const served = await Promise.all(
  Object.entries(checkouts).map(async ([name, checkout], index) => ({
    name,
    ...(await serveCheckout(checkout, repository, join(folder, String(index)))),
  })),
);
const visits = new Map<string, number[]>();
const requests = new Map<string, number>();
try {
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, url, key } of served) {
      const context = await browser.newContext();
      await context.addInitScript(`sessionStorage.setItem('docpilot-key', '${key}')`);
      await context.addInitScript(noteChanges);
      for (const visit of ['first visit', 'second visit']) {
        const label = `${visit}, ${name}`;
        const { readyMs, count } = await timeVisit(context, url);
        visits.set(label, [...(visits.get(label) ?? []), readyMs]);
        requests.set(label, count);
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  for (const { stop } of served) await stop();
  rmSync(folder, { recursive: true, force: true });
}

for (const [label, times] of visits) {
  const median = percentile(times, 0.5);
  const other = visits.get(label.replace('this code', 'other code'));
  const ratio = other && label.endsWith('this code') ? median / percentile(other, 0.5) : null;
  console.log(
    `${label.padEnd(26)} ${(median / 1000).toFixed(2)} s, ${requests.get(label)} requests${ratio === null ? '' : `, ${ratio.toFixed(2)} of the other`}`,
  );
}

/** Milliseconds from the start of a visit to the last change of what is shown, and its requests. */
async function timeVisit(context: BrowserContext, url: string) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', slow);
  let count = 0;
  page.on('request', () => {
    count += 1;
  });
  // A new window of the browser first loads pages of its own.
  await page.waitForTimeout(quietMs);
  await page.goto(url);
  let readyMs: number;
  do {
    readyMs = await page.evaluate<number>('window.changedAtMs');
    await page.waitForTimeout(quietMs);
  } while (readyMs !== (await page.evaluate('window.changedAtMs')));
  await page.close();
  return { readyMs, count };
}
