/** A double; a plain number is an integer. Workflows tells the two apart, JavaScript does not. */
export class Double {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** What a variable holds. Values are immutable: an assignment replaces the whole value. */
export type Value =
  | null
  | boolean
  | number
  | Double
  | string
  | Uint8Array
  | readonly Value[]
  | ReadonlyMap<string, Value>;

export type ValueMap = ReadonlyMap<string, Value>;

export function isMap(value: Value): value is ValueMap {
  return value instanceof Map;
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** The type's name in error messages. */
export function typeName(value: Value): string {
  if (value === null) return 'null';
  if (value instanceof Double) return 'double';
  if (value instanceof Uint8Array) return 'bytes';
  if (isMap(value)) return 'map';
  if (isList(value)) return 'list';
  return typeof value === 'number' ? 'integer' : typeof value;
}

/** A JavaScript number as JSON or YAML gives it. */
function fromNumber(number: number): number | Double {
  return Number.isSafeInteger(number) ? number : new Double(number);
}

export function fromJson(json: unknown): Value {
  if (json === undefined || json === null) return null;
  if (typeof json === 'boolean' || typeof json === 'string') return json;
  if (typeof json === 'number') return fromNumber(json);
  if (Array.isArray(json)) return json.map(fromJson);
  if (typeof json === 'object') {
    return new Map(Object.entries(json).map(([key, value]) => [key, fromJson(value)]));
  }
  throw new TypeError(`${typeof json} is not a JSON value`);
}

/** Memory as Workflows counts it: 8 bytes each, plus a text's bytes, plus the elements and keys. */
export function sizeInBytes(value: Value): number {
  if (typeof value === 'string') return 8 + Buffer.byteLength(value);
  if (value instanceof Uint8Array) return 8 + value.length;
  if (isMap(value)) {
    let size = 8;
    for (const [key, element] of value) size += sizeInBytes(key) + sizeInBytes(element);
    return size;
  }
  if (isList(value)) return value.reduce<number>((size, element) => size + sizeInBytes(element), 8);
  return 8;
}
