import { describe, it } from 'vitest';
import { expectRefusedStep } from './refusal.ts';

describe('a definition is refused for', () => {
  it.each<[string, string, string]>([
    ['no step kind', '{}', 'the step does nothing'],
    [
      'two kinds in one step',
      '{ return: 1, raise: 2 }',
      '"return" and "raise" cannot stand in one',
    ],
    ['an unknown key', '{ return: 1, retrun: 2 }', 'the key "retrun" is unknown'],
    ['a result without a call', '{ return: 1, result: a }', 'the key "result" is unknown'],
    [
      'an except without a try',
      '{ steps: [{ a: { next: last } }], except: {} }',
      'the key "except" is unknown',
    ],
    ['a step that is no mapping', 'text', 'a step must be a mapping'],
    ['next after return', '{ return: 1, next: last }', '"next" is never reached'],
    ['next to nowhere', '{ next: missing }', '"next" leads to "missing"'],
    ['next into a block', '{ steps: [{ in: { next: last } }], next: in }', '"next" leads to "in"'],
    ['break outside of a loop', '{ next: break }', '"next: break" is not in a loop'],
    ['continue outside of a loop', '{ next: continue }', '"next: continue" is not in a loop'],
    [
      'a jump out of a loop',
      '{ for: { value: v, in: [], steps: [{ a: { next: last } }] } }',
      'which it cannot jump to',
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
      'an index of a loop',
      '{ for: { value: v, index: i, in: [], steps: [{ a: { next: break } }] } }',
      'the key "index" is unknown or not supported',
    ],
  ])('%s', (_, body, problem) => {
    expectRefusedStep(body, problem);
  });
});
