import { setTimeout as sleep } from 'node:timers/promises';
import { CommandFailed, type ReadOutput, readOutput } from './command.ts';
import type { DeployOptions } from './options.ts';

/** What `gcloud workflows executions describe` tells, as far as it is looked at. */
interface Execution {
  state: string;
  /** JSON: what the workflow returned. */
  result?: string;
  error?: { payload?: string };
}

/** What workflows/sync.yaml returns of the sources of one kind, as far as it is looked at. */
interface Tally {
  documents: { seen: number; indexed: number; unchanged: number; skipped: number; failed: number };
}

/** What workflows/sync.yaml raises when a source failed. */
interface SyncError {
  message: string;
  failures: Record<'repositories' | 'folders', SourceFailure[]>;
}

interface SourceFailure {
  source: string;
  /** The HTTP status of the sync function, if it answered. */
  code: number | null;
  message: string | null;
}

export interface FirstSyncTimes {
  pollMs: number;
  /** A new right takes up to seven minutes until it works, by Google's page on IAM. */
  rightsMs: number;
}

const defaultTimes: FirstSyncTimes = { pollMs: 5_000, rightsMs: 8 * 60_000 };

/** How one runs the first sync by hand. */
export function firstSyncArguments({ project, region }: DeployOptions): string[] {
  return [
    ...['workflows', 'execute', 'docpilot-sync', `--project=${project}`, `--location=${region}`],
    '--data={"trigger":"quickstart"}',
    '--format=value(name)',
  ];
}

/**
 * Starts the sync workflow and waits for its end: `gcloud workflows run` would end with 0 for an
 * execution that failed. A start that is refused, and a sync that is refused by the functions, are
 * tried again while the rights may still be on their way through Google.
 * @throws CommandFailed that says what failed and what to do
 */
export async function runFirstSync(
  options: DeployOptions,
  readProgram: ReadOutput = readOutput,
  { pollMs, rightsMs }: FirstSyncTimes = defaultTimes,
): Promise<void> {
  const startedAt = Date.now();
  for (;;) {
    const mayTryAgain = Date.now() - startedAt < rightsMs;
    const problem = await syncOnce(options, readProgram, pollMs);
    if (problem === undefined) return;
    if (!problem.isRefused || !mayTryAgain) throw new CommandFailed(problem.message);
    console.log(`Google does not let it in yet (${problem.message}). Again in a moment.`);
    await sleep(6 * pollMs);
  }
}

interface Problem {
  message: string;
  /** Whether it is a right that was missing. */
  isRefused: boolean;
}

async function syncOnce(
  options: DeployOptions,
  readProgram: ReadOutput,
  pollMs: number,
): Promise<Problem | undefined> {
  const name = await readProgram('gcloud', firstSyncArguments(options));
  if (!name) return { message: 'the workflow could not be started', isRefused: true };
  const startedAt = Date.now();
  for (;;) {
    const execution = await describe(options, name, readProgram);
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    if (execution === undefined) console.log(`Syncing for ${seconds} s; its state is not known.`);
    else if (execution.state === 'SUCCEEDED') return report(execution.result);
    else if (execution.state !== 'ACTIVE' && execution.state !== 'QUEUED')
      return failure(execution);
    else console.log(`Syncing for ${seconds} s.`);
    await sleep(pollMs);
  }
}

async function describe(
  { project, region }: DeployOptions,
  name: string,
  readProgram: ReadOutput,
): Promise<Execution | undefined> {
  const output = await readProgram('gcloud', [
    ...['workflows', 'executions', 'describe', name.split('/').at(-1) ?? name],
    ...['--workflow=docpilot-sync', `--project=${project}`, `--location=${region}`],
    '--format=json(state,result,error)',
  ]);
  return output ? (JSON.parse(output) as Execution) : undefined;
}

function report(result: string | undefined): undefined {
  const summary = JSON.parse(result ?? '{}') as Record<string, Tally | undefined>;
  let stored = 0;
  for (const kind of ['repositories', 'folders']) {
    const documents = summary[kind]?.documents;
    if (documents === undefined || documents.seen === 0) continue;
    stored += documents.indexed + documents.unchanged;
    const { seen, indexed, unchanged, skipped, failed } = documents;
    console.log(
      `${kind}: ${indexed + unchanged} of ${seen} files are indexed, ${skipped} skipped, ${failed} failed`,
    );
  }
  if (stored === 0) console.log('Nothing is indexed: GET /list?view=problems says why.');
  return undefined;
}

function failure({ state, error }: Execution): Problem {
  const payload = error?.payload ?? '';
  const { message, failures } = readError(payload);
  const sources = [...(failures?.repositories ?? []), ...(failures?.folders ?? [])];
  const each = sources.map(({ source, message }) => `${source}: ${message ?? 'no reason given'}`);
  const reasons = [message, ...each].join('; ').slice(0, 2_000);
  return {
    message: `The first sync ended ${state}: ${reasons}\nWhat is deployed stays: put right what it names, then run npm run quickstart again.`,
    isRefused: sources.length > 0 && sources.every(({ code }) => code === 403),
  };
}

/** Anything else than the workflow's own error is Google's text. */
function readError(payload: string): Partial<SyncError> {
  try {
    return JSON.parse(payload) as SyncError;
  } catch {
    return { message: payload };
  }
}
