import { raised } from './errors.ts';
import { isList, isMap, typeName, type Value, type ValueMap } from './value.ts';

/** What functions may know of the execution. */
export interface Host {
  environment(name: string): string | undefined;
  /** Seconds since 1970. */
  now(): number;
}

/** A function that never waits: usable in an expression and, by its parameters' names, in a call step. */
export interface LibraryFunction {
  parameters: readonly string[];
  /** How many of the parameters must be given. */
  required: number;
  run(args: readonly Value[], host: Host): Value;
}

export function libraryFunction(
  parameters: readonly string[],
  run: LibraryFunction['run'],
  required: number = parameters.length,
): LibraryFunction {
  return { parameters, required, run };
}

export function text(value: Value | undefined, what: string): string {
  if (typeof value === 'string') return value;
  throw wrong(what, 'a string', value);
}

export function wholeNumber(value: Value | undefined, what: string): number {
  if (typeof value === 'number') return value;
  throw wrong(what, 'an integer', value);
}

export function listOf(value: Value | undefined, what: string): readonly Value[] {
  if (value !== undefined && isList(value)) return value;
  throw wrong(what, 'a list', value);
}

export function mapOf(value: Value | undefined, what: string): ValueMap {
  if (value !== undefined && isMap(value)) return value;
  throw wrong(what, 'a map', value);
}

export function wrong(what: string, expected: string, value: Value | undefined): Error {
  return raised('TypeError', `${what} must be ${expected}, not ${typeName(value ?? null)}`);
}
