import { dottedName } from './expression.ts';
import { asName, Fields, refuse } from './fields.ts';
import type { ReadSteps } from './read-steps.ts';
import { readExpression, readNumber } from './read-template.ts';
import { type Yaml, YamlMap } from './read-yaml.ts';
import {
  type Action,
  type Except,
  type Retry,
  retryPredicates,
  type Step,
  type Where,
} from './workflow.ts';

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

/** Predicate, retries and delays; not a policy's name, such as `http.default_retry`. */
function readRetry(yaml: Yaml, where: Where): Retry {
  const fields = new Fields(yaml, where, '"retry"');
  const retry = {
    predicate: readPredicate(fields.require('predicate'), where),
    maxRetries: readNumber(fields.require('max_retries'), where, '"max_retries"'),
    ...readBackoff(fields.require('backoff'), where),
  };
  fields.finish();
  return retry;
}

function readPredicate(yaml: Yaml, where: Where): Retry['predicate'] {
  const name = dottedName(readExpression(yaml, where, '"predicate"'));
  if (name === null) refuse(where, '"predicate" must name a predicate');
  const builtIn = retryPredicates.find((candidate) => candidate === name);
  return builtIn ? { builtIn } : { subworkflow: name };
}

function readBackoff(
  yaml: Yaml,
  where: Where,
): Pick<Retry, 'initialDelay' | 'maxDelay' | 'multiplier'> {
  const fields = new Fields(yaml, where, '"backoff"');
  const backoff = {
    initialDelay: readNumber(fields.require('initial_delay'), where, '"initial_delay"'),
    maxDelay: readNumber(fields.require('max_delay'), where, '"max_delay"'),
    multiplier: readNumber(fields.require('multiplier'), where, '"multiplier"'),
  };
  fields.finish();
  return backoff;
}
