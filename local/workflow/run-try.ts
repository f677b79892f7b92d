import { RaisedError } from './errors.ts';
import type { Execution, Frame } from './execution.ts';
import { areEqual, numberOf, truthOf } from './operators.ts';
import type { CallSubworkflow } from './run-call.ts';
import type { Outcome, RunSteps } from './run-steps.ts';
import { isList, isMap, type Value } from './value.ts';
import type { Action, Retry, RetryPredicate, Template } from './workflow.ts';

/** Runs the whole block again as its retry policy says; the last error goes to `except`. */
export async function runTry(
  execution: Execution,
  frame: Frame,
  { steps, retry, except }: Action & { kind: 'try' },
  runSteps: RunSteps,
  callSubworkflow: CallSubworkflow,
): Promise<Outcome> {
  for (let retries = 0; ; retries += 1) {
    try {
      return await runSteps(execution, frame, steps);
    } catch (error) {
      if (!(error instanceof RaisedError)) throw error;
      if (retry && (await isRetried(execution, frame, retry, retries, error, callSubworkflow))) {
        await execution.services.sleep(delaySeconds(execution, frame, retry, retries));
        continue;
      }
      if (!except) throw error;
      const scope = frame.scope.inner();
      try {
        scope.declare(except.as, error.value);
        return await runSteps(execution, { ...frame, scope }, except.steps);
      } finally {
        scope.end();
      }
    }
  }
}

async function isRetried(
  execution: Execution,
  frame: Frame,
  { predicate, maxRetries }: Retry,
  retries: number,
  error: RaisedError,
  callSubworkflow: CallSubworkflow,
): Promise<boolean> {
  if (retries >= numberIn(execution, frame, maxRetries)) return false;
  if ('builtIn' in predicate) return builtIn[predicate.builtIn](error.value);
  const name = predicate.subworkflow;
  const parameter = execution.workflow.subworkflows.get(name)?.parameters[0] ?? '';
  const args = new Map([[parameter, error.value]]);
  return truthOf(await callSubworkflow(execution, name, args, frame), `the predicate ${name}`);
}

/** initial, initial × multiplier, initial × multiplier² … up to the maximum. */
function delaySeconds(execution: Execution, frame: Frame, retry: Retry, retries: number): number {
  const initial = numberIn(execution, frame, retry.initialDelay);
  const multiplier = numberIn(execution, frame, retry.multiplier);
  return Math.min(initial * multiplier ** retries, numberIn(execution, frame, retry.maxDelay));
}

function numberIn(execution: Execution, frame: Frame, template: Template): number {
  return numberOf(execution.evaluate(template, frame)) ?? 0;
}

const builtIn: Record<RetryPredicate, (error: Value) => boolean> = {
  'http.default_retry_predicate': (error) =>
    hasCode(error, [429, 502, 503, 504]) ||
    hasTag(error, ['ConnectionError', 'ConnectionFailedError', 'TimeoutError']),
  'http.default_retry_predicate_non_idempotent': (error) =>
    hasCode(error, [429, 503]) || hasTag(error, ['ConnectionFailedError']),
};

function hasCode(error: Value, codes: readonly number[]): boolean {
  return isMap(error) && codes.some((code) => areEqual(error.get('code') ?? null, code));
}

function hasTag(error: Value, tags: readonly string[]): boolean {
  const own = isMap(error) ? (error.get('tags') ?? null) : null;
  return own !== null && isList(own) && tags.some((tag) => own.includes(tag));
}
