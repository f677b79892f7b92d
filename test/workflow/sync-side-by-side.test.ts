import { expect, it } from 'vitest';
import { finished, runSync, sourcesOf } from './sync-run.ts';

it('one folder is synced at a time, beside the repositories', async () => {
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
