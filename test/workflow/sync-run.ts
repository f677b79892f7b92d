import { readFileSync } from 'node:fs';
import { loadWorkflow } from '../../local/workflow/load-workflow.ts';
import type { RunOptions } from '../../local/workflow/run-workflow.ts';
import { type Run, run } from './run-source.ts';
import {
  type Answering,
  type StubCall,
  type StubFunction,
  startStubFunction,
} from './stub-functions.ts';

export const syncSource = readFileSync(
  new URL('../../workflows/sync.yaml', import.meta.url),
  'utf8',
);

export const syncWorkflow = loadWorkflow(syncSource);

export const noFolders = { trigger: 'manual', folders: [] };

/** One repository and nothing else. */
export const onlyA = { ...noFolders, repositories: ['org/a'] };

export interface SyncRun extends Run {
  github: StubFunction;
  drive: StubFunction;
}

/** What a slice that finished its source answers. */
export function finished(counts: Partial<Record<string, number>> = {}): object {
  return { done: true, ...zeros, ...counts };
}

export function unfinished(more: Record<string, number> = {}): object {
  return { done: false, ...zeros, ...more };
}

const zeros = { seen: 0, indexed: 0, unchanged: 0, deleted: 0, skipped: 0, failed: 0 };

/**
 * Runs workflows/sync.yaml against two stub functions; each one finishes at once unless told else.
 * @param conversations what sync-github answers below /conversations: as a rule, that there are none
 */
export async function runSync(
  argument: unknown,
  {
    github,
    drive,
    conversations = () => ({ body: { conversations: [] } }),
  }: { github?: Answering; drive?: Answering; conversations?: Answering } = {},
  options: Partial<RunOptions> = {},
): Promise<SyncRun> {
  const finishes: Answering = () => ({ body: finished() });
  const functions = {
    github: await startStubFunction((call) =>
      call.path.startsWith('/conversations') ? conversations(call) : (github ?? finishes)(call),
    ),
    drive: await startStubFunction(drive ?? finishes),
  };
  try {
    const outcome = await run(syncWorkflow, {
      argument,
      environment: { SYNC_GITHUB_URL: functions.github.url, SYNC_DRIVE_URL: functions.drive.url },
      ...options,
    });
    return { ...outcome, ...functions };
  } finally {
    await functions.github.close();
    await functions.drive.close();
  }
}

/** The sources that were asked for, in order, repeated calls too. */
export function sourcesOf(calls: readonly StubCall[]): unknown[] {
  return calls.map(({ body }) => body.repository ?? body.folder);
}
