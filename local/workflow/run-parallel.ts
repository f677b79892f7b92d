import { RaisedError, raised } from './errors.ts';
import type { Execution, Frame } from './execution.ts';
import { limits } from './limits.ts';
import { iterationsOf } from './run-loop.ts';
import type { RunSteps } from './run-steps.ts';
import { toPayload } from './to-json.ts';
import type { Action } from './workflow.ts';

type Parallel = Action & { kind: 'parallel' };

/**
 * Runs all branches or iterations to their end, also when others fail.
 * @throws RaisedError UnhandledBranchError afterwards, if any of them failed.
 */
export async function runParallel(
  execution: Execution,
  frame: Frame,
  action: Parallel,
  runSteps: RunSteps,
): Promise<void> {
  if (frame.parallelDepth >= limits.parallelDepth) {
    throw raised(
      'ParallelNestingError',
      `parallel steps nest at most ${limits.parallelDepth} deep`,
    );
  }
  const branches = branchesOf(execution, frame, action, runSteps);
  const limit = concurrencyOf(execution, frame, action);
  // A branch frees its slot while it waits for its own branches; else they could wait for each other.
  const isInBranch = frame.parallelDepth > 0;
  if (isInBranch) execution.branchSlots.release();
  const failures = await runAll(execution, branches, limit);
  if (isInBranch) await execution.branchSlots.acquire();

  const broken = failures.find(({ error }) => !(error instanceof RaisedError));
  if (broken) throw broken.error;
  if (failures.length > 0) throw unhandled(failures);
}

interface Failure {
  id: number;
  error: unknown;
}

async function runAll(
  execution: Execution,
  branches: readonly (() => Promise<void>)[],
  limit: number,
): Promise<Failure[]> {
  const failures: Failure[] = [];
  const queue = [...branches.entries()];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [id, run] = next;
      await execution.branchSlots.acquire();
      try {
        await run();
      } catch (error) {
        failures.push({ id, error });
      } finally {
        execution.branchSlots.release();
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, branches.length) }, work));
  return failures;
}

/** Each with its own variables inside those of the step. */
function branchesOf(
  execution: Execution,
  frame: Frame,
  { branches }: Parallel,
  runSteps: RunSteps,
): (() => Promise<void>)[] {
  const inBranch = async (declare: (inner: Frame) => void, steps: Parameters<RunSteps>[2]) => {
    const scope = frame.scope.inner();
    const inner = { ...frame, scope, parallelDepth: frame.parallelDepth + 1 };
    try {
      declare(inner);
      await runSteps(execution, inner, steps);
    } finally {
      scope.end();
    }
  };
  if (Array.isArray(branches))
    return branches.map(
      ({ steps }) =>
        () =>
          inBranch(() => {}, steps),
    );
  return iterationsOf(execution, frame, branches).map(
    (value) => () => inBranch(({ scope }) => scope.declare(branches.value, value), branches.steps),
  );
}

function concurrencyOf(execution: Execution, frame: Frame, action: Parallel): number {
  if (action.concurrencyLimit === null) return limits.concurrentBranches;
  const limit = execution.evaluate(action.concurrencyLimit, frame);
  if (typeof limit === 'number' && limit >= 1) return limit;
  throw raised('ValueError', 'concurrency_limit must be a positive integer');
}

function unhandled(failures: readonly Failure[]): RaisedError {
  const branches = failures.slice(0, limits.unhandledExceptions).map(({ id, error }) => ({
    id: String(id),
    error: error instanceof RaisedError ? toPayload(error.value) : null,
  }));
  const message = 'One or more branches or iterations encountered an unhandled runtime error';
  const truncated = failures.length > branches.length;
  return raised('UnhandledBranchError', message, { branches, truncated });
}
