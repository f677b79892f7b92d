import type * as z from 'zod';
import type { Queryable } from '../store/connection/database.ts';
import type { Activity } from '../store/requests/activity.ts';
import { validate } from '../validate.ts';

/** A tool that an assistant may call. */
export interface Tool {
  name: string;
  title: string;
  /** Says when an assistant should use it. */
  description: string;
  /** Whether the description ends with the names of what is indexed. */
  namesIndex?: boolean;
  input: z.ZodType;
  output: z.ZodType;
  /**
   * Returns an answer in the shape of `output`.
   * @throws DocPilotError
   */
  call(database: Queryable, input: unknown): Promise<object>;
  /** An answer as the text that a client may show its model instead of the fields. */
  text(answer: object): string;
  /** Records that it was used. */
  record(activity: Activity, answer: object): void;
}

/**
 * Defines a tool; `run` gets the validated input and must return the shape of `output`. `text` says
 * the same as the fields: the same items, in the same order, with the same texts and links.
 */
export function defineTool<Input extends z.ZodType, Output extends z.ZodType<object>>({
  run,
  text,
  read = (input) => input,
  record = () => {},
  ...fields
}: {
  name: string;
  title: string;
  description: string;
  namesIndex?: boolean;
  input: Input;
  output: Output;
  run(database: Queryable, input: z.output<Input>): Promise<z.output<Output>>;
  text(answer: z.output<Output>): string;
  /** The arguments as `input` takes them, of those that are sent. */
  read?(input: unknown): unknown;
  /** Without it, nothing is recorded. */
  record?(activity: Activity, answer: z.output<Output>): void;
}): Tool {
  return {
    ...fields,
    call: (database, input) => run(database, validate(fields.input, read(input))),
    // The answer is one that `run` returned.
    text: (answer) => text(answer as z.output<Output>),
    record: (activity, answer) => record(activity, answer as z.output<Output>),
  };
}
