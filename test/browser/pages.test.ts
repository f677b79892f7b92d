import { afterAll, beforeAll, describe } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { describeInBrowser } from './chromium.ts';
import { docsTests } from './docs-tests.ts';
import { type Handbook, runHandbook } from './handbook.ts';
import { cloud, pageTests } from './page-tests.ts';
import { readerTests } from './reader-tests.ts';
import { releaseTests } from './release-tests.ts';
import { resultTests } from './result-tests.ts';
import { searchTests } from './search-tests.ts';
import { sourcesTests } from './sources-tests.ts';

describeInBrowser('in a browser', (browser) => {
  let handbook: Handbook;
  const given = { browser, handbook: () => handbook };
  beforeAll(async () => {
    handbook = await runHandbook({ PUBLIC_URL: cloud });
  });
  afterAll(async () => {
    await handbook?.close();
    removeTemporaryFolders();
  });

  describe('the page', () => pageTests(given));
  describe('a release', () => releaseTests(given));
  describe('the search', () => searchTests(given));
  describe('a result', () => resultTests(given));
  describe('a document', () => readerTests(given));
  describe('the documentation', () => docsTests(given));
  // These change the sources.
  describe('the sources', () => sourcesTests(given));
});
