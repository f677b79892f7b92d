import { expect, it } from 'vitest';
import { readDocument } from '../support/documented-api.ts';
import type { Given } from './handbook.ts';

/** @see pages.test.ts */
export function docsTests({ browser, handbook }: Given): void {
  it('shows every operation, in light and dark, on a phone too', async () => {
    const { url } = handbook().docPilot;
    const { paths } = await readDocument(url);
    const page = await browser.open({ colorScheme: 'dark', viewport: { width: 375, height: 750 } });
    await page.goto(`${url}/docs`);
    await page.getByRole('button', { name: 'POST /search Find passages' }).click();
    const expectAll = async () => {
      const shown = await page.locator('.opblock-summary-path').allInnerTexts();
      expect(shown.map((path) => path.replaceAll('\u200b', '')).sort()).toEqual(
        Object.entries(paths)
          .flatMap(([path, operations]) => Object.keys(operations).map(() => path))
          .sort(),
      );
      await page.getByText('The passages, best first.').waitFor();
      const [scrolled, wide] = (await page.evaluate(
        '[document.documentElement.scrollWidth, innerWidth]',
      )) as [number, number];
      expect(scrolled).toBe(wide);
    };
    await expectAll();
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1280, height: 720 });
    await expectAll();
  });

  it('tries a call with the key of the session', async () => {
    const { url, key } = handbook().docPilot;
    const page = await browser.open({ key });
    await page.goto(`${url}/home/docs#/Index/getList`);
    const operation = page.locator('#operations-Index-getList');
    await operation.getByRole('button', { name: 'Try it out' }).click();
    const answered = page.waitForResponse((response) => response.url().startsWith(`${url}/list`));
    await operation.getByRole('button', { name: 'Execute' }).click();
    expect((await answered).status()).toBe(200);
    await operation.getByText('"docs/deploy.md"').first().waitFor();
  });
}
