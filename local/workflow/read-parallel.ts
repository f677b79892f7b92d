import { asList, asName, asSingleEntry, Fields, inside, refuse } from './fields.ts';
import { limits } from './limits.ts';
import { readLoop } from './read-loop.ts';
import type { ReadSteps } from './read-steps.ts';
import { readNumber } from './read-template.ts';
import type { Yaml } from './read-yaml.ts';
import type { Action, Branch, Template, Where } from './workflow.ts';

export function readParallel(yaml: Yaml, where: Where, readSteps: ReadSteps): Action {
  const fields = new Fields(yaml, where, '"parallel"');
  const shared = fields.has('shared')
    ? asList(fields.require('shared'), where, '"shared"').map((name) =>
        asName(name, where, 'a shared variable'),
      )
    : [];
  const concurrencyLimit = readConcurrencyLimit(fields);
  if (fields.has('branches') === fields.has('for')) {
    refuse(where, 'give either "branches" or "for"');
  }
  const branches = fields.has('for')
    ? readLoop(fields.require('for'), where, readSteps)
    : readBranches(fields.require('branches'), where, readSteps);
  fields.finish();
  return { kind: 'parallel', shared, concurrencyLimit, branches };
}

function readConcurrencyLimit(fields: Fields): Template | null {
  if (!fields.has('concurrency_limit')) return null;
  const limit = readNumber(
    fields.require('concurrency_limit'),
    fields.where,
    '"concurrency_limit"',
  );
  if (limit.kind === 'constant' && (typeof limit.value !== 'number' || limit.value < 1)) {
    refuse(fields.where, '"concurrency_limit" must be a positive integer');
  }
  return limit;
}

function readBranches(yaml: Yaml, where: Where, readSteps: ReadSteps): Branch[] {
  const list = asList(yaml, where, '"branches"');
  if (list.length < 2) refuse(where, '"branches" must be at least two');
  if (list.length > limits.branchesPerParallel) {
    refuse(where, `${list.length} branches, ${limits.branchesPerParallel} are the most`);
  }
  return list.map((element) => {
    const [name, body] = asSingleEntry(element, where, 'a branch');
    const place = inside(where, name, element);
    const fields = new Fields(body, place, 'a branch');
    const steps = readSteps(fields.require('steps'), place);
    fields.finish();
    return { name: asName(name, place, 'the branch name'), steps };
  });
}
