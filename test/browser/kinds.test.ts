import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  removeTemporaryFolders,
  temporaryClone,
  temporaryFolder,
} from '../github/temporary-clone.ts';
import { driveUnderTest } from '../support/drive-under-test.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';
import { htmlPage, serveSite } from '../support/site-server.ts';
import { MadeConversations } from '../sync-github/made-conversations.ts';
import { writeConversations } from '../sync-github/write-conversations.ts';
import { describeInBrowser } from './chromium.ts';

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** A thread of each kind, with the word walrus as all documents here. */
function makeThreads(): MadeConversations {
  const made = new MadeConversations();
  made.open({ title: 'Why a walrus?' });
  made.open({ title: 'Feed the walrus' }, true);
  made.discuss({ title: 'Which walrus?' });
  made.release('v1.0.0', 'A faster walrus.');
  return made;
}

describeInBrowser('results of each kind', (browser) => {
  let docPilot: RunningDocPilot;
  const closers: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    const clone = temporaryClone({ origin: 'https://github.com/acme/handbook.git' });
    clone.commit('Write', { 'walrus.md': '# The walrus in a file\n\nIt eats clams.\n' });
    writeConversations(clone.folder, makeThreads());
    const drive = await driveUnderTest();
    closers.push(drive.close);
    drive.store.createFile({
      name: 'The walrus in Drive',
      parentId: drive.folder,
      mimeType: 'application/vnd.google-apps.document',
      content: '<h1>The walrus in Drive</h1><p>It sleeps.</p>',
    });
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'walrus.txt'), 'The walrus in a folder swims.\n');
    const site = await serveSite();
    closers.push(site.close);
    site.pages.set('/', { body: htmlPage('The walrus on a site', '<p>It sings.</p>') });
    docPilot = await runDocPilot([clone.folder], {
      folders: [folder],
      sites: [site.url],
      environment: drive.environment,
    });
    closers.unshift(docPilot.close);
    await docPilot.sync();
  });
  afterAll(async () => {
    for (const close of closers) await close();
    removeTemporaryFolders();
  });

  it.each([
    ['en-GB', 'light'],
    ['en-GB', 'dark'],
    ['fr-FR', 'dark'],
  ] as const)('say what they are, by a sign and its name (%s, %s)', async (locale, colorScheme) => {
    const page = await browser.open({ key: docPilot.key, locale, colorScheme });
    await page.goto(`${docPilot.url}/home#search?q=walrus`);
    await page.locator('.result').nth(7).waitFor();
    const names = await page.locator('.result .kind').allInnerTexts();
    const expected = {
      'en-GB': 'Discussion Drive File Issue Local file Pull request Release Site',
      'fr-FR': 'Discussion Drive Fichier Fichier local Issue Pull request Site Version publiée',
    };
    expect(names.toSorted().join(' ')).toBe(expected[locale]);
    // The sign is for the eye alone, and can be seen on its ground.
    expect(await page.locator('.kind svg:not([aria-hidden=true])').count()).toBe(0);
    expect(await page.locator('.kind svg').first().boundingBox()).toMatchObject({ width: 14 });
    await page.evaluate(`${axe}; undefined`);
    const found = await page.evaluate(
      `axe.run('.results').then(({ violations }) => violations.map(({ id }) => id))`,
    );
    expect(found).toEqual([]);
  });
});
