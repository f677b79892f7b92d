import { describe, expect, it } from 'vitest';
import { loadWorkflow } from '../../local/workflow/load-workflow.ts';
import { backoff, refusal } from './refusal.ts';
import { syncSource } from './sync-run.ts';

describe('a definition is refused for', () => {
  it.each<[string, string, string]>([
    ['no YAML', 'main: [', 'the YAML: '],
    ['a key that stands twice', 'main: 1\nmain: 2', 'Map keys must be unique'],
    ['an anchor', 'main: { steps: [&a { one: { next: end } }, *a] }', 'aliases are not supported'],
    ['a key that is no text', '1: { steps: [] }', 'a key must be a string'],
    ['a word that old YAML takes for a boolean', '- one: { return: yes }', 'write "yes" in quotes'],
    ['an integer beyond 2^53', '- one: { return: 9007199254740993 }', 'is not a value'],
    ['nothing', '', 'must be a mapping with "main"'],
    ['no main', 'other: { steps: [{ one: { next: end } }] }', '"main" is missing'],
    [
      'two parameters of main',
      'main: { params: [a, b], steps: [{ one: { next: end } }] }',
      'at most one parameter',
    ],
    [
      'a default of a parameter',
      'main: { params: [a: 1], steps: [{ one: { next: end } }] }',
      'defaults of parameters are not supported',
    ],
    [
      'a parameter that stands twice',
      'main: { steps: [{ one: { next: end } }] }\nsub: { params: [a, a], steps: [] }',
      'is given twice',
    ],
    [
      'an unknown key beside steps',
      'main: { steps: [{ one: { next: end } }], retry: 1 }',
      'the key "retry" is unknown',
    ],
    ['a bad step name', '- "one two": { next: end }', '"one two" is not a name'],
    [
      'two names for one step',
      '- { one: { next: end }, two: { next: end } }',
      'a mapping with one key',
    ],
    [
      'a step name that stands twice',
      '- one: { next: end }\n- one: { next: end }',
      'is used twice',
    ],
    [
      'a missing argument of a subworkflow',
      'main: { steps: [{ one: { call: sub } }] }\nsub: { params: [a], steps: [{ two: { next: end } }] }',
      '"sub" needs the argument "a"',
    ],
    [
      'an unknown argument of a subworkflow',
      'main: { steps: [{ one: { call: sub, args: { c: 1 } } }] }\nsub: { steps: [{ two: { next: end } }] }',
      '"sub" takes no argument "c"',
    ],
    [
      'a subworkflow in an expression',
      `main: { steps: [{ one: { return: "\${sub()}" } }] }\nsub: { steps: [{ two: { next: end } }] }`,
      'must be called by a call step',
    ],
    [
      'a predicate without a parameter',
      `main: { steps: [{ one: { try: { return: 1 }, retry: { predicate: "\${sub}", max_retries: 1, ${backoff} } } }] }\nsub: { steps: [{ two: { return: true } }] }`,
      'must have one parameter',
    ],
    [
      'a variable of a loop after it',
      `- one: { for: { value: v, in: [1], steps: [{ a: { assign: [{ b: 1 }] } }] } }\n- two: { return: "\${b}" }`,
      'the variable "b" does not exist here',
    ],
    [
      'a variable of a handler after it',
      `- one: { try: { raise: a }, except: { as: e, steps: [{ a: { assign: [{ b: 1 }] } }] } }\n- two: { return: "\${e}" }`,
      'the variable "e" does not exist here',
    ],
    [
      'a variable of another subworkflow',
      `main: { steps: [{ one: { assign: [{ a: 1 }] } }] }\nsub: { steps: [{ two: { return: "\${a}" } }] }`,
      'the variable "a" does not exist here',
    ],
    [
      'writing past the inner branch',
      '- init: { assign: [{ a: 1 }] }\n- one: { parallel: { shared: [a], for: { value: v, in: [1], steps: [{ two: { parallel: { for: { value: w, in: [1], steps: [{ b: { assign: [{ a: 2 }] } }] } } } }] } } }',
      '"shared" must name it',
    ],
    [
      'parallel steps three deep',
      '- one: { parallel: { for: { value: a, in: [1], steps: [{ two: { parallel: { for: { value: b, in: [1], steps: [{ three: { parallel: { for: { value: c, in: [1], steps: [{ four: { assign: [{ d: 1 }] } }] } } } }] } } } }] } } }',
      'nest at most 2 deep',
    ],
  ])('%s', (_, source, problem) => {
    expect(refusal(source)).toContain(problem);
  });
});

describe('the sync workflow', () => {
  it('is refused as soon as it forgets to share, misspells a step or a function', () => {
    expect(refusal(syncSource.replace('shared: [tally, failures]', 'shared: [tally]'))).toMatch(
      /^sync_kind › sync_sources › sync_each › collect_failure .*"failures" is written/,
    );
    expect(refusal(syncSource.replace('list.concat(failures,', 'list.append(failures,'))).toContain(
      '"list.append" is not a function',
    );
    expect(refusal(syncSource.replace('url_variable: SYNC_DRIVE_URL', 'url: x'))).toMatch(
      /^main › sync_all_kinds › drive › sync_folders .*"sync_kind" takes no argument "url"/,
    );
  });

  it('changes its revision with its text', () => {
    const revisions = [syncSource, `${syncSource}\n`].map((text) => loadWorkflow(text).revisionId);
    expect(revisions[0]).toMatch(/^000001-[0-9a-f]{3}$/);
    expect(revisions[0]).not.toBe(revisions[1]);
  });
});
