import { setTimeout } from 'node:timers/promises';
import { ExecutionFailed, RaisedError } from './errors.ts';
import { Execution, type LogEntry } from './execution.ts';
import type { HttpClient } from './http-post.ts';
import { limits } from './limits.ts';
import { callSubworkflow } from './run-steps.ts';
import { type SendHttp, sendHttp } from './send-http.ts';
import { toJson, toPayload } from './to-json.ts';
import { fromJson, type Value } from './value.ts';
import type { Workflow } from './workflow.ts';

export interface RunOptions {
  /** JSON; absent: null. */
  argument?: unknown;
  /** The workflow's own environment variables. */
  environment: Readonly<Record<string, string>>;
  executionId: string;
  /** The variables that the platform sets: GOOGLE_CLOUD_PROJECT_ID and the like. */
  platform?: Readonly<Record<string, string>>;
  identityToken: HttpClient['identityToken'];
  send?: SendHttp;
  /** Tests pass one that does not take the time. */
  sleep?: (milliseconds: number) => Promise<void>;
  signal?: AbortSignal;
  onLog?: (entry: LogEntry) => void;
  /** Called when the execution ends, failed or not. */
  onUsage?: (usage: Usage) => void;
}

export interface Usage {
  steps: number;
  peakVariablesBytes: number;
}

/**
 * Runs a workflow as Cloud Workflows would.
 * @returns what it returns, as JSON
 * @throws ExecutionFailed with what it raised, RangeError for an argument or environment beyond the
 * limits, or the signal's reason.
 */
export async function runWorkflow(workflow: Workflow, options: RunOptions): Promise<unknown> {
  const { signal = new AbortController().signal } = options;
  checkEnvironment(options.environment);
  const args = argumentsOf(workflow, options.argument);
  const environment: Record<string, string> = {
    ...options.environment,
    ...options.platform,
    GOOGLE_CLOUD_WORKFLOW_EXECUTION_ID: options.executionId,
  };
  const execution = new Execution(workflow, {
    readEnvironment: (name) => (Object.hasOwn(environment, name) ? environment[name] : undefined),
    http: { send: options.send ?? sendHttp, identityToken: options.identityToken },
    sleep: (seconds) => sleep(seconds * 1000, signal, options.sleep),
    log: options.onLog ?? (() => {}),
    signal,
  });
  try {
    return toJson(await callSubworkflow(execution, 'main', args, null));
  } catch (error) {
    if (!(error instanceof RaisedError)) throw error;
    throw new ExecutionFailed(toPayload(error.value), error.message, error.raisedAt ?? 'main');
  } finally {
    options.onUsage?.({ steps: execution.steps, peakVariablesBytes: execution.memory.peakBytes });
  }
}

/** @throws RangeError when it is too large or the workflow takes none. */
function argumentsOf(workflow: Workflow, argument: unknown = null): Map<string, Value> {
  const size = Buffer.byteLength(JSON.stringify(argument));
  if (size > limits.argumentBytes) {
    throw new RangeError(`an argument of ${size} bytes, ${limits.argumentBytes} are the most`);
  }
  const [parameter] = workflow.subworkflows.get('main')?.parameters ?? [];
  if (!parameter && argument !== null) throw new RangeError('the workflow takes no argument');
  return new Map(parameter ? [[parameter, fromJson(argument)]] : []);
}

function checkEnvironment(environment: Readonly<Record<string, string>>): void {
  const names = Object.keys(environment);
  if (names.length > limits.environmentVariables) {
    throw new RangeError(`${names.length} environment variables, 20 are the most`);
  }
  for (const [name, value] of Object.entries(environment)) {
    if (/^(?:GOOGLE|WORKFLOWS)/.test(name)) {
      throw new RangeError(`the environment variable ${name} is the platform's own`);
    }
    if (Buffer.byteLength(value) > limits.environmentValueBytes) {
      throw new RangeError(`the environment variable ${name} holds more than 4 KB`);
    }
  }
}

/** A timer counts to 2^31 milliseconds only; an execution may sleep longer. */
const longestTimerMs = 2 ** 31 - 1;

async function sleep(
  milliseconds: number,
  signal: AbortSignal,
  injected: RunOptions['sleep'],
): Promise<void> {
  signal.throwIfAborted();
  if (injected) {
    await injected(milliseconds);
    signal.throwIfAborted();
    return;
  }
  for (let left = milliseconds; left > 0; left -= longestTimerMs) {
    try {
      await setTimeout(Math.min(left, longestTimerMs), undefined, { signal });
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    }
  }
}
