import { describe, it } from 'vitest';
import { backoff, expectRefusedStep } from './refusal.ts';

describe('a definition is refused for', () => {
  it.each<[string, string, string]>([
    ['try alone', '{ try: { return: 1 } }', '"try" needs "retry" or "except"'],
    [
      'except without as',
      '{ try: { return: 1 }, except: { steps: [{ a: { next: end } }] } }',
      '"as" is missing',
    ],
    [
      'an incomplete retry',
      `{ try: { return: 1 }, retry: { predicate: "\${http.default_retry_predicate}" } }`,
      '"max_retries" is missing',
    ],
    [
      'a policy by its name',
      `{ try: { return: 1 }, retry: "\${http.default_retry}" }`,
      '"retry" must be a mapping',
    ],
    [
      'an unknown predicate',
      `{ try: { return: 1 }, retry: { predicate: "\${often}", max_retries: 1, ${backoff} } }`,
      '"often" is not a predicate',
    ],
    [
      'a called predicate',
      `{ try: { return: 1 }, retry: { predicate: "\${len(argument)}", max_retries: 1, ${backoff} } }`,
      '"predicate" must name',
    ],
    [
      'a delay that is a text',
      `{ try: { return: 1 }, retry: { predicate: "\${http.default_retry_predicate}", max_retries: 1, backoff: { initial_delay: soon, max_delay: 1, multiplier: 1 } } }`,
      '"initial_delay" must be a number',
    ],
    [
      'an unknown key in backoff',
      `{ try: { return: 1 }, retry: { predicate: "\${http.default_retry_predicate}", max_retries: 1, backoff: { initial_delay: 1, max_delay: 1, multiplier: 1, jitter: 1 } } }`,
      'the key "jitter" is unknown',
    ],
    ['neither branches nor for', '{ parallel: { shared: [] } }', 'either "branches" or "for"'],
    [
      'one branch',
      '{ parallel: { branches: [{ a: { steps: [{ b: { next: last } }] } }] } }',
      'at least two',
    ],
    [
      'an exception policy',
      '{ parallel: { exception_policy: continueAll, for: { value: v, in: [], steps: [{ a: { next: continue } }] } } }',
      'the key "exception_policy" is unknown or not supported',
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
      'which it cannot jump to',
    ],
    [
      'writing what is not shared',
      '{ parallel: { for: { value: v, in: [], steps: [{ a: { assign: [{ argument: 1 }] } }] } } }',
      '"shared" must name it',
    ],
    [
      'a result into what is not shared',
      '{ parallel: { for: { value: v, in: [], steps: [{ a: { call: sys.log, result: argument } }] } } }',
      '"shared" must name it',
    ],
    [
      'a key of what is not shared',
      '{ parallel: { for: { value: v, in: [], steps: [{ a: { assign: [{ argument.b: 1 }] } }] } } }',
      '"shared" must name it',
    ],
  ])('%s', (_, body, problem) => {
    expectRefusedStep(body, problem);
  });
});
