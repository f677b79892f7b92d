import { raised } from './errors.ts';
import {
  type LibraryFunction,
  libraryFunction,
  listOf,
  mapOf,
  text,
  wrong,
} from './library-function.ts';
import { integer, numberOf, textOf, truthOf } from './operators.ts';
import { toJson } from './to-json.ts';
import { Double, fromJson, isList, isMap, type Value, type ValueMap } from './value.ts';

/** Helpers without a module, numbers, lists, maps, JSON and base64. */
export const dataFunctions: Record<string, LibraryFunction> = {
  default: libraryFunction(['value', 'default_value'], ([value, other]) => value ?? other ?? null),
  if: libraryFunction(['condition', 'if_true', 'if_false'], ([condition, yes, no]) =>
    condition !== null && truthOf(condition ?? null, 'if') ? (yes ?? null) : (no ?? null),
  ),
  len: libraryFunction(['value'], ([value]) => {
    if (typeof value === 'string') return [...value].length;
    if (value !== undefined && isMap(value)) return value.size;
    return listOf(value, 'the argument of len').length;
  }),
  keys: libraryFunction(['map'], ([map]) => [...mapOf(map, 'the argument of keys').keys()]),
  int: libraryFunction(['value'], ([value]) => {
    if (typeof value === 'string' && !/^\s*[+-]?\d+\s*$/.test(value)) {
      throw raised('ValueError', `not an integer: ${value}`);
    }
    return integer(Math.trunc(convertible(value, 'int')));
  }),
  double: libraryFunction(['value'], ([value]) => {
    const number = convertible(value, 'double');
    if (Number.isNaN(number)) throw raised('ValueError', `not a number: ${value}`);
    return new Double(number);
  }),
  string: libraryFunction(['value'], ([value]) => {
    const converted = textOf(value ?? null);
    if (converted === null) throw wrong('the argument of string', 'a number or a boolean', value);
    return converted;
  }),
  'math.abs': libraryFunction(['x'], ([x]) => {
    const size = Math.abs(number(x));
    return x instanceof Double ? new Double(size) : size;
  }),
  'math.max': libraryFunction(['x', 'y'], ([x, y]) => (number(x) >= number(y) ? x : y) ?? null),
  'math.min': libraryFunction(['x', 'y'], ([x, y]) => (number(x) <= number(y) ? x : y) ?? null),
  'list.concat': libraryFunction(['objs', 'val'], ([objs, val]) => [
    ...listOf(objs, 'objs'),
    val ?? null,
  ]),
  'list.prepend': libraryFunction(['objs', 'val'], ([objs, val]) => [
    val ?? null,
    ...listOf(objs, 'objs'),
  ]),
  'map.get': libraryFunction(['map', 'keys'], ([map, keys]) => {
    const path = keys !== undefined && isList(keys) ? keys : [keys ?? null];
    return path.reduce<Value>((found, key) => {
      const name = text(key, 'a key');
      return isMap(found) ? (found.get(name) ?? null) : null;
    }, map ?? null);
  }),
  'map.delete': libraryFunction(['map', 'key'], ([map, key]) => {
    const copy = new Map(mapOf(map, 'map'));
    if (!copy.delete(text(key, 'key'))) throw raised('KeyError', `key not found: ${key}`);
    return copy;
  }),
  'map.merge': libraryFunction(
    ['first', 'second'],
    ([first, second]) => new Map([...mapOf(first, 'first'), ...mapOf(second, 'second')]),
  ),
  'map.merge_nested': libraryFunction(['first', 'second'], ([first, second]) =>
    mergedDeeply(mapOf(first, 'first'), mapOf(second, 'second')),
  ),
  'json.encode': libraryFunction(['data'], ([data]) => new Uint8Array(Buffer.from(json(data)))),
  'json.encode_to_string': libraryFunction(['data'], ([data]) => json(data)),
  'json.decode': libraryFunction(['data'], ([data]) => {
    const encoded = data instanceof Uint8Array ? Buffer.from(data).toString() : text(data, 'data');
    try {
      return fromJson(JSON.parse(encoded));
    } catch {
      throw raised('ValueError', 'data is not JSON');
    }
  }),
  'base64.encode': libraryFunction(['data'], ([data]) => {
    if (data instanceof Uint8Array) return Buffer.from(data).toString('base64');
    throw wrong('data', 'bytes', data);
  }),
  'base64.decode': libraryFunction(['data'], ([data]) => {
    const encoded = text(data, 'data');
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded)) throw raised('ValueError', 'data is not base64');
    return new Uint8Array(Buffer.from(encoded, 'base64'));
  }),
};

function number(value: Value | undefined): number {
  const size = numberOf(value ?? null);
  if (size === null) throw wrong('the argument', 'a number', value);
  return size;
}

function convertible(value: Value | undefined, what: string): number {
  if (typeof value === 'string' && value.trim() !== '') return Number(value);
  const size = numberOf(value ?? null);
  if (size === null) throw wrong(`the argument of ${what}`, 'a number or a string', value);
  return size;
}

function mergedDeeply(first: ValueMap, second: ValueMap): ValueMap {
  const merged = new Map(first);
  for (const [key, value] of second) {
    const before = merged.get(key);
    const both = before !== undefined && isMap(before) && isMap(value);
    merged.set(key, both ? mergedDeeply(before, value) : value);
  }
  return merged;
}

function json(value: Value | undefined): string {
  return JSON.stringify(toJson(value ?? null));
}
