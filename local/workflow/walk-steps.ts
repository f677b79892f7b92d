import type { Expression } from './expression.ts';
import type { Action, Loop, Step, Template } from './workflow.ts';

/** Steps inside a step. */
export interface Block {
  /**
   * plain   the same variables, jumps lead out
   * scope   its own variables, jumps lead out
   * loop    its own variables, jumps stay in but for `break` and `continue`
   * branch  of a parallel step: as a loop, and writes only those outer variables that are shared
   */
  kind: 'plain' | 'scope' | 'loop' | 'branch';
  steps: Step[];
  /** Those that are set before its first step. */
  variables: string[];
}

export function blocksOf(action: Action): Block[] {
  switch (action.kind) {
    case 'switch':
      return action.conditions.map(({ step }) => plain([step]));
    case 'steps':
      return [plain(action.steps)];
    case 'for':
      return [loopBlock('loop', action.loop)];
    case 'parallel':
      return Array.isArray(action.branches)
        ? action.branches.map(({ steps }) => ({ kind: 'branch', steps, variables: [] }))
        : [loopBlock('branch', action.branches)];
    case 'try': {
      const { except } = action;
      const handler: Block[] = except
        ? [{ kind: 'scope', steps: except.steps, variables: [except.as] }]
        : [];
      return [plain(action.steps), ...handler];
    }
    default:
      return [];
  }
}

function plain(steps: Step[]): Block {
  return { kind: 'plain', steps, variables: [] };
}

function loopBlock(kind: 'loop' | 'branch', { value, steps }: Loop): Block {
  return { kind, steps, variables: [value] };
}

/** Calls `visit` with every step, inner ones too. */
export function walkSteps(steps: readonly Step[], visit: (step: Step) => void): void {
  for (const step of steps) {
    visit(step);
    for (const block of blocksOf(step.action)) walkSteps(block.steps, visit);
  }
}

/** The expressions a step evaluates itself, those of its inner steps not among them. */
export function expressionsOf(action: Action): Expression[] {
  switch (action.kind) {
    case 'assign':
      return action.assignments.flatMap(({ target, value }) => [
        ...target.path,
        ...expressionsIn(value),
      ]);
    case 'call':
      return [...action.args.values()].flatMap(expressionsIn);
    case 'switch':
      return action.conditions.flatMap(({ condition }) => expressionsIn(condition));
    case 'for':
      return expressionsIn(rangeOf(action.loop));
    case 'parallel':
      return [
        ...(action.concurrencyLimit ? expressionsIn(action.concurrencyLimit) : []),
        ...(Array.isArray(action.branches) ? [] : expressionsIn(rangeOf(action.branches))),
      ];
    case 'try': {
      const { retry } = action;
      if (!retry) return [];
      return [retry.maxRetries, retry.initialDelay, retry.maxDelay, retry.multiplier].flatMap(
        expressionsIn,
      );
    }
    case 'return':
    case 'raise':
      return expressionsIn(action.value);
    default:
      return [];
  }
}

function rangeOf({ over }: Loop): Template {
  return 'in' in over ? over.in : over.range;
}

function expressionsIn(template: Template): Expression[] {
  switch (template.kind) {
    case 'constant':
      return [];
    case 'expression':
      return [template.expression];
    case 'list':
      return template.elements.flatMap(expressionsIn);
    case 'map':
      return template.entries.flatMap(({ key, value }) => [
        ...expressionsIn(key),
        ...expressionsIn(value),
      ]);
  }
}
