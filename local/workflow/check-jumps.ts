import { refuse } from './fields.ts';
import { blocksOf, walkSteps } from './walk-steps.ts';
import type { Step, Subworkflow } from './workflow.ts';

interface Reach {
  /** The steps that `next` can name. */
  names: ReadonlySet<string>;
  isInLoop: boolean;
  isInBranch: boolean;
}

/** Step names stand once; `next` leads to a step in reach; nothing leaves a parallel branch. */
export function checkJumps({ steps }: Subworkflow): void {
  const names = new Set<string>();
  walkSteps(steps, ({ name, where }) => {
    // Conditions and a nameless `try` body stand under names of the reader's making, with a space.
    if (name.includes(' ')) return;
    if (names.has(name)) refuse(where, `the step name "${name}" stands twice`);
    names.add(name);
  });
  checkBlock(steps, { names: new Set(), isInLoop: false, isInBranch: false });
}

function checkBlock(steps: readonly Step[], outside: Reach): void {
  const reach = { ...outside, names: new Set([...outside.names, ...steps.map((one) => one.name)]) };
  for (const step of steps) {
    checkStep(step, reach);
    for (const block of blocksOf(step.action)) {
      if (block.kind === 'plain' || block.kind === 'scope') checkBlock(block.steps, reach);
      else {
        const isBranch = block.kind === 'branch';
        checkBlock(block.steps, {
          names: new Set(),
          isInLoop: !isBranch,
          isInBranch: isBranch || reach.isInBranch,
        });
      }
    }
  }
}

function checkStep({ next, action, where }: Step, reach: Reach): void {
  if (reach.isInBranch && (action.kind === 'return' || next === 'end')) {
    refuse(where, 'a parallel branch cannot end the workflow');
  }
  if (next === null || next === 'end') return;
  if (next === 'break' || next === 'continue') {
    if (!reach.isInLoop) refuse(where, `"next: ${next}" stands in no loop`);
  } else if (!reach.names.has(next)) {
    refuse(where, `"next" leads to "${next}", which is no step in reach`);
  }
}
