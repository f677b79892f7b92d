import { describe, expect, it } from 'vitest';
import { finished, noFolders, onlyA, runSync, sourcesOf } from './sync-run.ts';

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
        conversations: expect.objectContaining({ failed_sources: [] }),
        sites: expect.objectContaining({ failed_sources: [] }),
        local_folders: expect.objectContaining({ failed_sources: [] }),
      },
      failures: {
        repositories: [{ source: 'org/bad', code: 404, message: 'No such repository.' }],
        folders: [
          { source: 'lost', code: 403, message: 'HTTP server responded with error code 403' },
        ],
        conversations: [],
        sites: [],
        local_folders: [],
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
    const { result, logs, sleeps } = await runSync(
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
    // Longer than the lease of one that was killed.
    expect(sleeps).toEqual([95]);
  });

  it('is not one whose holder was killed: it is asked once more when the lease has expired', async () => {
    let asked = 0;
    const { result } = await runSync(
      { ...noFolders, repositories: ['org/held'] },
      {
        github: () => {
          asked += 1;
          return asked === 1
            ? { status: 409, body: { error: { code: 'sync_in_progress', message: 'Held.' } } }
            : { body: finished({ seen: 3, indexed: 3 }) };
        },
      },
    );
    expect(result).toMatchObject({
      repositories: { sources: { synced: 1, busy: 0 }, documents: { indexed: 3 } },
    });
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

    expect(github.calls.map(({ path }) => path)).toEqual(['/plan', '/conversations/plan']);
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
