import type { Expression } from './expression.ts';
import type { Value } from './value.ts';

/** A definition that was read and checked: `loadWorkflow` makes it, `runWorkflow` runs it. */
export interface Workflow {
  subworkflows: ReadonlyMap<string, Subworkflow>;
  /** Changes with the source's text. */
  revisionId: string;
}

export interface Subworkflow {
  name: string;
  /** All of them must be given. */
  parameters: string[];
  steps: Step[];
}

export interface Step {
  name: string;
  where: Where;
  action: Action;
  next: string | null;
}

/** A place in the source, for messages. */
export interface Where {
  /** Names from the subworkflow inwards. */
  path: string;
  line: number;
}

/** A YAML value in which strings may be expressions. */
export type Template =
  | { kind: 'constant'; value: Value }
  | { kind: 'expression'; expression: Expression }
  | { kind: 'list'; elements: Template[] }
  | { kind: 'map'; entries: { key: Template; value: Template }[] };

/** `name`, `name.key` or `name[expression]` on an assignment's left. */
export interface Target {
  name: string;
  path: Expression[];
}

export type Action =
  | { kind: 'nothing' }
  | { kind: 'assign'; assignments: { target: Target; value: Template }[] }
  | { kind: 'call'; callee: string; args: Map<string, Template>; result: string | null }
  | { kind: 'switch'; conditions: { condition: Template; step: Step }[] }
  | { kind: 'steps'; steps: Step[] }
  | { kind: 'for'; loop: Loop }
  | {
      kind: 'parallel';
      shared: string[];
      concurrencyLimit: Template | null;
      branches: Branch[] | Loop;
    }
  | { kind: 'try'; steps: Step[]; retry: Retry | null; except: Except | null }
  | { kind: 'return'; value: Template }
  | { kind: 'raise'; value: Template };

export interface Branch {
  name: string;
  steps: Step[];
}

export interface Loop {
  value: string;
  /** A list to go through, or a list of the first and the last number. */
  over: { in: Template } | { range: Template };
  steps: Step[];
}

/** The predicates of the platform that `retry` can name, besides a subworkflow. */
export const retryPredicates = [
  'http.default_retry_predicate',
  'http.default_retry_predicate_non_idempotent',
] as const;

export type RetryPredicate = (typeof retryPredicates)[number];

export interface Retry {
  predicate: { builtIn: RetryPredicate } | { subworkflow: string };
  maxRetries: Template;
  initialDelay: Template;
  maxDelay: Template;
  multiplier: Template;
}

export interface Except {
  as: string;
  steps: Step[];
}
