import { walkExpression } from './expression.ts';
import { refuse } from './fields.ts';
import { libraryFunctions, waitingFunctions } from './standard-library.ts';
import { expressionsOf, walkSteps } from './walk-steps.ts';
import type { Action, Step, Subworkflow, Where } from './workflow.ts';

/** Every function exists, may stand where it stands, and gets the arguments it takes. */
export function checkCalls(
  { steps }: Subworkflow,
  subworkflows: ReadonlyMap<string, Subworkflow>,
): void {
  walkSteps(steps, (step) => {
    if (step.action.kind === 'call') checkCallStep(step.action, step.where, subworkflows);
    if (step.action.kind === 'try') checkPredicate(step.action, step.where, subworkflows);
    checkExpressions(step, subworkflows);
  });
}

function checkCallStep(
  { callee, args }: Action & { kind: 'call' },
  where: Where,
  subworkflows: ReadonlyMap<string, Subworkflow>,
): void {
  const subworkflow = subworkflows.get(callee);
  const known = libraryFunctions.get(callee) ?? waitingFunctions.get(callee);
  if (callee === 'main' || (!subworkflow && !known)) {
    refuse(where, `"${callee}" is no function that this runner knows`);
  }
  const parameters = subworkflow?.parameters.map(({ name }) => name) ?? known?.parameters ?? [];
  const required = subworkflow
    ? subworkflow.parameters.filter((one) => one.default === undefined).map(({ name }) => name)
    : parameters.slice(0, known?.required);
  for (const name of args.keys()) {
    if (!parameters.includes(name)) refuse(where, `"${callee}" takes no argument "${name}"`);
  }
  for (const name of required) {
    if (!args.has(name)) refuse(where, `"${callee}" needs the argument "${name}"`);
  }
}

function checkPredicate(
  { retry }: Action & { kind: 'try' },
  where: Where,
  subworkflows: ReadonlyMap<string, Subworkflow>,
): void {
  if (!retry || !('subworkflow' in retry.predicate)) return;
  const name = retry.predicate.subworkflow;
  const subworkflow = subworkflows.get(name);
  if (!subworkflow) refuse(where, `"${name}" is no predicate that this runner knows`);
  if (subworkflow.parameters.length !== 1) {
    refuse(where, `the predicate "${name}" must have one parameter, the error`);
  }
}

function checkExpressions(step: Step, subworkflows: ReadonlyMap<string, Subworkflow>): void {
  for (const expression of expressionsOf(step.action)) {
    walkExpression(expression, (inner) => {
      if (inner.kind === 'call') {
        checkFunction(inner.name, inner.args.length, step.where, subworkflows);
      }
    });
  }
}

function checkFunction(
  name: string,
  count: number,
  where: Where,
  subworkflows: ReadonlyMap<string, Subworkflow>,
): void {
  if (subworkflows.has(name) || waitingFunctions.has(name)) {
    refuse(where, `"${name}" waits: write it as a call step, not in an expression`);
  }
  const known = libraryFunctions.get(name);
  if (!known) refuse(where, `"${name}" is no function that this runner knows`);
  if (count < known.required || count > known.parameters.length) {
    const takes = `${known.required} to ${known.parameters.length}`;
    refuse(where, `"${name}" takes ${takes} arguments, not ${count}`);
  }
}
