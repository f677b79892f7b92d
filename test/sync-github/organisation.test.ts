import type { AddressInfo } from 'node:net';
import type { Database } from '@docpilot/shared/database';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createSyncGithub } from '../../functions/sync-github/function.ts';
import { functionServer } from '../../local/functions/function-server.ts';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { faults } from '../support/faults.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { watchedLog } from '../support/watched-log.ts';
import { answerOwnerLists, type Owner } from './owner-lists.ts';
import { serveGithub } from './serve-github.ts';

let database: Database;
let owners: Record<string, Owner>;
let outage: keyof typeof faults | null;
let lists: string[];
let github: Awaited<ReturnType<typeof serveGithub>>;
const open: { close(): void }[] = [];

beforeAll(async () => {
  const clone = temporaryClone({ origin: 'https://github.com/acme/handbook.git' });
  clone.commit('Write', { 'page.md': '# A page\n\nAbout coffee.\n' });
  github = await serveGithub([clone.folder], {
    token: 'the-token',
    intercept: (request, response) => {
      if (request.url?.startsWith('/repos/')) return false;
      lists.push(request.url ?? '');
      if (outage) faults[outage](response);
      return outage !== null || answerOwnerLists(owners, request, response);
    },
  });
});
beforeEach(async () => {
  database = await openTestDatabase();
  outage = null;
  lists = [];
  owners = {
    acme: {
      type: 'Organization',
      repositories: [
        { full_name: 'acme/handbook', private: true },
        { full_name: 'acme/.github' },
        { full_name: 'acme/docs-api' },
        { full_name: 'acme/docs-old', archived: true },
        { full_name: 'acme/docs-fork', fork: true },
      ],
    },
    ada: {
      type: 'User',
      isTokens: true,
      repositories: [{ full_name: 'Ada/notes', private: true }, { full_name: 'Ada/site' }],
    },
    grace: {
      type: 'User',
      repositories: [{ full_name: 'grace/secret', private: true }, { full_name: 'grace/site' }],
    },
  };
});
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});
afterAll(async () => {
  await github.close();
  removeTemporaryFolders();
});

/** Calls the sync function as the workflow does. */
async function functionOf(GH_REPOS: string) {
  const server = functionServer('sync-github', createSyncGithub, {
    environment: { GH_REPOS, GH_PAT: 'the-token', GITHUB_API_URL: github.url },
    openDatabase: () => database,
    log: watchedLog('sync-github'),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  const { port } = server.address() as AddressInfo;
  return async (path: string, body: object) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
}

async function planOf(setting: string): Promise<unknown> {
  const call = await functionOf(setting);
  const { body } = await call('/plan', {});
  return body.repositories ?? body.error;
}

it.each([
  ['acme/*', ['acme/.github', 'acme/docs-api', 'acme/handbook']],
  ['ACME/*', ['acme/.github', 'acme/docs-api', 'acme/handbook']],
  ['acme/docs-*', ['acme/docs-api']],
  ['acme/docs-*,+archived', ['acme/docs-api', 'acme/docs-old']],
  ['acme/docs-*,+forks', ['acme/docs-api', 'acme/docs-fork']],
  ['+forks,+archived,acme/docs-*', ['acme/docs-api', 'acme/docs-fork', 'acme/docs-old']],
  ['acme/*,!acme/docs-*,!acme/.github', ['acme/handbook']],
  ['acme/handbook@stable,acme/*', ['acme/handbook@stable', 'acme/.github', 'acme/docs-api']],
  ['acme/docs-old', ['acme/docs-old']],
  ['ada/*', ['Ada/site', 'Ada/notes']],
  ['grace/*,ada/n*', ['grace/site', 'Ada/notes']],
])('GH_REPOS=%s chooses %j', async (setting, names) => {
  expect(await planOf(setting)).toEqual(names);
});

it('asks once for each hundred repositories, and for none that is named', async () => {
  const repositories = Array.from({ length: 250 }, (_, i) => ({ full_name: `acme/r${i}` }));
  owners.acme = { type: 'Organization', repositories };
  expect(await planOf('acme/*')).toHaveLength(250);
  expect(lists).toHaveLength(3);
  await planOf('acme/handbook,acme/api@stable');
  expect(lists).toHaveLength(3);
});

it('takes a new repository up and hides one that is gone, at the next plan', async () => {
  const call = await functionOf('acme/*');
  const sync = (repository: string) => call('/', { execution_id: 'execution-1', repository });
  const shown = () => database.query('select name from sources where hidden_at is null');
  await call('/plan', {});
  expect((await sync('acme/handbook')).body).toMatchObject({ done: true, indexed: 1 });
  expect(await shown()).toEqual([{ name: 'acme/handbook' }]);

  owners.acme = { type: 'Organization', repositories: [{ full_name: 'acme/new' }] };
  expect((await call('/plan', {})).body).toEqual({ repositories: ['acme/new'] });
  expect(await shown()).toEqual([]);
  expect((await sync('other/handbook')).status).toBe(404);
  expect((await sync('acme/handbook@main')).status).toBe(404);
});

it.each<[string, keyof typeof faults | null, string, string]>([
  ['the token is no longer valid', '401', 'acme/*', 'forbidden'],
  ['the list is no list', 'wrong JSON', 'acme/*', 'upstream_unavailable'],
  ['the rate limit is used up', '429', 'acme/*', 'rate_limited'],
  ['there is no such owner', null, 'nobody/*', 'not_found'],
  ['the token sees nothing that matches', null, 'acme/wiki-*', 'not_found'],
])('hides nothing when %s', async (_what, fault, setting, code) => {
  await database.query(
    "insert into sources (kind, name, title) values ('github', 'acme/handbook', 'acme/handbook')",
  );
  outage = fault;
  expect(await planOf(setting)).toMatchObject({ code });
  expect(await database.query('select hidden_at from sources')).toEqual([{ hidden_at: null }]);
});
