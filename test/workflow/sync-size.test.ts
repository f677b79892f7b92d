import { expect, it } from 'vitest';
import { limits } from '../../local/workflow/limits.ts';
import { monthlyEstimate, stepsOfSync } from '../../scripts/deploy/estimate.ts';
import { run } from './run-source.ts';
import { finished, syncWorkflow } from './sync-run.ts';

/** A sync without changes of so many repositories and folders. */
async function usageOf(repositories: number, folders: number) {
  const names = (count: number, name: string) =>
    Array.from({ length: count }, (_, i) => `${name}-${String(i).padStart(4, '0')}`);
  const planOf: Record<string, object> = {
    'github.test': {
      repositories: names(repositories, 'a-usual-organisation/a-usual-repository'),
      conversations: [],
    },
    'drive.test': { folders: names(folders, '1A2b3C4d5E6f7G8h9I0jK1l2M3n4O') },
    'web.test': { sites: [] },
  };
  const { usage, raised } = await run(syncWorkflow, {
    environment: {
      SYNC_GITHUB_URL: 'http://github.test',
      SYNC_DRIVE_URL: 'http://drive.test',
      SYNC_WEB_URL: 'http://web.test',
    },
    send: async ({ url }) => {
      const body = JSON.stringify(url.pathname.endsWith('/plan') ? planOf[url.host] : finished());
      const headers = { 'content-type': 'application/json' };
      return { code: 200, headers, body: Buffer.from(body) };
    },
  });
  expect(raised).toBeUndefined();
  return usage;
}

it.each([
  [1, 0],
  [10, 0],
  [3, 7],
  [100, 100],
])(
  'takes the steps that the estimate counts for %i repositories and %i folders',
  async (repositories, folders) => {
    expect((await usageOf(repositories, folders)).steps).toBe(stepsOfSync(repositories + folders));
  },
);

it('a sync of 1,000 repositories fits an execution, as docs/scaling.md says', async () => {
  const { steps, peakVariablesBytes } = await usageOf(1_000, 0);
  expect(steps).toBe(stepsOfSync(1_000));
  expect(steps).toBeLessThan(limits.stepsPerExecution / 4);
  expect(peakVariablesBytes).toBeLessThan(limits.variablesBytes / 3);
});

it('the estimate grows with the sources', () => {
  const workflows = (sources: number) =>
    monthlyEstimate({ sources }).lines.find(({ what }) => what.startsWith('Workflows'))?.usd;
  expect(workflows(0)).toBeCloseTo(0.164);
  expect(workflows(10)).toBeCloseTo(0.572);
  expect(workflows(1_000)).toBeCloseTo(40.96);
});
