import { expect } from 'vitest';
import { InvalidWorkflow } from '../../local/workflow/errors.ts';
import { loadWorkflow } from '../../local/workflow/load-workflow.ts';

/** Why a definition is refused. */
export function refusal(source: string): string {
  try {
    loadWorkflow(source);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidWorkflow);
    return error instanceof Error ? error.message : '';
  }
  return 'nothing was refused';
}

/** One step of main, named `one`, on line 4. */
export function step(body: string): string {
  return `main:\n  params: [argument]\n  steps:\n    - one: ${body}\n    - last: { next: end }\n`;
}

/** Such a step is refused for the problem, and the refusal says where it stands. */
export function expectRefusedStep(body: string, problem: string): void {
  const message = refusal(step(body));
  expect(message).toContain(problem);
  expect(message).toMatch(/^main › one\b.* \(line 4\): /);
}

export const backoff = 'backoff: { initial_delay: 1, max_delay: 2, multiplier: 2 }';
