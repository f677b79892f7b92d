import { asList, asName, asSingleEntry, Fields, inside, refuse } from './fields.ts';
import { limits } from './limits.ts';
import { readCall } from './read-call.ts';
import { readLoop } from './read-loop.ts';
import { readParallel } from './read-parallel.ts';
import { readTarget, readTemplate } from './read-template.ts';
import { readTry } from './read-try.ts';
import type { Yaml } from './read-yaml.ts';
import type { Action, Step, Where } from './workflow.ts';

const kinds = ['assign', 'call', 'switch', 'steps', 'for', 'parallel', 'try', 'return', 'raise'];

export type ReadSteps = (yaml: Yaml, where: Where) => Step[];

/** @throws InvalidWorkflow for anything that is not supported, with the step's place. */
export function readSteps(yaml: Yaml, where: Where): Step[] {
  const list = asList(yaml, where, '"steps"');
  if (list.length === 0) refuse(where, 'there must be at least one step');
  return list.map((element) => {
    const [name, body] = asSingleEntry(element, inside(where, 'a step', element), 'a step');
    const place = inside(where, name, element);
    return readBody(new Fields(body, place, 'a step'), asName(name, place, 'the step name'));
  });
}

/** The body of a step, of a condition, or of a `try` that lists no steps. */
function readBody(fields: Fields, name: string): Step {
  const { where } = fields;
  const [kind, ...others] = kinds.filter((candidate) => fields.has(candidate));
  if (others.length > 0) refuse(where, `"${kind}" and "${others[0]}" cannot stand in one step`);
  const action = readAction(kind ?? 'nothing', fields);
  const next = fields.has('next') ? asName(fields.require('next'), where, '"next"') : null;
  fields.finish();
  if (next !== null && (action.kind === 'return' || action.kind === 'raise')) {
    refuse(where, `"next" is never reached after "${action.kind}"`);
  }
  if (kind === undefined && next === null) refuse(where, 'the step does nothing');
  return { name, where, action, next };
}

function readAction(kind: string, fields: Fields): Action {
  const { where } = fields;
  switch (kind) {
    case 'nothing':
      return { kind };
    case 'assign':
      return readAssign(fields);
    case 'call':
      return readCall(fields);
    case 'switch':
      return readSwitch(fields);
    case 'steps':
      return { kind, steps: readSteps(fields.require(kind), where) };
    case 'for':
      return { kind, loop: readLoop(fields.require(kind), where, readSteps) };
    case 'parallel':
      return readParallel(fields.require(kind), where, readSteps);
    case 'try':
      return readTry(fields, readSteps, (yaml) =>
        readBody(new Fields(yaml, where, '"try"'), 'try body'),
      );
    case 'return':
    case 'raise':
      return { kind, value: readTemplate(fields.require(kind), where) };
    default:
      return refuse(where, `unknown step kind "${kind}"`);
  }
}

function readAssign(fields: Fields): Action {
  const { where } = fields;
  const list = asList(fields.require('assign'), where, '"assign"');
  if (list.length === 0) refuse(where, '"assign" is empty');
  if (list.length > limits.assignmentsPerStep) {
    refuse(where, `${list.length} assignments, ${limits.assignmentsPerStep} are the most`);
  }
  const assignments = list.map((element) => {
    const [target, value] = asSingleEntry(element, where, 'an assignment');
    return { target: readTarget(target, where), value: readTemplate(value, where) };
  });
  return { kind: 'assign', assignments };
}

function readSwitch(fields: Fields): Action {
  const { where } = fields;
  const list = asList(fields.require('switch'), where, '"switch"');
  if (list.length === 0) refuse(where, '"switch" is empty');
  if (list.length > limits.conditionsPerSwitch) {
    refuse(where, `${list.length} conditions, ${limits.conditionsPerSwitch} are the most`);
  }
  const conditions = list.map((element, index) => {
    const name = `condition ${index + 1}`;
    const place = inside(where, name, element);
    const inner = new Fields(element, place, 'a condition');
    const condition = readTemplate(inner.require('condition'), place);
    if (condition.kind !== 'expression' && typeof constantOf(condition) !== 'boolean') {
      refuse(place, '"condition" must be an expression, true or false');
    }
    return { condition, step: readBody(inner, name) };
  });
  return { kind: 'switch', conditions };
}

function constantOf(template: ReturnType<typeof readTemplate>): unknown {
  return template.kind === 'constant' ? template.value : undefined;
}
