import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CommandFailed } from '../../scripts/deploy/command.ts';
import { runFirstSync } from '../../scripts/deploy/first-sync.ts';

const options = {
  project: 'acme-docs',
  region: 'europe-west1',
  instance: 'docpilot',
  dryRun: false,
  yes: false,
};
const started = 'projects/1/locations/europe-west1/workflows/docpilot-sync/executions/execution-1';
const counts = { seen: 10, indexed: 7, unchanged: 0, deleted: 0, skipped: 2, failed: 1 };
const times = { pollMs: 1, rightsMs: 10_000 };

/**
 * gcloud, which answers each call with the next of these; `start` and `describe` by their order.
 */
function answering(...answers: (string | object | undefined)[]) {
  const calls: string[] = [];
  const readProgram = async (_program: string, args: readonly string[]) => {
    calls.push(args.slice(0, 3).join(' '));
    const answer = answers.shift();
    return typeof answer === 'object' ? JSON.stringify(answer) : answer;
  };
  return { calls, readProgram };
}

function failedWith(failures: object[]) {
  const payload = { message: '1 failed, 0 synced, 0 busy', failures: { repositories: failures } };
  return { state: 'FAILED', error: { payload: JSON.stringify(payload) } };
}

let lines: string[];
beforeEach(() => {
  lines = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
});
afterEach(() => vi.restoreAllMocks());

describe('the first sync', () => {
  it('prints its progress, and at the end how many documents are indexed', async () => {
    const result = JSON.stringify({ repositories: { documents: counts } });
    const { readProgram } = answering(
      started,
      { state: 'QUEUED' },
      undefined,
      { state: 'ACTIVE' },
      { state: 'SUCCEEDED', result },
    );
    await runFirstSync(options, readProgram, times);
    expect(lines).toEqual([
      'Syncing for 0 s.',
      'Syncing for 0 s; its state is not known.',
      'Syncing for 0 s.',
      'repositories: 7 of 10 documents are indexed, 2 skipped, 1 failed',
    ]);
  });

  it('says where an index is empty that it is, and where the reasons are', async () => {
    const documents = { ...counts, indexed: 0, skipped: 10, failed: 0 };
    const result = JSON.stringify({ repositories: { documents } });
    const { readProgram } = answering(started, { state: 'SUCCEEDED', result });
    await runFirstSync(options, readProgram, times);
    expect(lines.at(-1)).toBe('Nothing is indexed: GET /list?view=problems says why.');
  });

  it('fails where the execution failed, with each source’s reason', async () => {
    const failure = { source: 'acme/handbook', code: 401, message: 'GH_PAT is not valid.' };
    const { readProgram } = answering(started, failedWith([failure]));
    const sync = runFirstSync(options, readProgram, times);
    await expect(sync).rejects.toThrow(CommandFailed);
    await expect(sync).rejects.toThrow(
      'The sync ended FAILED: 1 failed, 0 synced, 0 busy; acme/handbook: GH_PAT is not valid.\nThe deployment remains',
    );
  });

  it('of a deploy says so to the workflow, and names the deploy when it fails', async () => {
    const starts: string[] = [];
    const readProgram = async (_program: string, args: readonly string[]) => {
      if (args.includes('execute')) starts.push(args.join(' '));
      return args.includes('execute') ? started : JSON.stringify({ state: 'CANCELLED' });
    };
    const sync = runFirstSync(options, readProgram, times, 'deploy');
    await expect(sync).rejects.toThrow('then run npm run deploy again');
    expect(starts.join()).toContain('--data={"trigger":"deploy"}');
  });

  it('tries again while a right is on its way, at the start and at the functions', async () => {
    const refused = { source: 'acme/handbook', code: 403, message: 'Forbidden' };
    const { calls, readProgram } = answering(undefined, started, failedWith([refused]), started, {
      state: 'SUCCEEDED',
      result: JSON.stringify({ repositories: { documents: counts } }),
    });
    await runFirstSync(options, readProgram, times);
    expect(calls.filter((call) => call.startsWith('workflows execute'))).toHaveLength(3);
  });

  it('ends when gcloud can no longer tell how it goes', async () => {
    const { calls, readProgram } = answering(started);
    await expect(runFirstSync(options, readProgram, times)).rejects.toThrow(
      /execution-1 goes on, but .* gcloud auth login/,
    );
    expect(calls.length).toBeLessThan(15);
  });

  it('ends when the right does not come', async () => {
    const { readProgram } = answering(undefined);
    await expect(runFirstSync(options, readProgram, { pollMs: 1, rightsMs: 0 })).rejects.toThrow(
      'The workflow could not be started',
    );
  });

  it('shows Google’s own words where the execution ends by them', async () => {
    const { readProgram } = answering(started, {
      state: 'CANCELLED',
      error: { payload: 'Execution cancelled by a person.' },
    });
    await expect(runFirstSync(options, readProgram, times)).rejects.toThrow(
      'ended CANCELLED: Execution cancelled by a person.',
    );
  });
});
