import { walkExpression } from './expression.ts';
import { refuse } from './fields.ts';
import { callOnlyFunctions, libraryFunctions } from './standard-library.ts';
import { expressionsOf, walkSteps } from './walk-steps.ts';
import type { Action, Step, Subworkflow, Where } from './workflow.ts';

type Subworkflows = ReadonlyMap<string, Subworkflow>;

/** Every function is one that this interpreter has, called where it may be, with its arguments. */
export function checkCalls({ steps }: Subworkflow, subworkflows: Subworkflows): void {
  walkSteps(steps, (step) => {
    if (step.action.kind === 'call') checkCallStep(step.action, step.where, subworkflows);
    if (step.action.kind === 'try') checkPredicate(step.action, step.where, subworkflows);
    checkExpressions(step, subworkflows);
  });
}

function checkCallStep(
  { callee, args }: Action & { kind: 'call' },
  where: Where,
  subworkflows: Subworkflows,
): void {
  const { parameters, required } = signatureOf(callee, where, subworkflows);
  for (const name of args.keys()) {
    if (parameters.includes(name)) continue;
    refuse(where, `"${callee}" takes no argument "${name}", or this interpreter lacks it`);
  }
  for (const name of required) {
    if (!args.has(name)) refuse(where, `"${callee}" needs the argument "${name}"`);
  }
}

function signatureOf(
  callee: string,
  where: Where,
  subworkflows: Subworkflows,
): { parameters: readonly string[]; required: readonly string[] } {
  const parameters = callee === 'main' ? undefined : subworkflows.get(callee)?.parameters;
  if (parameters) return { parameters, required: parameters };
  const library = libraryFunctions.get(callee);
  if (library) {
    return { ...library, required: library.parameters.slice(0, library.required) };
  }
  return callOnlyFunctions.get(callee) ?? refuseFunction(callee, where);
}

function checkPredicate(
  { retry }: Action & { kind: 'try' },
  where: Where,
  subworkflows: Subworkflows,
): void {
  if (!retry || !('subworkflow' in retry.predicate)) return;
  const name = retry.predicate.subworkflow;
  const subworkflow = subworkflows.get(name);
  if (!subworkflow) refuse(where, `"${name}" is not a predicate that this interpreter has`);
  if (subworkflow.parameters.length !== 1) {
    refuse(where, `the predicate "${name}" must have one parameter, the error`);
  }
}

function checkExpressions(step: Step, subworkflows: Subworkflows): void {
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
  subworkflows: Subworkflows,
): void {
  if (subworkflows.has(name) || callOnlyFunctions.has(name)) {
    refuse(where, `"${name}" must be called by a call step, not in an expression`);
  }
  const { parameters, required } = libraryFunctions.get(name) ?? refuseFunction(name, where);
  const { length } = parameters;
  if (count >= required && count <= length) return;
  const range = required === length ? length : `${required} to ${length}`;
  refuse(where, `"${name}" takes ${range} arguments, not ${count}`);
}

function refuseFunction(name: string, where: Where): never {
  return refuse(where, `"${name}" is not a function that this interpreter has`);
}
