import { describe, expect, it } from 'vitest';
import { run } from './run-source.ts';
import { finished, runSync, sourcesOf, syncWorkflow, unfinished } from './sync-run.ts';

const noFolders = { trigger: 'manual', folders: [] };
const onlyA = { ...noFolders, repositories: ['org/a'] };

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
            message: 'not done after 200 slices; the next sync goes on from there',
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
        const body = JSON.stringify(paths.length === 1 ? { repositories: ['org/a'] } : finished());
        return {
          code: 200,
          headers: { 'content-type': 'application/json' },
          body: Buffer.from(body),
        };
      },
    });

    expect(paths).toEqual(['/sync-github/plan', '/sync-github']);
    expect(result).toMatchObject({ repositories: { sources: { synced: 1 } } });
  });
});

describe('a function that is not available', () => {
  it.each([429, 502, 503, 504])(
    'is tried again after a %i, with growing delays',
    async (status) => {
      const { result, github, sleeps } = await runSync(onlyA, {
        github: ({ attempt }) => (attempt <= 2 ? { status } : { body: finished({ seen: 3 }) }),
      });

      expect(github.calls).toHaveLength(3);
      expect(sleeps).toEqual([2, 4]);
      expect(result).toMatchObject({
        repositories: { sources: { synced: 1 }, documents: { seen: 3 } },
      });
    },
  );

  it('is tried again after a broken connection', async () => {
    const { result, github } = await runSync(onlyA, {
      github: ({ attempt }) => (attempt === 1 ? { hangUp: true } : { body: finished() }),
    });

    expect(github.calls).toHaveLength(2);
    expect(result).toMatchObject({ repositories: { sources: { synced: 1 } } });
  });

  it('fails its source when it does not come back within about two minutes', async () => {
    const { raised, github, sleeps } = await runSync(onlyA, {
      github: () => ({
        status: 503,
        body: { error: { code: 'upstream_unavailable', message: 'The database is down.' } },
      }),
    });

    expect(github.calls).toHaveLength(7);
    expect(sleeps).toEqual([2, 4, 8, 16, 32, 60]);
    expect(raised).toMatchObject({
      failures: {
        repositories: [{ source: 'org/a', code: 503, message: 'The database is down.' }],
      },
    });
  });
});

describe('a slice that the platform ended with a 500', () => {
  it('is entered again and goes on', async () => {
    const { result, github, sleeps } = await runSync(onlyA, {
      github: ({ attempt }) => (attempt <= 2 ? { status: 500 } : { body: finished({ seen: 1 }) }),
    });

    expect(github.calls).toHaveLength(3);
    expect(sleeps).toEqual([5, 10]);
    expect(result).toMatchObject({ repositories: { sources: { synced: 1 } } });
  });

  it('is entered again twice and no more', async () => {
    const { raised, github } = await runSync(onlyA, { github: () => ({ status: 500 }) });

    expect(github.calls).toHaveLength(3);
    expect(raised).toMatchObject({
      summary: { repositories: { sources: { failed: 1 }, failed_sources: ['org/a'] } },
      failures: { repositories: [{ source: 'org/a', code: 500 }] },
    });
  });

  it('has its two entries anew in every slice', async () => {
    const statuses = [500, 500, 200, 500, 500, 200];
    const { result, github } = await runSync(onlyA, {
      github: ({ attempt }) => ({
        status: statuses[attempt - 1] ?? 200,
        body: attempt < 6 ? unfinished() : finished(),
      }),
    });

    expect(github.calls).toHaveLength(6);
    expect(result).toMatchObject({ repositories: { sources: { synced: 1 } } });
  });
});

describe('a source that fails', () => {
  it('lets the others finish and fails the execution in the end, with the summary inside', async () => {
    const { result, raised, logs, github, drive } = await runSync(
      { trigger: 'manual', repositories: ['org/a', 'org/bad', 'org/c'], folders: ['F1', 'lost'] },
      {
        github: ({ body }) =>
          body.repository === 'org/bad'
            ? {
                status: 404,
                body: { error: { code: 'not_found', message: 'No such repository.' } },
              }
            : { body: finished({ seen: 1, indexed: 1 }) },
        drive: ({ body }) =>
          body.folder === 'lost' ? { status: 403, body: 'no' } : { body: finished({ seen: 4 }) },
      },
    );

    expect(result).toBeUndefined();
    expect(raised).toEqual({
      message: '2 failed, 3 synced, 0 busy',
      summary: {
        trigger: 'manual',
        repositories: {
          sources: { total: 3, synced: 2, busy: 0, failed: 1 },
          documents: { seen: 2, indexed: 2, unchanged: 0, deleted: 0, skipped: 0, failed: 0 },
          failed_sources: ['org/bad'],
        },
        folders: {
          sources: { total: 2, synced: 1, busy: 0, failed: 1 },
          documents: { seen: 4, indexed: 0, unchanged: 0, deleted: 0, skipped: 0, failed: 0 },
          failed_sources: ['lost'],
        },
      },
      failures: {
        repositories: [{ source: 'org/bad', code: 404, message: 'No such repository.' }],
        folders: [
          { source: 'lost', code: 403, message: 'HTTP server responded with error code 403' },
        ],
      },
    });
    expect(sourcesOf(github.calls).sort()).toEqual(['org/a', 'org/bad', 'org/c']);
    expect(sourcesOf(drive.calls)).toEqual(['F1', 'lost']);
    expect(logs).toContainEqual({
      severity: 'ERROR',
      data: { source: 'org/bad', code: 404, message: 'No such repository.' },
    });
  });

  it('is told by at most 200 characters of its message', async () => {
    const { raised } = await runSync(onlyA, {
      github: () => ({ status: 400, body: { error: { message: '😀'.repeat(5000) } } }),
    });

    expect(raised).toMatchObject({
      failures: { repositories: [{ message: '😀'.repeat(200) }] },
    });
  });

  it('is told even when its message is no text', async () => {
    const { raised } = await runSync(onlyA, {
      github: () => ({ status: 400, body: { error: { message: { deep: ['trouble'] } } } }),
    });

    expect(raised).toMatchObject({
      failures: { repositories: [{ message: '{"deep":["trouble"]}' }] },
    });
  });

  it('is one that answers without the promised fields', async () => {
    const { raised } = await runSync(onlyA, { github: () => ({ body: { done: true } }) });

    expect(raised).toMatchObject({
      failures: { repositories: [{ source: 'org/a', message: 'KeyError: key not found: seen' }] },
    });
  });

  it('is not one that another execution holds: that one is busy', async () => {
    const { result, logs } = await runSync(
      { ...noFolders, repositories: ['org/a', 'org/held'] },
      {
        github: ({ body }) =>
          body.repository === 'org/held'
            ? { status: 409, body: { error: { code: 'sync_in_progress', message: 'Held.' } } }
            : { body: finished() },
      },
    );

    expect(result).toMatchObject({
      repositories: { sources: { total: 2, synced: 1, busy: 1, failed: 0 }, failed_sources: [] },
    });
    expect(logs).toEqual([]);
  });
});

describe('a plan that fails', () => {
  it('is a failure of its kind and hides nothing of the other kind', async () => {
    const { raised, github, drive } = await runSync(
      {},
      {
        github: () => ({ status: 401, body: { error: { message: 'The token was revoked.' } } }),
        drive: ({ path }) => ({
          body: path === '/plan' ? { folders: ['F1'] } : finished({ seen: 6, indexed: 6 }),
        }),
      },
    );

    expect(github.calls).toHaveLength(1);
    expect(sourcesOf(drive.calls)).toEqual([undefined, 'F1']);
    expect(raised).toMatchObject({
      message: '1 failed, 1 synced, 0 busy',
      summary: {
        repositories: { sources: { total: 0, failed: 1 }, failed_sources: ['repositories'] },
        folders: { sources: { synced: 1 }, documents: { seen: 6, indexed: 6 } },
      },
      failures: {
        repositories: [{ source: 'repositories', code: 401, message: 'The token was revoked.' }],
      },
    });
  });

  it.each([
    ['an answer without the list', { list: [] }, 'KeyError: key not found: repositories'],
    ['a list that is none', { repositories: 'org/a' }, /^TypeError: a loop goes through a list/],
  ])('can be %s', async (_, plan, message) => {
    const { raised } = await runSync({ folders: [] }, { github: () => ({ body: plan }) });

    expect(raised).toMatchObject({
      failures: {
        repositories: [
          { message: typeof message === 'string' ? message : expect.stringMatching(message) },
        ],
      },
    });
  });
});

describe('an address that nobody has set', () => {
  const elsewhere = { environment: {} };

  it('fails what needs it and names the variable', async () => {
    const { raised } = await runSync({ repositories: ['org/a'] }, {}, elsewhere);

    expect(raised).toMatchObject({
      failures: {
        repositories: [{ message: 'KeyError: environment variable not set: SYNC_GITHUB_URL' }],
        folders: [
          { source: 'folders', message: 'KeyError: environment variable not set: SYNC_DRIVE_URL' },
        ],
      },
    });
  });

  it('does not matter to an empty list', async () => {
    const { result } = await runSync({ repositories: [], folders: [] }, {}, elsewhere);

    expect(result).toMatchObject({ repositories: { sources: { failed: 0 } } });
  });
});

describe('side by side', () => {
  it('three repositories run at one time, and each of fifty runs once', async () => {
    const repositories = Array.from({ length: 50 }, (_, index) => `org/r${index}`);
    const answers = heldUntil(3, repositories.length);
    const { result, github } = await runSync({ ...noFolders, repositories }, { github: answers });

    expect(github.peak()).toBe(3);
    expect(sourcesOf(github.calls).sort()).toEqual([...repositories].sort());
    expect(result).toMatchObject({ repositories: { sources: { total: 50, synced: 50 } } });
  });

  it('one folder runs at one time, beside the repositories', async () => {
    let release = () => {};
    const githubIsCalled = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { drive } = await runSync(
      { repositories: ['org/a'], folders: ['F1', 'F2', 'F3'] },
      {
        github: () => {
          release();
          return { body: finished() };
        },
        // Would never answer if the repositories came only after the folders.
        drive: async () => {
          await githubIsCalled;
          await new Promise((resolve) => setTimeout(resolve, 5));
          return { body: finished() };
        },
      },
    );

    expect(drive.peak()).toBe(1);
    expect(sourcesOf(drive.calls)).toEqual(['F1', 'F2', 'F3']);
  });
});

/** Answers only when `wanted` calls wait together, or none is to come; a call too many would join. */
function heldUntil(wanted: number, total: number) {
  let arrived = 0;
  let held: (() => void)[] = [];
  return async () => {
    arrived += 1;
    const released = new Promise<void>((resolve) => held.push(resolve));
    if (held.length === wanted || arrived === total) {
      setTimeout(() => {
        const together = held;
        held = [];
        for (const release of together) release();
      }, 3);
    }
    await released;
    return { body: finished() };
  };
}
