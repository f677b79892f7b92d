import type { Environment } from '@docpilot/shared/config';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sourceChecks } from '../../scripts/doctor/check-sources.ts';
import { examine } from '../../scripts/doctor/examine.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { htmlPage, serveSite } from '../support/site-server.ts';
import { MadeConversations, repository } from '../sync-github/made-conversations.ts';
import { serveConversations } from '../sync-github/serve-conversations.ts';

afterAll(removeTemporaryFolders);

async function finding(environment: Environment) {
  const findings = await examine(await sourceChecks(environment));
  expect(findings).toHaveLength(1);
  const [{ name, passed, text } = { name: '', passed: false, text: '' }] = findings;
  return { name, passed, text };
}

test('without sites and repositories in the settings, there is nothing to check', async () => {
  expect(await sourceChecks({})).toEqual([]);
  expect(await sourceChecks({ GH_REPOS: repository })).toEqual([]);
});

describe('a site', () => {
  let site: Awaited<ReturnType<typeof serveSite>>;
  beforeEach(async () => {
    site = await serveSite();
    site.pages.set('/', { body: htmlPage('Guide', '<p>Start here.</p>', { links: ['/a'] }) });
    site.pages.set('/a', { body: htmlPage('A', '<p>The first page.</p>') });
  });
  afterEach(() => site.close());

  const check = () => {
    return finding({ SITES: `${site.url}/`, SITE_PRIVATE_HOSTS: new URL(site.url).host });
  };

  test('passes with its sitemap, or with links', async () => {
    const passed = { name: `${site.url}/`, passed: true };
    expect(await check()).toEqual({ ...passed, text: '2 pages in the sitemap' });
    site.sitemap = 'none';
    expect(await check()).toEqual({ ...passed, text: 'no sitemap; 1 links on the start page' });
  });

  test.each([
    [
      'robots.txt forbids it',
      () => void Object.assign(site, { robots: 'User-agent: *\nDisallow: /' }),
      /robots\.txt forbids .*User-agent DocPilot/,
    ],
    [
      'its sitemap is cut off',
      () => void Object.assign(site, { sitemap: 'cut off' }),
      /sitemap is empty or cut off/,
    ],
    [
      'scripts fill its start page',
      () =>
        void site.pages.set('/', { body: '<div id="app"></div><script src="/app.js"></script>' }),
      /scripts fill it in the browser/,
    ],
    [
      'scripts fill another page',
      () => void site.pages.set('/a', { body: '<div id="app"></div>' }),
      /\/a has no text of its own/,
    ],
    ['its start page is gone', () => void site.pages.delete('/'), /There is no page at/],
    [
      'it asks not to be indexed',
      () =>
        void site.pages.set('/', {
          body: htmlPage('A', 'b', { head: '<meta name="robots" content="noindex">' }),
        }),
      /noindex/,
    ],
    [
      'it leads elsewhere',
      () =>
        void site.pages.set('/', {
          body: '',
          status: 301,
          headers: { location: 'https://docs.example.com/' },
        }),
      /leads to https:\/\/docs\.example\.com\/: name that address/,
    ],
    [
      'there are neither sitemap nor links',
      () => {
        site.sitemap = 'none';
        site.pages.set('/', { body: htmlPage('A', '<p>All of it.</p>') });
      },
      /no sitemap, and the start page has no links/,
    ],
  ])('fails when %s', async (_, breakIt, expected) => {
    breakIt();
    const { passed, text } = await check();
    expect([passed, text]).toEqual([false, expect.stringMatching(expected)]);
  });

  test('fails when it cannot be reached, or is of a private network', async () => {
    const { text: refused } = await finding({ SITES: `${site.url}/` });
    expect(refused).toMatch(/private network.*SITE_PRIVATE_HOSTS/);
    const host = '127.0.0.1:1';
    const { text } = await finding({ SITES: `http://${host}/`, SITE_PRIVATE_HOSTS: host });
    expect(text).toMatch(/127\.0\.0\.1:1 cannot be reached/);
  });
});

describe('the rights of the token', () => {
  let made: MadeConversations;
  let github: Awaited<ReturnType<typeof serveConversations>>;
  beforeEach(async () => {
    made = new MadeConversations();
    github = await serveConversations(() => made);
  });
  afterEach(() => github.close());

  const check = (more: Environment = {}) =>
    finding({ GH_REPOS: repository, GH_PAT: 'token', GITHUB_API_URL: github.url, ...more });

  test('are all there', async () => {
    expect(await check()).toEqual({
      name: repository,
      passed: true,
      text: 'the token may read its contents, issues, pull requests and discussions',
    });
    expect(github.takeRequests()).toHaveLength(4);
  });

  test.each([
    ['issues', 'Issues'],
    ['pulls', 'Pull requests'],
    ['discussions', 'Discussions'],
  ] as const)('lack %s', async (right, called) => {
    made.refuses.add(right);
    const { passed, text } = await check();
    expect([passed, text]).toEqual([
      false,
      expect.stringContaining(`GH_PAT may not read: ${called}. Let it read that, too, at https://`),
    ]);
    expect(await check({ GH_CONVERSATIONS: 'off' })).toMatchObject({ passed: true });
  });

  test('of what is switched off are not asked for', async () => {
    made.hasIssues = false;
    made.hasDiscussions = false;
    made.refuses.add('issues').add('discussions');
    expect(await check()).toMatchObject({ passed: true });
  });

  test('do not reach a repository that the token does not see', async () => {
    const { passed, text } = await check({ GH_REPOS: 'acme/secret' });
    expect([passed, text]).toEqual([false, expect.stringMatching(/no repository acme\/secret/)]);
  });
});
