import { dottedName } from './expression.ts';
import { asName, Fields, refuse } from './fields.ts';
import type { ReadSteps } from './read-steps.ts';
import { readExpression, readNumber } from './read-template.ts';
import { type Yaml, YamlMap } from './read-yaml.ts';
import { retryPolicies, retryPredicates } from './standard-library.ts';
import { Double } from './value.ts';
import type { Action, Except, Retry, Step, Template, Where } from './workflow.ts';

/** `retry.default_backoff`, also that of the default policies. */
const defaultBackoff = {
  initialDelay: constant(1),
  maxDelay: constant(60),
  multiplier: constant(new Double(1.25)),
};

export function readTry(
  fields: Fields,
  readSteps: ReadSteps,
  readBody: (yaml: Yaml) => Step,
): Action {
  const { where } = fields;
  const body = fields.require('try');
  if (!fields.has('retry') && !fields.has('except')) {
    refuse(where, '"try" needs "retry" or "except"');
  }
  const hasSteps = body instanceof YamlMap && body.entries.has('steps');
  return {
    kind: 'try',
    steps: hasSteps || !Array.isArray(body) ? stepsOf(readBody(body)) : readSteps(body, where),
    retry: fields.has('retry') ? readRetry(fields.require('retry'), where) : null,
    except: fields.has('except') ? readExcept(fields.require('except'), where, readSteps) : null,
  };
}

function stepsOf(step: Step): Step[] {
  return step.action.kind === 'steps' && step.next === null ? step.action.steps : [step];
}

function readExcept(yaml: Yaml, where: Where, readSteps: ReadSteps): Except {
  const fields = new Fields(yaml, where, '"except"');
  const as = asName(fields.require('as'), where, '"as"');
  const steps = readSteps(fields.require('steps'), where);
  fields.finish();
  return { as, steps };
}

function readRetry(yaml: Yaml, where: Where): Retry {
  if (typeof yaml === 'string') return readPolicy(yaml, where);
  const fields = new Fields(yaml, where, '"retry"');
  const retry = {
    predicate: readPredicate(fields.require('predicate'), where),
    maxRetries: readNumber(fields.require('max_retries'), where, '"max_retries"'),
    ...readBackoff(fields.require('backoff'), where),
  };
  fields.finish();
  return retry;
}

function readPolicy(yaml: string, where: Where): Retry {
  const name = dottedName(readExpression(yaml, where, '"retry"'));
  const builtIn = retryPolicies.get(name ?? '');
  if (!builtIn) refuse(where, `unknown retry policy ${yaml}`);
  return { predicate: { builtIn }, maxRetries: constant(5), ...defaultBackoff };
}

function readPredicate(yaml: Yaml, where: Where): Retry['predicate'] {
  const name = dottedName(readExpression(yaml, where, '"predicate"'));
  if (name === null) refuse(where, '"predicate" must name a predicate');
  const builtIn = retryPredicates.find((candidate) => candidate === name);
  return builtIn ? { builtIn } : { subworkflow: name };
}

function readBackoff(yaml: Yaml, where: Where): Backoff {
  if (typeof yaml === 'string') {
    const name = dottedName(readExpression(yaml, where, '"backoff"'));
    return name === 'retry.default_backoff' ? defaultBackoff : refuse(where, `unknown ${yaml}`);
  }
  const fields = new Fields(yaml, where, '"backoff"');
  const backoff = {
    initialDelay: readNumber(fields.require('initial_delay'), where, '"initial_delay"'),
    maxDelay: readNumber(fields.require('max_delay'), where, '"max_delay"'),
    multiplier: readNumber(fields.require('multiplier'), where, '"multiplier"'),
  };
  fields.finish();
  return backoff;
}

type Backoff = Pick<Retry, 'initialDelay' | 'maxDelay' | 'multiplier'>;

function constant(value: number | Double): Template {
  return { kind: 'constant', value };
}
