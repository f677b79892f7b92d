import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { describeInBrowser } from './chromium.ts';
import { type Handbook, runHandbook } from './handbook.ts';

/** Every state of the page: its address, and how to recognise it. */
const states: {
  name: string;
  address: string;
  withoutKey?: boolean;
  act(page: Page): Promise<unknown>;
}[] = [
  {
    name: 'the key',
    address: '',
    withoutKey: true,
    act: async (page) => {
      await page.locator('form button[type=submit]').click();
      await page.locator('#key-error:not(:empty)').waitFor();
    },
  },
  {
    name: 'the start',
    address: '',
    act: (page) => page.locator('[data-ready]').waitFor(),
  },
  {
    name: 'results with filters',
    address: '#search?q=oven+release+parrot+unused&path=docs%2F',
    act: async (page) => {
      await page.locator('.result').first().waitFor();
      await page.locator('.facet summary').last().click();
    },
  },
  {
    name: 'a result with a second passage',
    address: '#search?q=unused+days+carried+over+March+ill+phones+Ottilie+before+nine',
    act: (page) => page.locator('.result .second').waitFor(),
  },
  {
    name: 'a document beside the results',
    address: '#search?q=walrus',
    act: async (page) => {
      await page.getByRole('link', { name: 'Walrus care' }).click();
      await page.locator('.reader .callout').waitFor();
    },
  },
  {
    name: 'code beside the results',
    address: '#search?q=zigzag',
    act: async (page) => {
      await page.getByRole('link', { name: 'retry.ts' }).click();
      await page.locator('.reader .keyword').first().waitFor();
    },
  },
  {
    name: 'a doubtful answer',
    address: '#search?q=recipe+for+parrot+soup+tonight',
    act: (page) => page.locator('.note').waitFor(),
  },
  {
    name: 'nothing found',
    address: '#search?q=xylophonequartz&type=md',
    act: (page) => page.locator('.card').waitFor(),
  },
  {
    name: 'the sources',
    address: '#sources',
    act: async (page) => {
      await page.locator('.source', { hasText: 'acme/handbook' }).locator('summary').click();
      await page.getByRole('table').waitFor();
    },
  },
  {
    name: 'the account',
    address: '#account',
    act: async (page) => {
      await page.getByText('There are none.').or(page.getByText('Il n’y en a pas.')).waitFor();
    },
  },
  {
    name: 'how to connect',
    address: '#connect',
    act: (page) => page.locator('#with-key').check(),
  },
  {
    name: 'the documentation',
    address: '/docs',
    act: (page) => page.locator('.opblock-tag[aria-level]').first().waitFor(),
  },
];

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** What the page must hold in each scheme: in dark it differs from light in its colours alone. */
const schemes = [
  { colorScheme: 'light', rules: {} },
  { colorScheme: 'dark', rules: { runOnly: ['color-contrast', 'link-in-text-block'] } },
] as const;

const phone = { width: 320, height: 640 };

describeInBrowser('everybody can use', (browser) => {
  let handbook: Handbook;
  beforeAll(async () => {
    handbook = await runHandbook();
  });
  afterAll(async () => {
    await handbook?.close();
    removeTemporaryFolders();
  });

  describe.each(states)('$name', ({ address, withoutKey, act }) => {
    async function openState(options: object): Promise<Page> {
      const { url, key } = handbook.docPilot;
      const page = await browser.open({ ...(withoutKey ? {} : { key }), ...options });
      await page.goto(`${url}/home${address}`);
      await act(page);
      return page;
    }

    it('in light and in dark, as axe sees it, and in English on a phone', async () => {
      const page = await openState({ reducedMotion: 'reduce' });
      // Without a value: to hand over what the script or a whole report holds takes seconds.
      await page.evaluate(`${axe}; undefined`);
      for (const { colorScheme, rules } of schemes) {
        await page.emulateMedia({ colorScheme });
        // Scripts are told of the change with the next frame.
        await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
        const options = JSON.stringify({ ...rules, resultTypes: ['violations'] });
        const found = await page.evaluate(`axe.run(${options}).then(({ violations }) =>
          violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))`);
        expect(found).toEqual([]);
      }
      await page.setViewportSize(phone);
      await expectNoScrollingSideways(page);
    });

    it('in French on a phone, without scrolling sideways', async () => {
      await expectNoScrollingSideways(await openState({ locale: 'fr-FR', viewport: phone }));
    });
  });
});

async function expectNoScrollingSideways(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
  // Only code scrolls, in itself.
  const outside = `[...document.querySelectorAll('body *')]
    .filter((each) => each.checkVisibility())
    .filter((each) => each.closest('pre') === null || each.matches('pre'))
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
    .map((each) => each.outerHTML)`;
  expect(await page.evaluate(outside)).toEqual([]);
}
