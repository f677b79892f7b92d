import { raised } from './errors.ts';
import { numberOf, textOf, truthOf } from './operators.ts';
import { toJson } from './to-json.ts';
import { isList, isMap, typeName, type Value } from './value.ts';

/** The workflow's environment variables. */
export type ReadEnvironment = (name: string) => string | undefined;

/** A function that returns at once. */
export interface LibraryFunction {
  parameters: readonly string[];
  /** How many of them, the first ones, must be given. */
  required: number;
  run(args: readonly Value[], readEnvironment: ReadEnvironment): Value;
}

/**
 * The functions that expressions can call, and call steps too: those that workflows/sync.yaml uses,
 * and `if`. https://cloud.google.com/workflows/docs/reference/stdlib/overview lists all there are.
 * Lengths and positions count characters, not UTF-16 units.
 */
export const libraryFunctions: ReadonlyMap<string, LibraryFunction> = new Map(
  Object.entries<LibraryFunction>({
    default: define(['value', 'default_value'], ([value, other]) => value ?? other ?? null),
    if: define(['condition', 'if_true', 'if_false'], ([condition, yes, no]) =>
      condition !== null && truthOf(condition ?? null, 'if') ? (yes ?? null) : (no ?? null),
    ),
    len: define(['value'], ([value]) => {
      if (typeof value === 'string') return [...value].length;
      if (value !== undefined && isMap(value)) return value.size;
      return list(value, 'the argument of len').length;
    }),
    string: define(['value'], ([value]) => {
      const converted = textOf(value ?? null);
      if (converted !== null) return converted;
      throw wrongType('the argument of string', 'a number or a boolean', value);
    }),
    'math.max': define(['x', 'y'], ([x, y]) => (number(x) >= number(y) ? x : y) ?? null),
    'math.min': define(['x', 'y'], ([x, y]) => (number(x) <= number(y) ? x : y) ?? null),
    'list.concat': define(['objs', 'val'], ([objs, val]) => [...list(objs, 'objs'), val ?? null]),
    'map.get': define(['map', 'keys'], ([map, keys]) => {
      const path = keys !== undefined && isList(keys) ? keys : [keys ?? null];
      return path.reduce<Value>((found, key) => {
        const name = text(key, 'a key');
        return isMap(found) ? (found.get(name) ?? null) : null;
      }, map ?? null);
    }),
    'json.encode_to_string': define(['data'], ([data]) => JSON.stringify(toJson(data ?? null))),
    'text.substring': define(['source', 'start', 'end'], ([source, start, end]) => {
      const characters = [...text(source, 'source')];
      const [from, to] = [integer(start, 'start'), integer(end, 'end')];
      if (from < 0 || to > characters.length || from > to) {
        throw raised('IndexError', `characters ${from} to ${to} of ${characters.length}`);
      }
      return characters.slice(from, to).join('');
    }),
    'sys.get_env': define(
      ['name', 'default'],
      ([name, other], readEnvironment) => {
        const value = readEnvironment(text(name, 'name'));
        if (value !== undefined) return value;
        if (other !== undefined) return text(other, 'default');
        throw raised('KeyError', `environment variable not set: ${name}`);
      },
      1,
    ),
  }),
);

/** The functions that wait, or act: for call steps alone. */
export const callOnlyFunctions: ReadonlyMap<
  string,
  { parameters: readonly string[]; required: readonly string[] }
> = new Map([
  ['http.post', { parameters: ['url', 'timeout', 'body', 'auth'], required: ['url'] }],
  ['sys.sleep', { parameters: ['seconds'], required: ['seconds'] }],
  ['sys.log', { parameters: ['severity', 'text', 'json'], required: [] }],
]);

function define(
  parameters: readonly string[],
  run: LibraryFunction['run'],
  required = parameters.length,
): LibraryFunction {
  return { parameters, run, required };
}

function text(value: Value | undefined, what: string): string {
  if (typeof value === 'string') return value;
  throw wrongType(what, 'a string', value);
}

function integer(value: Value | undefined, what: string): number {
  if (typeof value === 'number') return value;
  throw wrongType(what, 'an integer', value);
}

function number(value: Value | undefined): number {
  const size = numberOf(value ?? null);
  if (size !== null) return size;
  throw wrongType('the argument', 'a number', value);
}

function list(value: Value | undefined, what: string): readonly Value[] {
  if (value !== undefined && isList(value)) return value;
  throw wrongType(what, 'a list', value);
}

function wrongType(what: string, expected: string, value: Value | undefined): Error {
  return raised('TypeError', `${what} must be ${expected}, not ${typeName(value ?? null)}`);
}
