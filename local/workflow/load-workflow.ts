import { createHash } from 'node:crypto';
import { checkCalls } from './check-calls.ts';
import { checkJumps } from './check-jumps.ts';
import { checkVariables } from './check-variables.ts';
import { InvalidWorkflow } from './errors.ts';
import { asList, asName, asSingleEntry, Fields, inside, refuse } from './fields.ts';
import { limits } from './limits.ts';
import { readSteps } from './read-steps.ts';
import { readTemplate } from './read-template.ts';
import { readYaml, type Yaml, YamlMap } from './read-yaml.ts';
import { fromJson } from './value.ts';
import type { Parameter, Subworkflow, Where, Workflow } from './workflow.ts';

const start: Where = { path: '', line: 1 };

/**
 * Reads a Cloud Workflows definition and checks all of it.
 * @throws InvalidWorkflow for anything this runner does not know, with the step's name, path and line.
 */
export function loadWorkflow(source: string): Workflow {
  const size = Buffer.byteLength(source);
  if (size > limits.sourceBytes) {
    throw new InvalidWorkflow('the source', `${size} bytes, ${limits.sourceBytes} are the most`);
  }
  const subworkflows = readSubworkflows(readYaml(source));
  for (const subworkflow of subworkflows.values()) {
    checkCalls(subworkflow, subworkflows);
    checkJumps(subworkflow);
    checkVariables(subworkflow);
  }
  const hash = createHash('sha256').update(source).digest('hex');
  return { subworkflows, revisionId: `000001-${hash.slice(0, 3)}` };
}

/** A list of steps alone is the main workflow. */
function readSubworkflows(yaml: Yaml): Map<string, Subworkflow> {
  if (Array.isArray(yaml)) {
    const steps = readSteps(yaml, { path: 'main', line: 1 });
    return new Map([['main', { name: 'main', parameters: [], steps }]]);
  }
  if (!(yaml instanceof YamlMap)) {
    throw new InvalidWorkflow('the source', 'must be a mapping with "main", or a list of steps');
  }
  const subworkflows = new Map<string, Subworkflow>();
  for (const [name, body] of yaml.entries) {
    const where = inside(start, name, body);
    subworkflows.set(name, readSubworkflow(asName(name, where, 'the name'), body, where));
  }
  const main = subworkflows.get('main');
  if (!main) throw new InvalidWorkflow('the source', '"main" is missing');
  if (main.parameters.length > 1 || main.parameters.some((one) => one.default !== undefined)) {
    refuse(inside(start, 'main'), '"main" has at most one parameter, without a default');
  }
  return subworkflows;
}

function readSubworkflow(name: string, yaml: Yaml, where: Where): Subworkflow {
  const fields = new Fields(yaml, where, 'a workflow');
  const list = fields.has('params') ? asList(fields.require('params'), where, '"params"') : [];
  const parameters = list.map((element) => readParameter(element, where));
  const names = parameters.map((parameter) => parameter.name);
  const twice = names.find((one, index) => names.indexOf(one) !== index);
  if (twice !== undefined) refuse(where, `the parameter "${twice}" stands twice`);
  const steps = readSteps(fields.require('steps'), where);
  fields.finish();
  return { name, parameters, steps };
}

function readParameter(yaml: Yaml, where: Where): Parameter {
  if (!(yaml instanceof YamlMap)) return { name: asName(yaml, where, 'a parameter') };
  const [name, value] = asSingleEntry(yaml, where, 'a parameter with a default');
  const template = readTemplate(value, where);
  if (template.kind === 'constant') {
    return { name: asName(name, where, 'a parameter'), default: template.value };
  }
  const isEmpty =
    (template.kind === 'list' && template.elements.length === 0) ||
    (template.kind === 'map' && template.entries.length === 0);
  if (!isEmpty) refuse(where, `the default of "${name}" must be a plain value`);
  return { name, default: fromJson(template.kind === 'list' ? [] : {}) };
}
