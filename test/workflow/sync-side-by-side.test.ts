import { describe, expect, it } from 'vitest';
import { finished, noFolders, runSync, sourcesOf } from './sync-run.ts';

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
