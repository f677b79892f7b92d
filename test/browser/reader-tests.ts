import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Given } from './handbook.ts';

/** @see pages.test.ts */
export function readerTests({ browser, handbook }: Given): void {
  async function openSearch(fragment: string, options = {}): Promise<Page> {
    const { url, key } = handbook().docPilot;
    const page = await browser.open({ key, ...options });
    await page.goto(`${url}/home${fragment}`);
    return page;
  }

  const document = (page: Page) => page.getByRole('region', { name: 'Document' });

  it('opens beside the results, rendered, at the lines of the passage', async () => {
    const page = await openSearch('#search?q=unused+days+carried+over');
    await page.getByRole('link', { name: 'Holidays' }).click();
    const asked = document(page).locator('.asked');
    await asked.first().waitFor();
    expect(await asked.first().innerText()).toContain('Unused days are carried over until March.');
    expect(await document(page).getByRole('heading', { level: 2 }).innerText()).toBe('Holidays');
    expect(await document(page).getByRole('heading', { level: 4 }).allInnerTexts()).toEqual([
      'Carry over',
      'Illness',
    ]);
    expect(await document(page).locator('.place').innerText()).toMatch(
      /^acme\/handbook › docs\/holidays\.md\s+31 Jan 2026$/,
    );
    const list = await page.locator('.result').first().boundingBox();
    const beside = await document(page).boundingBox();
    expect(beside?.x).toBeGreaterThan((list?.x ?? 0) + (list?.width ?? 0));
    expect(page.url()).toMatch(/#search\?q=unused\+days\+carried\+over&doc=[\w-]{22}&lines=7-7$/);
  });

  it('leads to the lines of the very commit that is indexed, and back', async () => {
    const page = await openSearch('#search?q=carry+over', { leavesTo: 'https://github.com' });
    await page.route('https://github.com/**', (route) => route.fulfill({ body: 'the document' }));
    await page.getByRole('link', { name: 'Holidays' }).click();
    await page.getByRole('link', { name: 'Open on GitHub' }).click();
    await page.getByText('the document', { exact: true }).waitFor();
    expect(page.url()).toMatch(
      new RegExp(
        `^https://github\\.com/acme/handbook/blob/${handbook().sha}/docs/holidays\\.md\\?plain=1#L\\d+-L\\d+$`,
      ),
    );
    await page.goBack();
    await document(page).getByText('Unused days are carried over').waitFor();
    await page.goBack();
    await document(page).waitFor({ state: 'detached' });
    expect(await page.getByRole('searchbox').inputValue()).toBe('carry over');
  });

  it('has an address to share, which opens it alone; it fills the screen of a phone', async () => {
    const permissions = ['clipboard-read', 'clipboard-write'];
    const page = await openSearch('#search?q=walrus', { permissions });
    await page.getByRole('link', { name: 'Walrus care' }).click();
    await page.getByRole('button', { name: 'Copy the link' }).click();
    const shared = String(await page.evaluate('navigator.clipboard.readText()'));
    const alone = `#${new URL(shared).hash.slice(1).replace('q=walrus&', '')}`;
    const viewport = { width: 375, height: 700 };
    const phone = await openSearch(alone, { viewport });
    await document(phone).getByText('Never feed a walrus by hand.').waitFor();
    expect(await document(phone).boundingBox()).toEqual({ x: 0, y: 0, ...viewport });
    await document(phone).getByRole('button', { name: 'Close the document' }).click();
    await document(phone).waitFor({ state: 'detached' });
  });

  it('shows code in colours, each line with its number', async () => {
    const page = await openSearch('#search?q=zigzag');
    await page.getByRole('link', { name: 'retry.ts' }).click();
    await document(page).locator('.keyword', { hasText: 'export' }).waitFor();
    const lines = document(page).locator('.line');
    expect(await lines.nth(1).innerText()).toBe('  zigzag,\n');
    expect(await lines.nth(1).getAttribute('data-number')).toBe('2');
  });

  it('renders nothing that a document could run', async () => {
    const page = await openSearch('#search?q=parrot');
    await page.getByRole('link', { name: 'Parrot' }).click();
    await document(page).getByText('The parrot says').waitFor();
    expect(await document(page).locator('img, script, b').count()).toBe(0);
    expect(await page.title()).toBe('parrot – DocPilot');
  });

  it('opens a file of this machine that is nowhere else in the editor', async () => {
    const page = await openSearch('#search?q=oven');
    await page.route('**/documents/*', async (route) => {
      const response = await route.fetch();
      const url = 'file:///home/me/my%20notes/oven.md';
      await route.fulfill({ response, json: { ...(await response.json()), url } });
    });
    await page.getByRole('link', { name: 'Oven' }).click();
    const link = page.getByRole('link', { name: 'Open in VS Code' });
    expect(await link.getAttribute('href')).toBe('vscode://file/home/me/my%20notes/oven.md:1');
  });

  it('says so when the document is gone', async () => {
    const page = await openSearch(`#search?doc=${'x'.repeat(22)}`, { refusals: [404] });
    await document(page).getByText('There is no document').waitFor();
  });
}
