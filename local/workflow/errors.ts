import { fromJson, isMap, type Value } from './value.ts';

/** The tags a raised error can carry: https://cloud.google.com/workflows/docs/reference/syntax/error-types */
export type ErrorTag =
  | 'AuthError'
  | 'ConnectionError'
  | 'ConnectionFailedError'
  | 'HttpError'
  | 'IndexError'
  | 'KeyError'
  | 'ParallelNestingError'
  | 'RecursionError'
  | 'ResourceLimitError'
  | 'TimeoutError'
  | 'TypeError'
  | 'UnhandledBranchError'
  | 'ValueError'
  | 'ZeroDivisionError';

/** What a step raises and `except` catches; if it is not caught, the execution fails with it. */
export class RaisedError extends Error {
  override readonly name = 'RaisedError';
  readonly value: Value;
  /** The step that raised it first. */
  raisedAt: string | null = null;

  constructor(value: Value) {
    const message = isMap(value) ? value.get('message') : value;
    super(typeof message === 'string' ? message : 'an error without a message');
    this.value = value;
  }
}

/** An error map as Workflows itself raises it. */
export function raised(
  tag: ErrorTag,
  message: string,
  more: Record<string, unknown> = {},
): RaisedError {
  return new RaisedError(fromJson({ tags: [tag], message: `${tag}: ${message}`, ...more }));
}

/** An execution that ended with an error that was not caught. */
export class ExecutionFailed extends Error {
  override readonly name = 'ExecutionFailed';
  /** What was raised, as JSON. */
  readonly payload: unknown;
  /** The step that raised it. */
  readonly raisedAt: string;

  constructor(payload: unknown, message: string, raisedAt: string) {
    super(message);
    this.payload = payload;
    this.raisedAt = raisedAt;
  }
}

/** A definition that this interpreter refuses: what is wrong, and where. */
export class InvalidWorkflow extends Error {
  override readonly name = 'InvalidWorkflow';

  constructor(where: string, problem: string) {
    super(`${where}: ${problem}`);
  }
}
