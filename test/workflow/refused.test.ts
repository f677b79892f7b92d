import { describe, expect, it } from 'vitest';
import { InvalidWorkflow } from '../../local/workflow/errors.ts';
import { limits } from '../../local/workflow/limits.ts';
import { loadWorkflow } from '../../local/workflow/load-workflow.ts';
import { syncSource } from './sync-run.ts';

function refusal(source: string): string {
  try {
    loadWorkflow(source);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidWorkflow);
    return error instanceof Error ? error.message : '';
  }
  return 'nothing was refused';
}

/** One step of main, named `one`, on line 4. */
function step(body: string): string {
  return `main:\n  params: [argument]\n  steps:\n    - one: ${body}\n    - last: { next: end }\n`;
}

const backoff = 'backoff: { initial_delay: 1, max_delay: 2, multiplier: 2 }';

describe('a definition is refused for', () => {
  it.each<[string, string, string]>([
    ['no step kind', '{}', 'the step does nothing'],
    [
      'two kinds in one step',
      '{ return: 1, raise: 2 }',
      '"return" and "raise" cannot stand in one',
    ],
    ['an unknown key', '{ return: 1, retrun: 2 }', 'unknown key "retrun"'],
    ['a result without a call', '{ return: 1, result: a }', 'unknown key "result"'],
    [
      'an except without a try',
      '{ steps: [{ a: { next: last } }], except: {} }',
      'unknown key "except"',
    ],
    ['a step that is no mapping', 'text', 'a step must be a mapping'],
    ['next after return', '{ return: 1, next: last }', '"next" is never reached'],
    ['next to nowhere', '{ next: missing }', '"next" leads to "missing"'],
    ['next into a block', '{ steps: [{ in: { next: last } }], next: in }', '"next" leads to "in"'],
    ['break outside of a loop', '{ next: break }', '"next: break" stands in no loop'],
    ['continue outside of a loop', '{ next: continue }', '"next: continue" stands in no loop'],
    [
      'a jump out of a loop',
      '{ for: { value: v, in: [], steps: [{ a: { next: last } }] } }',
      'no step in reach',
    ],
    ['no assignments', '{ assign: [] }', '"assign" is empty'],
    ['two variables in one assignment', '{ assign: [{ a: 1, b: 2 }] }', 'a mapping with one key'],
    ['an assignment to no variable', '{ assign: [{ "1a": 1 }] }', 'unexpected "a"'],
    ['an assignment to a call', '{ assign: [{ "len(argument)": 1 }] }', 'cannot be assigned to'],
    ['an empty switch', '{ switch: [] }', '"switch" is empty'],
    [
      'a condition that is a text',
      '{ switch: [{ condition: yes please, next: end }] }',
      '"condition" must be',
    ],
    ['a condition without one', '{ switch: [{ next: end }] }', '"condition" is missing'],
    [
      'a condition that leads nowhere',
      '{ switch: [{ condition: true }] }',
      'the step does nothing',
    ],
    ['an empty list of steps', '{ steps: [] }', 'at least one step'],
    [
      'a loop over nothing',
      '{ for: { value: v, steps: [{ a: { next: continue } }] } }',
      'either "in" or "range"',
    ],
    [
      'a loop over both',
      '{ for: { value: v, in: [], range: [1, 2], steps: [] } }',
      'either "in" or "range"',
    ],
    ['a loop over a text', '{ for: { value: v, in: abc, steps: [] } }', '"in" must be a list'],
    [
      'a range of three',
      '{ for: { value: v, range: [1, 2, 3], steps: [] } }',
      '"range" must be two numbers',
    ],
    [
      'expressions within a range',
      `{ for: { value: v, range: [1, "\${argument}"], steps: [] } }`,
      '"range" must be',
    ],
    [
      'a loop variable that exists',
      '{ for: { value: argument, in: [], steps: [{ a: { next: continue } }] } }',
      '"argument" already exists',
    ],
    [
      'one name for value and index',
      '{ for: { value: v, index: v, in: [], steps: [{ a: { next: break } }] } }',
      'both "v"',
    ],
    [
      'an unknown function',
      '{ call: http.fetch, args: { url: x } }',
      '"http.fetch" is no function',
    ],
    ['a connector', '{ call: googleapis.run.v1.get }', '"googleapis.run.v1.get" is no function'],
    ['a callback', '{ call: events.create_callback_endpoint }', 'is no function'],
    ['a call of main', '{ call: main }', '"main" is no function'],
    ['a call by expression', `{ call: "\${argument}" }`, '"call" must be a name'],
    [
      'an unknown argument',
      '{ call: http.post, args: { url: x, json: {} } }',
      'takes no argument "json"',
    ],
    [
      'a body of a GET',
      '{ call: http.get, args: { url: x, body: {} } }',
      'takes no argument "body"',
    ],
    ['a missing argument', '{ call: sys.sleep }', '"sys.sleep" needs the argument "seconds"'],
    [
      'a result that is no variable',
      '{ call: sys.now, result: "a.b" }',
      '"result" "a.b" is not a name',
    ],
    [
      'a time-out of more than 1800 s',
      '{ call: http.get, args: { url: x, timeout: 1801 } }',
      'up to 1800',
    ],
    [
      'a time-out that is none',
      '{ call: http.get, args: { url: x, timeout: long } }',
      'up to 1800',
    ],
    [
      'an access token',
      '{ call: http.get, args: { url: x, auth: { type: OAuth2 } } }',
      'type OIDC',
    ],
    [
      'an unknown key in auth',
      '{ call: http.get, args: { url: x, auth: { type: OIDC, scope: a } } }',
      'unknown key "scope"',
    ],
    [
      'an unknown severity',
      '{ call: sys.log, args: { text: a, severity: LOUD } }',
      '"severity" must be one of',
    ],
    ['try alone', '{ try: { return: 1 } }', '"try" needs "retry" or "except"'],
    [
      'except without as',
      '{ try: { return: 1 }, except: { steps: [{ a: { next: end } }] } }',
      '"as" is missing',
    ],
    [
      'an incomplete retry',
      `{ try: { return: 1 }, retry: { predicate: "\${retry.always}" } }`,
      '"max_retries" is missing',
    ],
    [
      'an unknown policy',
      `{ try: { return: 1 }, retry: "\${http.retry}" }`,
      'unknown retry policy',
    ],
    [
      'an unknown predicate',
      `{ try: { return: 1 }, retry: { predicate: "\${often}", max_retries: 1, ${backoff} } }`,
      '"often" is no predicate',
    ],
    [
      'a called predicate',
      `{ try: { return: 1 }, retry: { predicate: "\${len(argument)}", max_retries: 1, ${backoff} } }`,
      '"predicate" must name',
    ],
    [
      'a delay that is a text',
      `{ try: { return: 1 }, retry: { predicate: "\${retry.always}", max_retries: 1, backoff: { initial_delay: soon, max_delay: 1, multiplier: 1 } } }`,
      '"initial_delay" must be a number',
    ],
    [
      'an unknown key in backoff',
      `{ try: { return: 1 }, retry: { predicate: "\${retry.always}", max_retries: 1, backoff: { initial_delay: 1, max_delay: 1, multiplier: 1, jitter: 1 } } }`,
      'unknown key "jitter"',
    ],
    ['neither branches nor for', '{ parallel: { shared: [] } }', 'either "branches" or "for"'],
    [
      'one branch',
      '{ parallel: { branches: [{ a: { steps: [{ b: { next: last } }] } }] } }',
      'at least two',
    ],
    [
      'another exception policy',
      '{ parallel: { exception_policy: unhandled, branches: [] } }',
      'continueAll',
    ],
    ['a limit of none', '{ parallel: { concurrency_limit: 0, branches: [] } }', 'positive integer'],
    [
      'sharing what does not exist',
      '{ parallel: { shared: [missing], for: { value: v, in: [], steps: [{ a: { assign: [{ b: 1 }] } }] } } }',
      'shared variable "missing" does not exist',
    ],
    [
      'return in a branch',
      '{ parallel: { for: { value: v, in: [], steps: [{ a: { return: 1 } }] } } }',
      'cannot end the workflow',
    ],
    [
      'end in a branch',
      '{ parallel: { for: { value: v, in: [], steps: [{ a: { next: end } }] } } }',
      'cannot end the workflow',
    ],
    [
      'a jump out of a branch',
      '{ parallel: { for: { value: v, in: [], steps: [{ a: { next: last } }] } } }',
      'no step in reach',
    ],
    [
      'writing what is not shared',
      '{ parallel: { for: { value: v, in: [], steps: [{ a: { assign: [{ argument: 1 }] } }] } } }',
      '"shared" must name it',
    ],
    [
      'a result into what is not shared',
      '{ parallel: { for: { value: v, in: [], steps: [{ a: { call: sys.now, result: argument } }] } } }',
      '"shared" must name it',
    ],
    [
      'a key of what is not shared',
      '{ parallel: { for: { value: v, in: [], steps: [{ a: { assign: [{ argument.b: 1 }] } }] } } }',
      '"shared" must name it',
    ],
    [
      'an unknown variable',
      `{ return: "\${missing + 1}" }`,
      'the variable "missing" does not exist here',
    ],
    [
      'an unknown function in an expression',
      `{ return: "\${shuffle(argument)}" }`,
      '"shuffle" is no function',
    ],
    ['too many arguments', `{ return: "\${len(1, 2)}" }`, '"len" takes 1 to 1 arguments, not 2'],
    ['waiting in an expression', `{ return: "\${http.get(argument)}" }`, '"http.get" waits'],
    ['a bad expression', `{ return: "\${1 +}" }`, 'expected a value, not the end'],
    ['an empty expression', `{ return: "\${}" }`, 'expected a value, not the end'],
    ['an expression within a text', `{ return: "Hello \${argument}" }`, 'must be the whole value'],
    ['two expressions in a text', `{ return: "\${argument}\${argument}" }`, 'in the expression'],
    [
      'an expression in a key that is none',
      `{ return: { "a \${argument}": 1 } }`,
      'must be the whole value',
    ],
  ])('%s', (_, body, problem) => {
    const message = refusal(step(body));
    expect(message).toContain(problem);
    expect(message).toMatch(/^main › one\b.* \(line 4\): /);
  });

  it.each<[string, string, string]>([
    ['no YAML', 'main: [', 'the YAML: '],
    ['a key that stands twice', 'main: 1\nmain: 2', 'Map keys must be unique'],
    ['an anchor', 'main: { steps: [&a { one: { next: end } }, *a] }', 'aliases are not known'],
    ['a key that is no text', '1: { steps: [] }', 'a key must be a string'],
    ['a word that old YAML takes for a boolean', '- one: { return: yes }', 'write "yes" in quotes'],
    ['an integer beyond 2^53', '- one: { return: 9007199254740993 }', 'is no value'],
    ['nothing', '', 'must be a mapping with "main"'],
    ['no main', 'other: { steps: [{ one: { next: end } }] }', '"main" is missing'],
    [
      'two parameters of main',
      'main: { params: [a, b], steps: [{ one: { next: end } }] }',
      'at most one parameter',
    ],
    [
      'a default of main',
      'main: { params: [a: 1], steps: [{ one: { next: end } }] }',
      'at most one parameter',
    ],
    [
      'a parameter that stands twice',
      'main: { steps: [{ one: { next: end } }] }\nsub: { params: [a, a], steps: [] }',
      'stands twice',
    ],
    [
      'an unknown key beside steps',
      'main: { steps: [{ one: { next: end } }], retry: 1 }',
      'unknown key "retry"',
    ],
    ['a bad step name', '- "one two": { next: end }', '"one two" is not a name'],
    [
      'two names for one step',
      '- { one: { next: end }, two: { next: end } }',
      'a mapping with one key',
    ],
    ['a step name that stands twice', '- one: { next: end }\n- one: { next: end }', 'stands twice'],
    [
      'a missing argument of a subworkflow',
      'main: { steps: [{ one: { call: sub } }] }\nsub: { params: [a, b: 1], steps: [{ two: { next: end } }] }',
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
      'write it as a call step',
    ],
    [
      'a predicate without a parameter',
      `main: { steps: [{ one: { try: { return: 1 }, retry: { predicate: "\${sub}", max_retries: 1, ${backoff} } } }] }\nsub: { steps: [{ two: { return: true } }] }`,
      'must have one parameter',
    ],
    [
      'a default that is an expression',
      `main: { steps: [{ one: { next: end } }] }\nsub: { params: [a: "\${1}"], steps: [{ two: { next: end } }] }`,
      'must be a plain value',
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

describe('the limits of a text', () => {
  const many = (count: number, text: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => text(index)).join(', ');

  it.each<[string, number, (count: number) => string, string]>([
    [
      'assignments',
      limits.assignmentsPerStep,
      (count) => `{ assign: [${many(count, () => '{ a: 1 }')}] }`,
      '51 assignments, 50 are the most',
    ],
    [
      'conditions',
      limits.conditionsPerSwitch,
      (count) => `{ switch: [${many(count, () => '{ condition: true, next: end }')}] }`,
      '51 conditions, 50 are the most',
    ],
    [
      'branches',
      limits.branchesPerParallel,
      (count) =>
        `{ parallel: { branches: [${many(count, (index) => `{ b${index}: { steps: [{ s${index}: { assign: [{ a: 1 }] } }] } }`)}] } }`,
      '11 branches, 10 are the most',
    ],
    [
      'characters of an expression',
      limits.expressionCharacters,
      (count) => `{ return: "\${'${'x'.repeat(count - 5)}'}" }`,
      'an expression of 401 characters',
    ],
  ])('are kept for %s, to the last one', (_, most, body, problem) => {
    expect(refusal(step(body(most)))).toBe('nothing was refused');
    expect(refusal(step(body(most + 1)))).toContain(problem);
  });

  it('are kept for the source, to the last byte', () => {
    const filled = (bytes: number) => {
      const source = `${step('{ next: end }')}# é`;
      return source + '.'.repeat(bytes - Buffer.byteLength(source));
    };
    expect(refusal(filled(limits.sourceBytes))).toBe('nothing was refused');
    expect(refusal(filled(limits.sourceBytes + 1))).toContain('131073 bytes, 131072 are the most');
  });
});

describe('the sync workflow', () => {
  it('is refused as soon as it forgets to share, misspells a step or a function', () => {
    expect(refusal(syncSource.replace('shared: [tally, failures]', 'shared: [tally]'))).toMatch(
      /^sync_kind › sync_sources › sync_each › collect_failure .*"failures" is written/,
    );
    expect(refusal(syncSource.replace('list.concat(failures,', 'list.append(failures,'))).toContain(
      '"list.append" is no function',
    );
    expect(refusal(syncSource.replace('url_variable: SYNC_DRIVE_URL', 'url: x'))).toMatch(
      /^main › sync_both_kinds › drive › sync_folders .*"sync_kind" takes no argument "url"/,
    );
  });

  it('changes its revision with its text', () => {
    const revisions = [syncSource, `${syncSource}\n`].map((text) => loadWorkflow(text).revisionId);
    expect(revisions[0]).toMatch(/^000001-[0-9a-f]{3}$/);
    expect(revisions[0]).not.toBe(revisions[1]);
  });
});
