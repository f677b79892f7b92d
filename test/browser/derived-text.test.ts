import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { removeTemporaryFolders, temporaryFolder } from '../github/temporary-clone.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';
import { describeInBrowser } from './chromium.ts';

const files = {
  'page.html':
    '<h1>The object element</h1><p>A walrus is written as &lt;object id&gt; in the page.</p>' +
    '<p>&lt;details&gt;</p><p>Its tusks grow.</p><p>&lt;!-- no remark</p><p>It sleeps.</p>',
  'mail.eml':
    'From: a@acme.example\nSubject: Le morse\n\nUtilise <summary> walrus.\n\n<head>\n\nIl dort.\n',
  'table.csv': 'Type,Example\nwalrus,Map<b>\nSeerobbe,<script>alert(1)</script>\n',
};

describeInBrowser('text that is made of a document', (browser) => {
  let docPilot: RunningDocPilot;
  beforeAll(async () => {
    const folder = temporaryFolder();
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    docPilot = await runDocPilot([], { folders: [folder] });
    await docPilot.sync();
  });
  afterAll(async () => {
    await docPilot.close();
    removeTemporaryFolders();
  });

  it.each([
    ['page.html', ['<object id>', '<details>', 'Its tusks grow.', '<!-- no remark', 'It sleeps.']],
    ['mail.eml', ['<summary> walrus', '<head>', 'Il dort.']],
    ['table.csv', ['Map<b>', '<script>alert(1)</script>']],
  ])('shows what looks like a tag as the text it is: %s', async (path, said) => {
    const page = await browser.open({ key: docPilot.key });
    await page.goto(`${docPilot.url}/home#search?q=walrus`);
    const result = page.locator('.result', { hasText: path });
    for (const text of said) expect(await result.locator('.snippet').innerText()).toContain(text);
    await result.locator('a').first().click();
    const prose = page.locator('.prose');
    await prose.waitFor();
    for (const text of said) expect(await prose.innerText()).toContain(text);
    expect(await page.locator('.result script, .prose script, .prose details').count()).toBe(0);
  });
});
