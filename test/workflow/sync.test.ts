import { describe, expect, it } from 'vitest';
import { run } from './run-source.ts';
import { finished, onlyA, runSync, sourcesOf, syncWorkflow, unfinished } from './sync-run.ts';

/** What is said of a kind without sources. */
const none = {
  sources: { total: 0, synced: 0, busy: 0, failed: 0 },
  documents: { seen: 0, indexed: 0, unchanged: 0, deleted: 0, skipped: 0, failed: 0 },
  failed_sources: [],
};

describe('the sync workflow', () => {
  it('syncs every repository and folder it is given and sums up their counts', async () => {
    const { result, github, drive } = await runSync(
      { trigger: 'schedule', repositories: ['org/a', 'org/b@next'], folders: ['F1', 'F2'] },
      {
        github: ({ body }) => ({
          body: finished(
            body.repository === 'org/a'
              ? { seen: 10, indexed: 7, skipped: 2, failed: 1 }
              : { seen: 5, unchanged: 5, deleted: 3 },
          ),
        }),
        drive: () => ({ body: finished({ seen: 2, indexed: 2 }) }),
      },
    );

    expect(result).toEqual({
      trigger: 'schedule',
      repositories: {
        sources: { total: 2, synced: 2, busy: 0, failed: 0 },
        documents: { seen: 15, indexed: 7, unchanged: 5, deleted: 3, skipped: 2, failed: 1 },
        failed_sources: [],
      },
      folders: {
        sources: { total: 2, synced: 2, busy: 0, failed: 0 },
        documents: { seen: 4, indexed: 4, unchanged: 0, deleted: 0, skipped: 0, failed: 0 },
        failed_sources: [],
      },
      conversations: none,
      sites: none,
      local_folders: none,
    });
    expect(sourcesOf(github.calls).sort()).toEqual(['org/a', 'org/b@next']);
    expect(sourcesOf(drive.calls)).toEqual(['F1', 'F2']);
  });

  it('sends the source, the execution, the trigger and force, with a token for the root URL', async () => {
    const { github, drive } = await runSync({
      trigger: 'webhook',
      repositories: ['org/a'],
      folders: ['F1'],
      force: true,
    });

    const [call] = github.calls;
    expect(call?.body).toEqual({
      repository: 'org/a',
      execution_id: 'execution-1',
      trigger: 'webhook',
      force: true,
    });
    expect(call).toMatchObject({ method: 'POST', path: '/' });
    expect(call?.headers.authorization).toBe(`Bearer token for ${github.url}`);
    expect(call?.headers['content-type']).toMatch(/^application\/json/);
    expect(drive.calls[0]?.body).toMatchObject({ folder: 'F1', execution_id: 'execution-1' });
    expect(drive.calls[0]?.headers.authorization).toBe(`Bearer token for ${drive.url}`);
  });

  it('plans where no list is given, and does without force and a trigger', async () => {
    const { result, github, drive } = await runSync(undefined, {
      github: ({ path }) => ({
        body: path === '/plan' ? { repositories: ['org/a', 'org/b'] } : finished({ seen: 1 }),
      }),
      drive: ({ path }) => ({ body: path === '/plan' ? { folders: ['F1'] } : finished() }),
    });

    expect(github.calls[0]).toMatchObject({ method: 'POST', path: '/plan', body: {} });
    expect(github.calls[0]?.headers.authorization).toBe(`Bearer token for ${github.url}`);
    expect(github.calls[1]?.body).toMatchObject({ trigger: 'manual', force: false });
    expect(sourcesOf(drive.calls)).toEqual([undefined, 'F1']);
    expect(result).toMatchObject({
      repositories: { sources: { total: 2, synced: 2 }, documents: { seen: 2 } },
      folders: { sources: { total: 1, synced: 1 } },
    });
  });

  it('syncs the conversations of repositories by the same function, below a path', async () => {
    const { result, github } = await runSync(
      { repositories: [], folders: [], conversations: ['org/a'] },
      { conversations: () => ({ body: finished({ seen: 3, indexed: 3 }) }) },
    );
    expect(github.calls).toMatchObject([
      { path: '/conversations', body: { repository: 'org/a', trigger: 'manual' } },
    ]);
    expect(result).toMatchObject({
      conversations: { sources: { total: 1, synced: 1 }, documents: { indexed: 3 } },
    });
  });

  it('syncs the conversations of all repositories where none are named', async () => {
    const { github } = await runSync(
      { folders: [] },
      {
        github: () => ({ body: { repositories: [] } }),
        conversations: ({ path }) => ({
          body: path.endsWith('/plan') ? { conversations: ['org/a'] } : finished(),
        }),
      },
    );
    expect(github.calls.map(({ path }) => path)).toEqual([
      '/plan',
      '/conversations/plan',
      '/conversations',
    ]);
  });

  it('plans one kind alone when only the other list is given', async () => {
    const { github, drive } = await runSync(
      { repositories: ['org/a'] },
      { drive: ({ path }) => ({ body: path === '/plan' ? { folders: [] } : finished() }) },
    );

    expect(github.calls.map(({ path }) => path)).toEqual(['/']);
    expect(drive.calls.map(({ path }) => path)).toEqual(['/plan']);
  });

  it('calls neither function for empty lists', async () => {
    const { result, github, drive } = await runSync({ repositories: [], folders: [] });

    expect([...github.calls, ...drive.calls]).toEqual([]);
    expect(result).toMatchObject({
      repositories: { sources: { total: 0, failed: 0 } },
      folders: { sources: { total: 0, failed: 0 } },
    });
  });

  it('calls a source slice by slice until it is done, and takes the counts of the last answer', async () => {
    const { result, github, sleeps } = await runSync(onlyA, {
      github: ({ attempt }) => ({
        body:
          attempt < 4
            ? unfinished({ seen: 8, indexed: attempt })
            : finished({ seen: 8, indexed: 8 }),
      }),
    });

    expect(github.calls).toHaveLength(4);
    expect(new Set(github.calls.map(({ body }) => body.execution_id))).toEqual(
      new Set(['execution-1']),
    );
    expect(result).toMatchObject({
      repositories: { sources: { synced: 1 }, documents: { seen: 8, indexed: 8 } },
    });
    expect(sleeps).toEqual([]);
  });

  it('waits between slices as long as it is asked to, at most an hour', async () => {
    const waits = [90, 0, 86_400];
    const { github, sleeps } = await runSync(onlyA, {
      github: ({ attempt }) => {
        const seconds = waits[attempt - 1];
        return {
          body: seconds === undefined ? finished() : unfinished({ retry_after_seconds: seconds }),
        };
      },
    });

    expect(sleeps).toEqual([90, 3600]);
    expect(github.calls).toHaveLength(4);
  });

  it('gives a source up that is not done after its share of the slices', async () => {
    const { raised, github } = await runSync(onlyA, {
      github: ({ attempt }) => ({ body: unfinished({ seen: 900, indexed: attempt }) }),
    });

    expect(github.calls).toHaveLength(200);
    expect(raised).toMatchObject({
      summary: {
        repositories: { failed_sources: ['org/a'], documents: { seen: 900, indexed: 200 } },
      },
      failures: {
        repositories: [
          {
            source: 'org/a',
            message: 'not done after 200 slices; the next sync continues from there',
          },
        ],
      },
    });
  });
});

describe('an address with a path', () => {
  it('is called as it stands, the plan below it', async () => {
    const paths: string[] = [];
    const { result } = await run(syncWorkflow, {
      argument: { folders: [] },
      environment: { SYNC_GITHUB_URL: 'http://host.test/sync-github', SYNC_DRIVE_URL: '' },
      send: async ({ url }) => {
        paths.push(url.pathname);
        const plan = { repositories: ['org/a'], conversations: [] };
        const body = JSON.stringify(url.pathname.endsWith('/plan') ? plan : finished());
        return {
          code: 200,
          headers: { 'content-type': 'application/json' },
          body: Buffer.from(body),
        };
      },
    });

    expect(paths).toEqual(['/sync-github/plan', '/sync-github', '/sync-github/conversations/plan']);
    expect(result).toMatchObject({ repositories: { sources: { synced: 1 } } });
  });
});
