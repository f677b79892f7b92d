import { walkExpression } from './expression.ts';
import { refuse } from './fields.ts';
import { limits } from './limits.ts';
import { type Block, blocksOf, expressionsOf } from './walk-steps.ts';
import type { Action, Step, Subworkflow, Where } from './workflow.ts';

/** The variables of a block, inside the blocks around it. */
interface Scope {
  names: Set<string>;
  outside: Scope | null;
  /** Of a parallel branch: what it may write outside. Null for any other block. */
  shared: ReadonlySet<string> | null;
  parallelDepth: number;
}

/**
 * Every variable that is read is assigned somewhere in reach, and a parallel branch writes nothing
 * outside but what is shared.
 */
export function checkVariables({ parameters, steps }: Subworkflow): void {
  const names = new Set(parameters);
  checkBlock(steps, { names, outside: null, shared: null, parallelDepth: 0 });
}

function checkBlock(steps: readonly Step[], scope: Scope): void {
  for (const name of assignedIn(steps)) {
    if (!find(name, scope)) scope.names.add(name);
  }
  checkSteps(steps, scope);
}

function checkSteps(steps: readonly Step[], scope: Scope): void {
  for (const step of steps) {
    const { action, where } = step;
    for (const expression of expressionsOf(action)) {
      walkExpression(expression, (inner) => {
        if (inner.kind === 'variable' && !find(inner.name, scope)) {
          refuse(where, `the variable "${inner.name}" does not exist here`);
        }
      });
    }
    for (const name of targetsOf(action)) checkWrite(name, scope, where);
    if (action.kind === 'parallel') checkParallel(action, scope, where);
    for (const block of blocksOf(action)) {
      if (block.kind === 'plain') checkSteps(block.steps, scope);
      else checkBlock(block.steps, scopeOf(block, action, scope, where));
    }
  }
}

function scopeOf(block: Block, action: Action, outside: Scope, where: Where): Scope {
  for (const name of block.variables) {
    if (find(name, outside)) refuse(where, `"${name}" already exists outside of the block`);
  }
  const shared = action.kind === 'parallel' ? new Set(action.shared) : null;
  const parallelDepth = outside.parallelDepth + (shared ? 1 : 0);
  return { names: new Set(block.variables), outside, shared, parallelDepth };
}

function checkParallel(
  { shared }: Action & { kind: 'parallel' },
  scope: Scope,
  where: Where,
): void {
  for (const name of shared) {
    if (!find(name, scope)) refuse(where, `the shared variable "${name}" does not exist outside`);
  }
  if (scope.parallelDepth >= limits.parallelDepth) {
    refuse(where, `parallel steps nest at most ${limits.parallelDepth} deep`);
  }
}

function checkWrite(name: string, scope: Scope, where: Where): void {
  for (let inner: Scope | null = scope; inner; inner = inner.outside) {
    if (inner.names.has(name)) return;
    if (inner.shared && !inner.shared.has(name)) {
      refuse(where, `"${name}" is written in a parallel branch, so "shared" must name it`);
    }
  }
}

function find(name: string, scope: Scope): boolean {
  for (let inner: Scope | null = scope; inner; inner = inner.outside) {
    if (inner.names.has(name)) return true;
  }
  return false;
}

/** The names that the steps assign in their own scope, in order. */
function assignedIn(steps: readonly Step[]): string[] {
  return steps.flatMap(({ action }) => [
    ...targetsOf(action),
    ...blocksOf(action).flatMap(({ kind, steps: inner }) =>
      kind === 'plain' ? assignedIn(inner) : [],
    ),
  ]);
}

function targetsOf(action: Action): string[] {
  if (action.kind === 'assign') return action.assignments.map(({ target }) => target.name);
  return action.kind === 'call' && action.result !== null ? [action.result] : [];
}
