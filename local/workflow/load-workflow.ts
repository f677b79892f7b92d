import { createHash } from 'node:crypto';
import { checkCalls } from './check-calls.ts';
import { checkJumps } from './check-jumps.ts';
import { checkVariables } from './check-variables.ts';
import { InvalidWorkflow } from './errors.ts';
import { asList, asName, Fields, inside, refuse } from './fields.ts';
import { limits } from './limits.ts';
import { readSteps } from './read-steps.ts';
import { readYaml, type Yaml, YamlMap } from './read-yaml.ts';
import type { Subworkflow, Where, Workflow } from './workflow.ts';

const start: Where = { path: '', line: 1 };

/**
 * Reads a Cloud Workflows definition and checks all of it.
 * @throws InvalidWorkflow for anything this interpreter does not support, with the step's name, path and line.
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
  if (main.parameters.length > 1) {
    refuse(inside(start, 'main'), '"main" has at most one parameter');
  }
  return subworkflows;
}

function readSubworkflow(name: string, yaml: Yaml, where: Where): Subworkflow {
  const fields = new Fields(yaml, where, 'a workflow');
  const list = fields.has('params') ? asList(fields.require('params'), where, '"params"') : [];
  const parameters = list.map((element) => {
    if (element instanceof YamlMap) refuse(where, 'defaults of parameters are not supported');
    return asName(element, where, 'a parameter');
  });
  const twice = parameters.find((one, index) => parameters.indexOf(one) !== index);
  if (twice !== undefined) refuse(where, `the parameter "${twice}" is given twice`);
  const steps = readSteps(fields.require('steps'), where);
  fields.finish();
  return { name, parameters, steps };
}
