import { setTimeout as sleep } from 'node:timers/promises';
import { CommandFailed, type ReadOutput, readOutput } from './command.ts';
import { isNotYetEffective } from './known-errors.ts';
import type { DeployOptions } from './options.ts';

/** The fields of `gcloud workflows executions describe` that are read. */
interface Execution {
  state: string;
  /** The value that the workflow returned, as JSON. */
  result?: string;
  error?: { payload?: string };
}

/**
 * The fields that are read of the counts that workflows/sync.yaml returns for one kind of source.
 */
interface Tally {
  documents: { seen: number; indexed: number; unchanged: number; skipped: number; failed: number };
}

/** The error that workflows/sync.yaml raises if a source failed. */
interface SyncError {
  message: string;
  failures: Record<string, SourceFailure[]>;
}

interface SourceFailure {
  source: string;
  /** The HTTP status of the sync function, if it answered. */
  code: number | null;
  message: string | null;
}

export interface FirstSyncTimes {
  pollMs: number;
  /**
   * How long to retry: a new right takes up to seven minutes to work, according to Google's page on
   * IAM.
   */
  rightsMs: number;
}

const defaultTimes: FirstSyncTimes = { pollMs: 5_000, rightsMs: 8 * 60_000 };

/** How often in a row the state of an execution may be unknown, such as after a login has expired. */
const mostUnknown = 10;

/** What a sync ends; it is also what is run again if the sync fails. */
export type SyncTrigger = 'quickstart' | 'deploy';

/** The gcloud arguments that start the first sync, or that of a deploy. */
export function firstSyncArguments(
  { project, region }: DeployOptions,
  trigger: SyncTrigger = 'quickstart',
): string[] {
  return [
    ...['workflows', 'execute', 'docpilot-sync', `--project=${project}`, `--location=${region}`],
    `--data={"trigger":"${trigger}"}`,
    '--format=value(name)',
  ];
}

/**
 * Starts the sync workflow and waits for its end. (`gcloud workflows run` would exit with 0 for a
 * failed execution.) If the start, or a call of a function, is refused, it is retried for as long
 * as new rights may not be effective yet.
 * @throws CommandFailed that says what failed and what to do
 */
export async function runFirstSync(
  options: DeployOptions,
  readProgram: ReadOutput = readOutput,
  { pollMs, rightsMs }: FirstSyncTimes = defaultTimes,
  trigger: SyncTrigger = 'quickstart',
): Promise<void> {
  const startedAt = Date.now();
  for (;;) {
    const mayTryAgain = Date.now() - startedAt < rightsMs;
    const problem = await syncOnce(options, readProgram, pollMs, trigger);
    if (problem === undefined) return;
    if (!problem.isRefused || !mayTryAgain) {
      throw new CommandFailed(
        `${problem.message}\nThe deployment remains: fix what it names, then run npm run ${trigger} again.`,
      );
    }
    console.log(`Google still refuses it (${problem.message}). Trying again in a moment.`);
    await sleep(6 * pollMs);
  }
}

interface Problem {
  message: string;
  /** Whether a right was missing. */
  isRefused: boolean;
}

async function syncOnce(
  options: DeployOptions,
  readProgram: ReadOutput,
  pollMs: number,
  trigger: SyncTrigger,
): Promise<Problem | undefined> {
  let errors = '';
  const name = await readProgram('gcloud', firstSyncArguments(options, trigger), (text) => {
    errors = text.slice(0, 200);
  });
  if (!name) {
    const isRefused = errors === '' || isNotYetEffective(errors);
    return { message: `The workflow could not be started: ${errors}`, isRefused };
  }
  const startedAt = Date.now();
  let unknown = 0;
  for (;;) {
    const execution = await describe(options, name, readProgram);
    unknown = execution === undefined ? unknown + 1 : 0;
    if (unknown > mostUnknown) {
      const message = `The execution ${name} goes on, but gcloud can no longer tell its state; try gcloud auth login`;
      return { message, isRefused: false };
    }
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
  for (const kind of ['repositories', 'conversations', 'folders', 'sites']) {
    const documents = summary[kind]?.documents;
    if (documents === undefined || documents.seen === 0) continue;
    stored += documents.indexed + documents.unchanged;
    const { seen, indexed, unchanged, skipped, failed } = documents;
    console.log(
      `${kind}: ${indexed + unchanged} of ${seen} documents are indexed, ${skipped} skipped, ${failed} failed`,
    );
  }
  if (stored === 0) console.log('Nothing is indexed: GET /list?view=problems says why.');
  return undefined;
}

function failure({ state, error }: Execution): Problem {
  const payload = error?.payload ?? '';
  const { message, failures } = readError(payload);
  const sources = Object.values(failures ?? {}).flat();
  const each = sources.map(({ source, message }) => `${source}: ${message ?? 'no reason given'}`);
  const reasons = [message, ...each].join('; ').slice(0, 2_000);
  return {
    message: `The sync ended ${state}: ${reasons}`,
    isRefused: sources.length > 0 && sources.every(({ code }) => code === 403),
  };
}

/** Reads the workflow's error; any other error is a text from Google. */
function readError(payload: string): Partial<SyncError> {
  try {
    return JSON.parse(payload) as SyncError;
  } catch {
    return { message: payload };
  }
}
