import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Given } from './handbook.ts';

/** @see pages.test.ts */
export function resultTests({ browser, handbook }: Given): void {
  /** The page with the key, at a search if one is given. */
  async function openSearch(fragment = '', options = {}): Promise<Page> {
    const { url, key } = handbook().docPilot;
    const page = await browser.open({ key, ...options });
    await page.goto(`${url}/home${fragment}`);
    return page;
  }

  it('shows text of documents as text, whatever it contains', async () => {
    const page = await openSearch('#search?q=parrot');
    const result = page.locator('.result').first();
    await result.waitFor();
    // A script is nothing that a reader of the document sees.
    expect(await result.locator('.snippet').innerText()).toMatch(/The parrot says .*twice\./);
    expect(await result.locator('img, script, b').count()).toBe(0);
    expect(await page.title()).toBe('parrot – DocPilot');
  });

  it('shows code as code, and documents that say the same as one result', async () => {
    const page = await openSearch('#search?q=release+command');
    await page.locator('.snippet pre').first().waitFor();
    expect(await page.locator('.snippet pre').first().innerText()).toBe('make release STAGE=prod');
    await page.getByRole('searchbox').fill('oven kitchen minutes hot');
    await page.getByText('Also in 1 other document').click();
    expect(await page.locator('.also li').allInnerTexts()).toEqual([
      expect.stringMatching(/^Oven acme\/handbook › (copies|docs)\/oven\.md$/),
    ]);
  });

  it('cuts a long passage off until the reader wants all of it', async () => {
    const page = await openSearch('#search?q=zigzag');
    const snippet = page.locator('.snippet');
    await snippet.waitFor();
    const cut = await snippet.boundingBox();
    await page.getByRole('button', { name: 'Show all' }).click();
    const whole = await snippet.boundingBox();
    expect(whole?.height).toBeGreaterThan(1.5 * (cut?.height ?? 0));
    expect(await snippet.locator('mark').count()).toBe(24);
    await page.getByRole('button', { name: 'Show less' }).click();
    expect(await snippet.boundingBox()).toEqual(cut);
  });

  it('shows Markdown as it is meant, without a heading that is shown above already', async () => {
    const page = await openSearch('#search?q=walrus');
    const snippet = page.locator('.snippet');
    await snippet.waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    expect(await page.locator('.result h2').innerText()).toBe('Walrus care');
    expect((await snippet.innerText()).split(/\n+/)).toEqual([
      'Feeding',
      'A walrus eats bold clams, twice a day.',
      'Careful',
      'Never feed a walrus by hand.',
      'Weigh the clams.',
      'Call the walrus.',
      'Animal\tClams',
      'walrus\t90',
      'npm run walrus',
    ]);
    expect(await snippet.locator('.callout.caution mark').innerText()).toBe('walrus');
    expect(await snippet.locator('ol > li').count()).toBe(2);
    expect(await snippet.locator('th').allInnerTexts()).toEqual(['Animal', 'Clams']);
    expect(await snippet.locator('pre mark').innerText()).toBe('walrus');
    expect(await snippet.locator('strong').innerText()).toBe('bold');
  });

  it('shows a second passage with the words that the first lacks, and opens the document there', async () => {
    const page = await openSearch(
      '#search?q=unused+days+carried+over+March+ill+phones+Ottilie+before+nine',
    );
    const result = page.locator('.result').first();
    const passages = result.locator('.snippet');
    await result.locator('.second').waitFor();
    const texts = await passages.allInnerTexts();
    expect(texts).toHaveLength(2);
    expect(texts.filter((text) => text.includes('carried over until March'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('phones Ottilie'))).toHaveLength(1);
    await result.locator('.second a').click();
    await page.locator('.reader').getByText('carried over').waitFor();
    expect(page.url()).toMatch(/doc=.+&lines=7/);
  });

  it('shows four results or more on the first screen of a laptop', async () => {
    const viewport = { width: 1280, height: 800 };
    const page = await openSearch('#search?q=tell+the+team+early+oven+meeting', { viewport });
    await page.locator('.result').nth(4).waitFor();
    const bottom = await page.locator('.result').nth(3).boundingBox();
    expect((bottom?.y ?? 0) + (bottom?.height ?? 0)).toBeLessThan(800);
  });

  it('says nothing of the search before above the results of the next', async () => {
    const page = await openSearch('#search?q=recipe+for+parrot+soup+tonight');
    await page.getByText('Nothing here seems to answer your question.').waitFor();
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/search', async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole('searchbox').fill('oven');
    await page.locator('.results[aria-busy]').waitFor();
    expect(await page.locator('.note, .status:not(:empty)').count()).toBe(0);
    answer();
    await expect.poll(() => page.locator('.result h2 .title').allTextContents()).toEqual(['Oven']);
  });
}
