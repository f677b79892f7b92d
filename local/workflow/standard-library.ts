import { randomUUID } from 'node:crypto';
import { dataFunctions } from './data-functions.ts';
import { raised } from './errors.ts';
import { type LibraryFunction, libraryFunction, text, wrong } from './library-function.ts';
import { numberOf } from './operators.ts';
import { textFunctions } from './text-functions.ts';
import { Double } from './value.ts';

const systemFunctions: Record<string, LibraryFunction> = {
  'sys.get_env': libraryFunction(
    ['name', 'default'],
    ([name, other], host) => {
      const value = host.environment(text(name, 'name')) ?? other;
      if (value === undefined) throw raised('KeyError', `environment variable not set: ${name}`);
      return value;
    },
    1,
  ),
  'sys.now': libraryFunction([], (_, host) => new Double(host.now())),
  'time.format': libraryFunction(['seconds'], ([seconds]) => {
    const at = numberOf(seconds ?? null);
    if (at === null) throw wrong('seconds', 'a number', seconds);
    return new Date(at * 1000).toISOString();
  }),
  'time.parse': libraryFunction(['value'], ([value]) => {
    const at = Date.parse(text(value, 'value'));
    if (Number.isNaN(at)) throw raised('ValueError', `not an ISO 8601 time: ${value}`);
    return new Double(at / 1000);
  }),
  'uuid.generate': libraryFunction([], () => randomUUID()),
};

/** The functions that never wait. */
export const libraryFunctions: ReadonlyMap<string, LibraryFunction> = new Map(
  Object.entries({ ...dataFunctions, ...textFunctions, ...systemFunctions }),
);

const httpParameters = ['url', 'timeout', 'body', 'headers', 'query', 'auth'] as const;

/** The functions that wait: for call steps only. Their parameters, the required ones by number. */
export const waitingFunctions: ReadonlyMap<
  string,
  { parameters: readonly string[]; required: number }
> = new Map([
  ['http.get', { parameters: httpParameters.filter((name) => name !== 'body'), required: 1 }],
  ['http.post', { parameters: httpParameters, required: 1 }],
  ['http.put', { parameters: httpParameters, required: 1 }],
  ['http.patch', { parameters: httpParameters, required: 1 }],
  ['http.delete', { parameters: httpParameters, required: 1 }],
  ['http.request', { parameters: ['method', ...httpParameters], required: 2 }],
  ['sys.sleep', { parameters: ['seconds'], required: 1 }],
  ['sys.log', { parameters: ['data', 'severity', 'text', 'json'], required: 0 }],
]);

/** What `predicate` may name besides a subworkflow, and what `retry` may name instead of a mapping. */
export const retryPredicates = [
  'http.default_retry_predicate',
  'http.default_retry_predicate_non_idempotent',
  'retry.always',
  'retry.never',
] as const;

export type RetryPredicate = (typeof retryPredicates)[number];

export const retryPolicies: ReadonlyMap<string, RetryPredicate> = new Map([
  ['http.default_retry', 'http.default_retry_predicate'],
  ['http.default_retry_non_idempotent', 'http.default_retry_predicate_non_idempotent'],
]);
