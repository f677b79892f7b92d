import { asName, Fields, refuse } from './fields.ts';
import type { ReadSteps } from './read-steps.ts';
import { readTemplate } from './read-template.ts';
import type { Yaml } from './read-yaml.ts';
import type { Loop, Where } from './workflow.ts';

export function readLoop(yaml: Yaml, where: Where, readSteps: ReadSteps): Loop {
  const fields = new Fields(yaml, where, '"for"');
  const value = asName(fields.require('value'), where, '"value"');
  const over = readOver(fields);
  const steps = readSteps(fields.require('steps'), where);
  fields.finish();
  return { value, over, steps };
}

function readOver(fields: Fields): Loop['over'] {
  const { where } = fields;
  if (fields.has('in') === fields.has('range')) refuse(where, 'give either "in" or "range"');
  if (fields.has('in')) {
    const list = readTemplate(fields.require('in'), where);
    if (list.kind !== 'list' && list.kind !== 'expression') {
      refuse(where, '"in" must be a list or an expression');
    }
    return { in: list };
  }
  const range = readTemplate(fields.require('range'), where);
  if (range.kind === 'expression') return { range };
  const isPair =
    range.kind === 'list' &&
    range.elements.length === 2 &&
    range.elements.every(({ kind }) => kind === 'constant');
  // Workflows asks not to write expressions inside the list: the whole list is to be one.
  if (!isPair) refuse(where, '"range" must be two numbers or one expression of a list');
  return { range };
}
