import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Given } from './handbook.ts';

/** @see pages.test.ts */
export function searchTests({ browser, handbook }: Given): void {
  /** The page with the key, at a search if one is given. */
  async function openSearch(fragment = '', options = {}): Promise<Page> {
    const { url, key } = handbook().docPilot;
    const page = await browser.open({ key, ...options });
    await page.goto(`${url}/home${fragment}`);
    return page;
  }

  const titles = (page: Page) => page.locator('.result h2 .title').allTextContents();

  it('answers while the reader types, with marked words, place, lines and dates', async () => {
    const page = await openSearch();
    await page.getByRole('searchbox').fill('unused days carried over');
    const result = page.locator('.result').first();
    await result.waitFor();
    expect(await result.locator('.place').innerText()).toMatch(
      /^File\s+acme\/handbook › docs\/holidays\.md\s+line 7\s+31 Jan 2026/,
    );
    expect(await result.locator('h2').innerText()).toBe('Holidays › Carry over');
    expect(await result.locator('mark').allTextContents()).toEqual(
      expect.arrayContaining(['Unused', 'days', 'carried']),
    );
    expect(await page.getByRole('status').first().innerText()).toContain(
      'These very likely answer your question.',
    );
    expect(page.url()).toContain('#search?q=unused+days+carried+over');
  });

  it('looks only where the filters say, which count what they leave; the address says it too', async () => {
    const page = await openSearch('#search?q=release+retry+receipts+meeting');
    const filters = page.getByRole('group', { name: 'Filters' });
    const choose = async (menu: string, value: string) => {
      await filters.getByText(menu, { exact: true }).click();
      await filters.getByRole('button', { name: value }).click();
    };
    const remove = (value: string) => filters.locator('.chosen', { hasText: value }).click();
    await page.getByRole('link', { name: 'Travel expenses' }).waitFor();
    await filters.getByText('Source', { exact: true }).click();
    expect(await filters.locator('[open] .facet-value').allInnerTexts()).toEqual([
      expect.stringMatching(/^GitHub\s+32$/),
      expect.stringMatching(/^Google Drive\s+1$/),
    ]);
    await filters.getByRole('button', { name: 'GitHub' }).click();
    await choose('Type', 'ts 1');
    await expect.poll(() => titles(page)).toEqual(['retry.ts']);
    expect(page.url()).toContain('source=github&type=ts');
    await remove('ts');
    await choose('Folder', 'docs/ 5');
    await expect.poll(() => titles(page)).toEqual(['Deploy']);
    await page.goBack();
    await expect.poll(() => titles(page)).toContain('retry.ts');
    await filters.getByText('Folder', { exact: true }).click();
    await filters.getByLabel('Path or pattern').fill('**/week-{3,5}.md');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await titles(page)).sort()).toEqual(['Week 3', 'Week 5']);
    await filters.getByRole('button', { name: 'Clear the filters' }).click();
    await choose('Source', 'Google Drive');
    await expect.poll(() => titles(page)).toEqual(['Travel expenses']);
    await remove('Google Drive');
    await filters.getByText('Changed', { exact: true }).click();
    await filters.getByLabel('Changed after').fill('2026-02-01');
    await expect.poll(() => titles(page)).not.toContain('Deploy');
  });

  it('opens as it was sent: query and filters are in the address, the key is not', async () => {
    const page = await openSearch('#search?q=oven&source=github&path=copies%2F&type=md');
    await expect.poll(() => titles(page)).toEqual(['Oven']);
    expect(await page.locator('.chip.chosen').allTextContents()).toEqual([
      'GitHub ✕ (remove the filter)',
      'copies/ ✕ (remove the filter)',
      'md ✕ (remove the filter)',
    ]);
    expect(page.url()).not.toContain(handbook().docPilot.key);
  });

  it('begins with the last searches, what changed this week, and how fresh all is', async () => {
    const page = await openSearch('#search?q=oven');
    await page.getByRole('searchbox').fill('parrot soup');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Search' }).click();
    await page.getByText(/^33 documents from 2 sources, in \d+ passages\. Checked .+\.$/).waitFor();
    const changed = page.locator('.changed li');
    await changed.first().waitFor();
    expect(await changed.allInnerTexts()).toEqual([
      expect.stringMatching(/^Travel expenses\s+Team › Travel expenses\s+.*(now|ago)$/),
    ]);
    await page.getByRole('link', { name: 'parrot soup' }).click();
    await expect.poll(() => titles(page)).toEqual([expect.stringContaining('Parrot')]);
  });

  it('gives more results until there are none, each once', async () => {
    const page = await openSearch('#search?q=roof+terrace');
    await page.getByText('The best 10 results').waitFor();
    await page.getByRole('button', { name: 'More results' }).click();
    await page.getByText('The best 20 results').waitFor();
    // The keyboard focus is on the first new result.
    expect(await page.locator('.result:nth-child(11) a:focus').count()).toBe(1);
    await page.getByRole('button', { name: 'More results' }).click();
    await page.getByText('24 results').waitFor();
    expect(new Set(await titles(page)).size).toBe(24);
    expect(await page.getByRole('button', { name: 'More results' }).isVisible()).toBe(false);
  });

  it('says when nothing answers, and what to do when nothing is found', async () => {
    const page = await openSearch('#search?q=recipe+for+parrot+soup+tonight');
    await page.getByText('Nothing here seems to answer your question.').waitFor();
    await page.getByRole('searchbox').fill('"xylophonequartz"');
    await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
    expect(await page.getByText('Remove the quotes').isVisible()).toBe(true);
    expect(await page.locator('.result').count()).toBe(0);
    await page.getByRole('link', { name: 'See what is indexed' }).click();
    await page.getByRole('heading', { name: 'Sources' }).waitFor();
    // Who cannot see the page change is told by the focus.
    expect(await page.locator('main:focus').count()).toBe(1);
  });

  it('shows the answer to what was typed last, even if one before comes later', async () => {
    const page = await openSearch();
    let letFirstGo = () => {};
    const first = new Promise<void>((resolve) => {
      letFirstGo = resolve;
    });
    const asked: string[] = [];
    await page.route('**/search', async (route) => {
      const { query } = route.request().postDataJSON();
      asked.push(query);
      if (query === 'oven') await first;
      await route.continue().catch(() => {});
    });
    await page.getByRole('searchbox').fill('oven');
    await expect.poll(() => asked).toContain('oven');
    await page.getByRole('searchbox').fill('parrot');
    await expect.poll(() => titles(page)).toEqual([expect.stringContaining('Parrot')]);
    letFirstGo();
    await page.getByRole('searchbox').fill('receipts');
    await expect.poll(() => titles(page)).toEqual(['Travel expenses']);
    expect(asked.at(-1)).toBe('receipts');
  });

  it('goes by keyboard alone', async () => {
    const page = await openSearch();
    const focused = page.locator(':focus');
    // The box has the focus at once.
    await page.keyboard.type('roof terrace week 7');
    await page.keyboard.press('Enter');
    await page.locator('.result').first().waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await focused.innerText()).toBe('Week 7');
    await page.keyboard.press('ArrowDown');
    expect(await focused.innerText()).toMatch(/^Week (?!7$)/);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await focused.getAttribute('id')).toBe('search');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('/');
    expect(await focused.getAttribute('id')).toBe('search');
    // A slash in the box is a slash.
    await page.keyboard.type('a/b');
    expect(await page.getByRole('searchbox').inputValue()).toBe('a/b');
    await page.keyboard.press('Tab');
    expect(await focused.innerText()).toBe('Search');
    await page.keyboard.press('Tab');
    expect(await focused.innerText()).toContain('Source');
  });

  it('goes back and forth between searches, and one step back with Escape', async () => {
    const page = await openSearch();
    const box = page.getByRole('searchbox');
    await box.pressSequentially('oven');
    await page.keyboard.press('Enter');
    await expect.poll(() => titles(page)).toEqual(['Oven']);
    await box.fill('receipts');
    await page.keyboard.press('Enter');
    await expect.poll(() => titles(page)).toEqual(['Travel expenses']);
    // One entry for each search, not for each letter; known answers are not asked for again.
    let asked = 0;
    await page.route('**/search', (route) => {
      asked += 1;
      return route.continue();
    });
    await page.goBack();
    await expect.poll(() => titles(page)).toEqual(['Oven']);
    expect(await box.inputValue()).toBe('oven');
    await page.goForward();
    await expect.poll(() => titles(page)).toEqual(['Travel expenses']);
    expect(asked).toBe(0);
    await page.goto(`${page.url().split('#')[0]}#search?q=release&type=md`);
    await page.getByRole('link', { name: 'Deploy' }).press('Enter');
    await page.getByRole('region', { name: 'Document' }).getByText('make release').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator(':focus').innerText()).toBe('Deploy');
    expect(await page.getByRole('region', { name: 'Document' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await page.locator(':focus').inputValue()).toBe('release');
    await page.keyboard.press('Escape');
    await expect.poll(() => new URL(page.url()).hash).toBe('#search?type=md');
    await page.keyboard.press('Escape');
    await expect.poll(() => new URL(page.url()).hash).toBe('#search');
  });

  it('says when it searched by words only, because search by meaning is not available', async () => {
    const page = await openSearch();
    await page.route('**/search', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), degraded: true } });
    });
    await page.getByRole('searchbox').fill('oven');
    await page.getByText('Search by meaning is not available right now').waitFor();
  });

  it('says what is wrong in words, and tries again when asked to', async () => {
    const page = await openSearch('', { refusals: [503] });
    let isAway = true;
    await page.route('**/search', (route) =>
      isAway
        ? route.fulfill({
            status: 503,
            json: { error: { code: 'upstream_unavailable', message: 'The database is away.' } },
          })
        : route.continue(),
    );
    await page.getByRole('searchbox').fill('oven');
    await page.getByText('A part of DocPilot does not answer right now.').waitFor();
    isAway = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => titles(page)).toEqual(['Oven']);
  });
}
