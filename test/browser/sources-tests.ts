import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Given } from './handbook.ts';

/** @see pages.test.ts */
export function sourcesTests({ browser, handbook }: Given): void {
  async function openSources(): Promise<Page> {
    const { url, key } = handbook().docPilot;
    const page = await browser.open({ key });
    await page.goto(`${url}/home#sources`);
    return page;
  }

  const source = (page: Page, name: string) => page.locator('.source', { hasText: name });
  const sync = (page: Page) => page.getByRole('button', { name: 'Sync now' }).click();

  it('show how each stands, what its last sync did, and what is not indexed and why', async () => {
    const page = await openSources();
    const handbookSource = source(page, 'acme/handbook');
    await handbookSource.waitFor();
    expect(await page.locator('.totals').innerText()).toMatch(
      /^33 documents from 2 sources, in \d+ passages\./,
    );
    expect(await handbookSource.locator('summary').innerText()).toMatch(
      /Up to date\s+acme\/handbook GitHub\s+32 documents\s+1 file not indexed\s+verified (now|.+ ago)/,
    );
    expect(await source(page, 'Team').locator('summary').innerText()).toContain('1 document');
    await handbookSource.locator('summary').click();
    expect(await handbookSource.getByRole('table').innerText()).toMatch(
      /Files that are not indexed not text \(1\)[\s\S]*logo\.png\s+not text/,
    );
    expect(await handbookSource.locator('dl').innerText()).toMatch(
      /Files seen\s+33\s+New or changed\s+32\s+Unchanged\s+0\s+Deleted\s+0\s+Not indexed\s+1\s+Failed\s+0/,
    );
    // What is missed of the team's own questions leads to its search.
    await handbookSource.getByText('the right document for 1 of 2').waitFor();
    await handbookSource.getByRole('link', { name: 'Who feeds the crocodile?' }).click();
    await page.getByRole('searchbox').waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('Who feeds the crocodile?');
  });

  it('are browsed folder by folder, down to each document', async () => {
    const page = await openSources();
    await source(page, 'acme/handbook').locator('summary').click();
    const tree = source(page, 'acme/handbook').locator('.tree');
    await tree.getByText('minutes/').waitFor();
    expect(await tree.locator('> li').allInnerTexts()).toEqual([
      '.docpilot/ 1 document',
      'copies/ 1 document',
      'docs/ 5 documents',
      'minutes/ 24 documents',
      'src/ 1 document',
    ]);
    await tree.getByText('docs/').click();
    await tree.getByRole('link', { name: 'oven.md' }).click();
    await page.getByRole('region', { name: 'Document' }).getByText('ten minutes').waitFor();
  });

  it('are synced now: the page says when nothing has changed, and what has', async () => {
    const page = await openSources();
    await sync(page);
    await page.getByText('Synced: nothing has changed.').waitFor();
    handbook().clone.commit('Change', {
      'docs/oven.md': '# Oven\n\nThe oven is broken.\n',
      'docs/fridge.md': '# Fridge\n\nThe fridge is new.\n',
      'docs/deploy.md': null,
    });
    await source(page, 'acme/handbook').locator('summary').click();
    await sync(page);
    await page.getByText('Synced: 2 new or changed, 1 deleted.').waitFor();
    expect(await page.locator('.totals').innerText()).toContain('33 documents');
    // What was open stays open, with the new run.
    await expect
      .poll(() => source(page, 'acme/handbook').locator('dl').innerText())
      .toMatch(/New or changed\s+2/);
    await page.getByRole('link', { name: 'Search' }).click();
    await page.getByRole('searchbox').fill('fridge');
    await page.getByRole('link', { name: 'Fridge' }).or(page.getByText('Copy the path')).waitFor();
  });

  it('that fail come first and say why; the others are synced nevertheless', async () => {
    handbook().drive.store.revokeAccess(handbook().drive.folder);
    const page = await openSources();
    await sync(page);
    await page.getByText('Synced partly: 1 source failed.').waitFor();
    const first = page.locator('.source').first();
    expect(await first.locator('summary').innerText()).toMatch(/Failed\s+Team Google Drive/);
    expect(await first.locator('summary .error').innerText()).toContain('shows no folder');
    expect(await source(page, 'acme/handbook').locator('.state').innerText()).toBe('Up to date');
  });

  it('do not look well with a damaged file', async () => {
    handbook().clone.commit('Damage', {
      'docs/plan.docx': Buffer.from('PK\u0003\u0004 and no more'),
    });
    const page = await openSources();
    await sync(page);
    await expect
      .poll(() => source(page, 'acme/handbook').locator('summary').first().innerText())
      .toContain('Damaged files');
  });
}
