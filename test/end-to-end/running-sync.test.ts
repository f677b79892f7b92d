import { randomUUID } from 'node:crypto';
import { sign } from '@octokit/webhooks-methods';
import { afterEach, expect, test } from 'vitest';
import { openClone } from '../../local/github/open-clone.ts';
import { startGithubApi } from '../../local/github/start-github-api.ts';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';
import { kindOf, type RequestKind } from '../sync-github/serve-github.ts';

const webhookSecret = 'the-secret-of-the-webhook';
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  removeTemporaryFolders();
});

/** DocPilot on a GitHub whose trees can be held back; blobs and trees that were asked for, in order. */
async function startOn(folder: string) {
  const asked: { kind: RequestKind; url: string }[] = [];
  let held = Promise.resolve();
  const api = await startGithubApi({
    clones: [await openClone(folder)],
    token: 'the-token',
    intercept: async ({ url = '' }) => {
      asked.push({ kind: kindOf(url), url });
      if (kindOf(url) === 'tree') await held;
      return false;
    },
  });
  closing.push(api.close);
  const docPilot = await runDocPilot([], {
    environment: {
      GH_REPOS: 'acme/handbook',
      GH_CONVERSATIONS: 'off',
      GH_PAT: 'the-token',
      GITHUB_API_URL: api.url,
      GH_WEBHOOK_SECRET: webhookSecret,
    },
  });
  closing.push(docPilot.close);
  return {
    docPilot,
    urlsOf: (kind: RequestKind) => asked.filter((one) => one.kind === kind).map(({ url }) => url),
    /** @returns lets the trees go */
    holdTrees() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
  };
}

async function push(docPilot: RunningDocPilot, id: string) {
  const repository = { full_name: 'acme/handbook', default_branch: 'main' };
  const body = JSON.stringify({ ref: 'refs/heads/main', deleted: false, repository });
  const response = await docPilot.request('/webhook/github', {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-github-delivery': id,
      'x-hub-signature-256': await sign(webhookSecret, body),
    },
  });
  return (await response.json()) as { status: string; execution_id: string };
}

async function untilEnded(docPilot: RunningDocPilot, id: string) {
  const read = async () => (await docPilot.request(`/sync-sources/${id}`)).json();
  await expect.poll(read).toMatchObject({ state: 'succeeded' });
  return (await read()) as { runs: { outcome: string; seen: number; indexed: number }[] };
}

test('a sync started by hand shows its progress and its ledger at the address it answers', async () => {
  const clone = temporaryClone({ origin: 'https://github.com/acme/handbook.git' });
  clone.commit('Write', { 'coffee.md': '# Coffee\n', 'logo.png': 'png' });
  const { docPilot, urlsOf, holdTrees } = await startOn(clone.folder);
  const releaseTrees = holdTrees();

  const started = await docPilot.post('/sync-sources', { force: true });
  expect(started.status).toBe(202);
  const { execution_id: id, status_url: url } = (await started.json()) as Record<string, string>;
  expect(url).toBe(`${docPilot.url}/sync-sources/${id}`);
  expect(started.headers.get('location')).toBe(url);
  const status = async () => {
    const response = await fetch(url ?? '', { headers: { 'x-api-key': docPilot.key } });
    return response.json();
  };
  await expect.poll(() => urlsOf('tree')).toHaveLength(1);
  const run = { execution_id: id, repository: 'acme/handbook', trigger: 'manual' };
  expect(await status()).toMatchObject({
    execution_id: id,
    state: 'active',
    error: null,
    runs: [{ ...run, outcome: 'running', finished_at: null, indexed: 0 }],
  });

  releaseTrees();
  await untilEnded(docPilot, id ?? '');
  const ledger = {
    seen: 2,
    indexed: 1,
    unchanged: 0,
    deleted: 0,
    skipped: { binary: 1 },
    failed: {},
  };
  expect(await status()).toMatchObject({ runs: [{ ...run, outcome: 'succeeded', ...ledger }] });
});

test('a push while its repository is synced is neither lost nor synced twice', async () => {
  const clone = temporaryClone({ origin: 'https://github.com/acme/handbook.git' });
  clone.commit('Write', {
    'coffee.md': '# Coffee\n\nDescale the espresso machine.\n',
    'tea.md': '# Tea\n\nOolong is in the cupboard.\n',
    'milk.md': '# Milk\n\nOat milk alone.\n',
  });
  const { docPilot, urlsOf, holdTrees } = await startOn(clone.folder);
  const releaseTrees = holdTrees();
  const started = await docPilot.post('/sync-sources', {});
  const { execution_id: first } = (await started.json()) as { execution_id: string };
  await expect.poll(() => urlsOf('tree')).toHaveLength(1);

  clone.commit('Edit and delete', {
    'coffee.md': '# Coffee\n\nClean the grinder.\n',
    'tea.md': null,
  });
  const delivery = randomUUID();
  const pushed = await push(docPilot, delivery);
  expect(pushed.status).toBe('started');
  // Its execution finds the repository held by the first one, leaves it to that, and looks once more
  // when the lease of one that was killed would have expired.
  const dirty = () => docPilot.database.query('select dirty from sources');
  await expect.poll(dirty).toEqual([{ dirty: true }]);
  const waiting = await docPilot.request(`/sync-sources/${pushed.execution_id}`);
  expect(await waiting.json()).toMatchObject({ state: 'active', runs: [] });
  expect(urlsOf('tree')).toHaveLength(1);

  releaseTrees();
  const { runs } = await untilEnded(docPilot, first);
  expect(runs).toMatchObject([{ outcome: 'succeeded', seen: 2 }]);
  const found = async (query: string) => (await docPilot.search(query)).map(({ path }) => path);
  expect(await found('grinder')).toEqual(['coffee.md']);
  expect(await found('espresso')).toEqual([]);
  expect(await found('oolong')).toEqual([]);

  // One tree for each commit, and no text twice.
  expect(urlsOf('tree')).toHaveLength(2);
  expect(urlsOf('blob')).toHaveLength(4);
  expect(new Set(urlsOf('blob')).size).toBe(4);

  expect(await push(docPilot, delivery)).toEqual({
    status: 'replayed',
    execution_id: pushed.execution_id,
  });
  expect(urlsOf('tree')).toHaveLength(2);
});
