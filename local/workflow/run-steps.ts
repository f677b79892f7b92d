import { RaisedError, raised } from './errors.ts';
import type { Execution, Frame } from './execution.ts';
import { evaluate, withElement } from './expression-evaluator.ts';
import { describePlace } from './fields.ts';
import { truthOf } from './operators.ts';
import { runCall } from './run-call.ts';
import { iterationsOf } from './run-loop.ts';
import { runParallel } from './run-parallel.ts';
import { runTry } from './run-try.ts';
import type { Value } from './value.ts';
import type { Action, Loop, Step } from './workflow.ts';

/** How steps ended. `end`, `break` and `continue` are jumps too. */
export type Outcome =
  | { kind: 'done' }
  | { kind: 'jump'; to: string }
  | { kind: 'return'; value: Value };

export type RunSteps = (
  execution: Execution,
  frame: Frame,
  steps: readonly Step[],
) => Promise<Outcome>;

const done: Outcome = { kind: 'done' };

/** Runs steps in order and follows the jumps among them; a jump out of them is the outcome. */
const runSteps: RunSteps = async (execution, frame, steps) => {
  let position = 0;
  for (let step = steps[0]; step; step = steps[position]) {
    const outcome = await runStep(execution, frame, step);
    if (outcome.kind === 'return') return outcome;
    if (outcome.kind === 'done') {
      position += 1;
      continue;
    }
    position = steps.findIndex(({ name }) => name === outcome.to);
    if (position < 0) return outcome;
  }
  return done;
};

/** Calls a subworkflow from a step, or main from outside. */
export async function callSubworkflow(
  execution: Execution,
  name: string,
  args: ReadonlyMap<string, Value>,
  caller: Frame | null,
): Promise<Value> {
  const frame = execution.newFrame(name, args, caller);
  try {
    const outcome = await runSteps(execution, frame, frame.subworkflow.steps);
    return outcome.kind === 'return' ? outcome.value : null;
  } finally {
    frame.scope.end();
  }
}

async function runStep(execution: Execution, frame: Frame, step: Step): Promise<Outcome> {
  try {
    execution.countStep();
    const outcome = await runAction(execution, frame, step.action);
    return outcome.kind === 'done' && step.next !== null
      ? { kind: 'jump', to: step.next }
      : outcome;
  } catch (error) {
    if (error instanceof RaisedError) error.raisedAt ??= describePlace(step.where);
    throw error;
  }
}

async function runAction(execution: Execution, frame: Frame, action: Action): Promise<Outcome> {
  switch (action.kind) {
    case 'nothing':
      return done;
    case 'assign':
      assign(execution, frame, action);
      return done;
    case 'call': {
      const value = await runCall(execution, frame, action, callSubworkflow);
      if (action.result !== null) frame.scope.write(action.result, value);
      return done;
    }
    case 'switch':
      return runSwitch(execution, frame, action);
    case 'steps':
      return runSteps(execution, frame, action.steps);
    case 'for':
      return runLoop(execution, frame, action.loop);
    case 'parallel':
      await runParallel(execution, frame, action, runSteps);
      return done;
    case 'try':
      return runTry(execution, frame, action, runSteps, callSubworkflow);
    case 'return':
      return { kind: 'return', value: execution.evaluate(action.value, frame) };
    case 'raise':
      throw raise(execution.evaluate(action.value, frame));
  }
}

function assign(execution: Execution, frame: Frame, action: Action & { kind: 'assign' }): void {
  for (const { target, value } of action.assignments) {
    const assigned = execution.evaluate(value, frame);
    if (target.path.length === 0) {
      frame.scope.write(target.name, assigned);
      continue;
    }
    const path = target.path.map((key) => evaluate(key, execution.contextOf(frame)));
    frame.scope.write(target.name, withElement(frame.scope.read(target.name), path, assigned));
  }
}

async function runSwitch(
  execution: Execution,
  frame: Frame,
  action: Action & { kind: 'switch' },
): Promise<Outcome> {
  for (const { condition, step } of action.conditions) {
    if (truthOf(execution.evaluate(condition, frame), 'condition')) {
      return runSteps(execution, frame, [step]);
    }
  }
  return done;
}

async function runLoop(execution: Execution, frame: Frame, loop: Loop): Promise<Outcome> {
  for (const value of iterationsOf(execution, frame, loop)) {
    const scope = frame.scope.inner();
    try {
      scope.declare(loop.value, value);
      const outcome = await runSteps(execution, { ...frame, scope }, loop.steps);
      if (outcome.kind === 'jump' && outcome.to === 'break') return done;
      const goesOn = outcome.kind === 'jump' && outcome.to === 'continue';
      if (outcome.kind !== 'done' && !goesOn) return outcome;
    } finally {
      scope.end();
    }
  }
  return done;
}

function raise(value: Value): RaisedError {
  if (typeof value === 'string' || value instanceof Map) return new RaisedError(value);
  return raised('TypeError', 'only a string or a map can be raised');
}
