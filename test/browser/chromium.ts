import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect } from 'vitest';
import { hasChromium, launchChromium } from '../support/installed-chromium.ts';
import { workerResource } from '../support/worker-resource.ts';

export interface BrowserUnderTest {
  /** A page in a new session; an error in it fails the test. */
  open(options?: PageOptions): Promise<Page>;
}

interface PageOptions extends BrowserContextOptions {
  /** Kept for the session before the page loads. */
  key?: string;
  /** Pages of these origins may be gone to. */
  leavesTo?: string;
  /** Statuses of answers that the test provokes: browsers log each as an error. */
  refusals?: number[];
}

/** A page lives for seconds: to compile its scripts for speed would take longer than it saves. */
const launch = () => launchChromium('--js-flags=--no-opt --no-maglev');

/**
 * Tests that drive one browser, which the files of a worker share; without one they are skipped.
 * After each test, its pages have logged no error, thrown nothing, and asked no origin but their own.
 */
export function describeInBrowser(name: string, tests: (browser: BrowserUnderTest) => void): void {
  describe.skipIf(!hasChromium)(
    `${name} (skipped without Chromium, which scripts/install-chromium.sh installs)`,
    () => {
      let browser: Browser;
      let problems: string[] = [];
      beforeAll(async () => {
        browser = await workerResource('browser', launch, (opened) => opened.close());
      });
      afterEach(async () => {
        for (const context of browser.contexts()) {
          // A page may still ask: to close it under a route that answers would be an error.
          for (const page of context.pages()) await page.unrouteAll({ behavior: 'wait' });
          await context.close();
        }
        const found = problems;
        problems = [];
        expect(found).toEqual([]);
      });
      tests({
        async open({ key, leavesTo, refusals = [], ...options } = {}) {
          const context = await browser.newContext({ locale: 'en-GB', ...options });
          context.setDefaultTimeout(60_000);
          const page = await context.newPage();
          page.on('pageerror', (error) => problems.push(`thrown: ${error.stack}`));
          page.on('console', (message) => {
            const refused = /status of (\d+)/.exec(message.text())?.[1];
            if (
              ['error', 'warning'].includes(message.type()) &&
              !refusals.includes(Number(refused))
            )
              problems.push(`logged: ${message.text()}`);
          });
          let home: string | undefined;
          page.on('request', (request) => {
            const { origin } = new URL(request.url());
            home ??= origin;
            const isLeaving = request.isNavigationRequest() && origin === leavesTo;
            if (origin !== home && !isLeaving) problems.push(`asked ${request.url()}`);
          });
          if (key !== undefined) {
            await page.addInitScript(`sessionStorage.setItem('docpilot-key', '${key}')`);
          }
          return page;
        },
      });
    },
  );
}
