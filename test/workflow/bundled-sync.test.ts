import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltBundles, sharedBundles } from '../build/running-bundle.ts';
import { startFakeVertex } from '../embed/fake-vertex.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { faults } from '../support/faults.ts';
import { indexContents } from '../support/index-contents.ts';
import { kindOf } from '../sync-github/serve-github.ts';
import { answerAsIf } from './answer-as-if.ts';
import { type Deployable, type DeployedSync, deploySync, githubAlone } from './deployed-sync.ts';
import { cloneOf, oneByOne, pages } from './sample-clones.ts';

let built: BuiltBundles;
let deployed: DeployedSync;
beforeAll(async () => {
  built = await sharedBundles();
});
afterEach(() => deployed?.close());
afterAll(() => {
  removeTemporaryFolders();
});

async function deploy(deployable: Deployable) {
  deployed = await deploySync(built, deployable);
  return deployed;
}

const statuses = () => deployed.github.calls.map(({ status }) => status);

describe('the workflow with the functions as they are deployed', () => {
  it('plans, syncs every repository and folder, and the next time finds all unchanged', async () => {
    const { sync, drive, database, github, folders } = await deploy({
      clones: [cloneOf('handbook', pages(12)), cloneOf('api', { 'a.md': '# A\n', 'b.png': 'b' })],
    });
    drive.store.createFile({ name: 'plan.md', parentId: drive.folder, content: '# The plan\n' });

    const first = await sync({ trigger: 'schedule' });
    expect(first.raised).toBeUndefined();
    expect(first.result).toEqual({
      trigger: 'schedule',
      repositories: {
        sources: { total: 2, synced: 2, busy: 0, failed: 0 },
        documents: { seen: 14, indexed: 13, unchanged: 0, deleted: 0, skipped: 1, failed: 0 },
        failed_sources: [],
      },
      folders: {
        sources: { total: 1, synced: 1, busy: 0, failed: 0 },
        documents: { seen: 1, indexed: 1, unchanged: 0, deleted: 0, skipped: 0, failed: 0 },
        failed_sources: [],
      },
      conversations: expect.objectContaining({ failed_sources: [] }),
      sites: expect.objectContaining({ failed_sources: [] }),
      local_folders: expect.objectContaining({ failed_sources: [] }),
    });
    expect((await indexContents(database)).documents).toHaveLength(14);
    for (const { body, path } of [...github.calls, ...folders.calls]) {
      expect(body).toEqual(
        path.endsWith('/plan') ? {} : expect.objectContaining({ trigger: 'schedule' }),
      );
    }
    expect(await database.query('select distinct execution_id from sync_runs')).toEqual([
      { execution_id: 'execution-1' },
    ]);

    expect((await sync({}, 'execution-2')).result).toMatchObject({
      repositories: { documents: { indexed: 0, unchanged: 13, skipped: 1 } },
      folders: { documents: { indexed: 0, unchanged: 1 } },
    });
  });

  it('embeds what is new by Vertex AI, through Google’s own client', async () => {
    const vertex = await startFakeVertex();
    try {
      const team = { PROJECT_ID: 'my-team-docs', REGION: 'europe-west1' };
      const { sync, database } = await deploy({
        clones: [cloneOf('handbook', pages(3))],
        settings: { EMBED_PROVIDER: 'vertex', VERTEX_API_URL: vertex.url, ...team },
      });
      await sync(githubAlone);
      const texts = [0, 1, 2].map((i) => expect.stringContaining(`About ${i}.`));
      expect(vertex.embedded.toSorted()).toEqual(texts);
      expect(vertex.statuses).toEqual({ 200: 1 });
      expect(
        await database.query('select model from embedding_generations where is_active'),
      ).toEqual([{ model: 'vertex:gemini-embedding-001:768' }]);
      await sync(githubAlone, 'execution-2');
      expect(vertex.requests).toBe(1);
    } finally {
      await vertex.close();
    }
  });

  it('goes on after the function answered 503 twice, for it could not reach its database', async () => {
    const { sync, relay, github } = await deploy({ clones: [cloneOf('handbook', pages(3))] });
    relay.refuse(2);
    const only = { repositories: ['acme/handbook'], ...githubAlone };
    const { result, sleeps } = await sync(only);

    expect(statuses()).toEqual([503, 503, 200]);
    expect(github.calls[0]?.answer).toMatchObject({ error: { code: 'upstream_unavailable' } });
    expect(sleeps).toEqual([2, 4]);
    expect(result).toMatchObject({
      repositories: { sources: { synced: 1 }, documents: { indexed: 3 } },
    });
  });

  it('syncs the others beside a source that fails for good, and fails in the end with counts', async () => {
    const { sync, drive, database } = await deploy({
      clones: [cloneOf('handbook', pages(3)), cloneOf('api', pages(2))],
      settings: { GH_REPOS: 'acme/handbook,acme/gone,acme/api' },
    });
    drive.store.createFile({ name: 'plan.md', parentId: drive.folder, content: '# The plan\n' });
    const { result, raised } = await sync({});

    const gone = { source: 'acme/gone', code: 404, message: expect.stringContaining('acme/gone') };
    expect(result).toBeUndefined();
    expect(raised).toEqual({
      message: '2 failed, 5 synced, 0 busy',
      summary: {
        trigger: 'manual',
        repositories: {
          sources: { total: 3, synced: 2, busy: 0, failed: 1 },
          documents: expect.objectContaining({ seen: 5, indexed: 5 }),
          failed_sources: ['acme/gone'],
        },
        folders: expect.objectContaining({
          documents: expect.objectContaining({ seen: 1, indexed: 1 }),
        }),
        conversations: expect.objectContaining({ failed_sources: ['acme/gone'] }),
        sites: expect.objectContaining({ failed_sources: [] }),
        local_folders: expect.objectContaining({ failed_sources: [] }),
      },
      failures: {
        repositories: [gone],
        folders: [],
        conversations: [gone],
        sites: [],
        local_folders: [],
      },
    });
    expect((await indexContents(database)).documents).toHaveLength(6);
  });

  it('calls again for as long as the time of a slice ends before its work', async () => {
    const { sync, interceptGithub } = await deploy({
      clones: [cloneOf('handbook', oneByOne(40))],
      settings: { SLICE_SECONDS: '1' },
    });
    interceptGithub(async (request) => {
      if (kindOf(request.url ?? '') === 'blob') await sleep(550);
      return false;
    });
    const { result } = await sync(githubAlone);

    const slices = deployed.github.calls.filter(({ path }) => path === '/');
    expect(slices.length).toBeGreaterThanOrEqual(3);
    expect(slices.map(({ answer }) => answer.done)).toEqual([
      ...slices.slice(1).map(() => false),
      true,
    ]);
    const indexed = slices.map(({ answer }) => Number(answer.indexed));
    expect(indexed).toEqual(indexed.toSorted((a, b) => a - b));
    expect(result).toMatchObject({
      repositories: { sources: { synced: 1 }, documents: { seen: 41, indexed: 40, skipped: 1 } },
    });
  });

  it('waits out a rate limit at each stage, and meanwhile holds no instance', async () => {
    const { sync, interceptGithub, github } = await deploy({
      clones: [cloneOf('handbook', oneByOne(3))],
      settings: { SLICE_SECONDS: '60' },
    });
    const stages = new Set(['head', 'tree', 'blob']);
    interceptGithub((request, response) => {
      const isLimited = stages.delete(kindOf(request.url ?? ''));
      if (isLimited) faults['429'](response);
      return isLimited;
    });
    const { result, sleeps } = await sync({ repositories: ['acme/handbook'], ...githubAlone });

    expect(github.calls.map(({ answer }) => answer.done)).toEqual([false, false, false, true]);
    expect(sleeps).toEqual([600, 600, 600]);
    expect(github.started).toBe(1);
    expect(result).toMatchObject({ repositories: { documents: { indexed: 3 } } });
  });

  it('syncs eight repositories, three of them at a time', async () => {
    const repositories = Array.from({ length: 8 }, (_, i) => `acme/r${i}`);
    const { sync, github, database, interceptGithub } = await deploy({
      clones: [cloneOf('handbook', pages(1))],
      settings: { GH_REPOS: repositories.join(','), GH_CONVERSATIONS: 'off' },
    });
    interceptGithub(answerAsIf('acme/handbook'));
    const { result } = await sync(githubAlone);

    expect(github.peak).toBe(3);
    expect(github.started).toBe(3);
    const synced = github.calls.flatMap(({ body }) => body.repository ?? []);
    expect(synced.toSorted()).toEqual(repositories.toSorted());
    expect(result).toMatchObject({
      repositories: { sources: { total: 8, synced: 8 }, documents: { indexed: 8 } },
    });
    expect((await indexContents(database)).documents).toHaveLength(8);
  });
});

describe('an instance that dies in the middle of a slice', () => {
  const isHandbook = ({ repository }: Record<string, unknown>) => repository === 'acme/handbook';

  it('is a 500 of the platform: the slice is entered again, and goes on from what is stored', async () => {
    const clones = [cloneOf('handbook', oneByOne(12))];
    const { sync, interceptGithub, database, github } = await deploy({ clones });
    interceptGithub(async (request) => {
      if (kindOf(request.url ?? '') === 'blob' && github.started <= 2)
        await github.kill(isHandbook);
      return false;
    });
    const { result, sleeps } = await sync({ repositories: ['acme/handbook'], ...githubAlone });

    expect(statuses()).toEqual([500, 500, 200]);
    expect(sleeps).toEqual([5, 10]);
    expect(result).toMatchObject({
      repositories: { sources: { synced: 1 }, documents: { indexed: 12 } },
    });
    const disturbed = await indexContents(database);
    await deployed.close();

    const undisturbed = await deploy({ clones });
    await undisturbed.sync({ repositories: ['acme/handbook'], ...githubAlone });
    expect(disturbed).toEqual(await indexContents(undisturbed.database));
  });

  it('is given up the third time, and the others are synced', async () => {
    const { sync, interceptGithub, github } = await deploy({
      clones: [cloneOf('handbook', oneByOne(3)), cloneOf('api', pages(2))],
    });
    interceptGithub(async (request) => {
      const url = request.url ?? '';
      if (url.includes('/handbook/') && kindOf(url) === 'blob') await github.kill(isHandbook);
      return false;
    });
    const { raised } = await sync({ repositories: ['acme/api', 'acme/handbook'], ...githubAlone });
    expect(github.calls.filter(({ body }) => body.repository === 'acme/handbook')).toHaveLength(3);
    expect(raised).toMatchObject({
      message: '1 failed, 1 synced, 0 busy',
      summary: { repositories: { failed_sources: ['acme/handbook'] } },
      failures: { repositories: [{ source: 'acme/handbook', code: 500 }] },
    });
  });
});
