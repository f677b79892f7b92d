import { refuse } from './fields.ts';
import { blocksOf, walkSteps } from './walk-steps.ts';
import type { Step, Subworkflow } from './workflow.ts';

interface JumpTargets {
  /** The steps that `next` can name. */
  names: ReadonlySet<string>;
  isInLoop: boolean;
  isInBranch: boolean;
}

/** Step names are unique; `next` names a step it can jump to; nothing leaves a parallel branch. */
export function checkJumps({ steps }: Subworkflow): void {
  const names = new Set<string>();
  walkSteps(steps, ({ name, where }) => {
    // Conditions and bodies of `try` have generated names, which contain a space.
    if (name.includes(' ')) return;
    if (names.has(name)) refuse(where, `the step name "${name}" is used twice`);
    names.add(name);
  });
  checkBlock(steps, { names: new Set(), isInLoop: false, isInBranch: false });
}

function checkBlock(steps: readonly Step[], outside: JumpTargets): void {
  const targets = {
    ...outside,
    names: new Set([...outside.names, ...steps.map((one) => one.name)]),
  };
  for (const step of steps) {
    checkStep(step, targets);
    for (const block of blocksOf(step.action)) {
      if (block.kind === 'plain' || block.kind === 'scope') checkBlock(block.steps, targets);
      else {
        const isBranch = block.kind === 'branch';
        checkBlock(block.steps, {
          names: new Set(),
          isInLoop: !isBranch,
          isInBranch: isBranch || targets.isInBranch,
        });
      }
    }
  }
}

function checkStep({ next, action, where }: Step, targets: JumpTargets): void {
  if (targets.isInBranch && (action.kind === 'return' || next === 'end')) {
    refuse(where, 'a parallel branch cannot end the workflow');
  }
  if (next === null || next === 'end') return;
  if (next === 'break' || next === 'continue') {
    if (!targets.isInLoop) refuse(where, `"next: ${next}" is not in a loop`);
  } else if (!targets.names.has(next)) {
    refuse(where, `"next" leads to "${next}", which it cannot jump to`);
  }
}
