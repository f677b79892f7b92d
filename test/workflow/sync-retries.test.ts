import { describe, expect, it } from 'vitest';
import { finished, onlyA, runSync, unfinished } from './sync-run.ts';

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

describe('while other executions use all instances of a function', () => {
  const allInUse = { status: 429, body: 'Rate exceeded.' };
  const waitedMinutes = (sleeps: readonly number[]) =>
    sleeps.reduce((sum, seconds) => sum + seconds, 0) / 60;

  it('it is waited for as long as a slice may take, and nothing failed', async () => {
    const { result, github, sleeps } = await runSync(onlyA, {
      github: ({ attempt }) => (attempt <= 60 ? allInUse : { body: finished({ seen: 3 }) }),
    });
    expect(github.calls).toHaveLength(61);
    expect(waitedMinutes(sleeps)).toBeGreaterThan(20);
    expect(result).toMatchObject({
      repositories: { sources: { synced: 1, failed: 0 }, documents: { seen: 3 } },
    });
  });

  it('it is given up after half an hour', async () => {
    const { raised, sleeps } = await runSync(onlyA, { github: () => allInUse });
    expect(waitedMinutes(sleeps)).toBeGreaterThan(25);
    expect(waitedMinutes(sleeps)).toBeLessThan(35);
    expect(raised).toMatchObject({ failures: { repositories: [{ source: 'org/a', code: 429 }] } });
  });
});

describe('a slice that the platform ended with a 500', () => {
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
