import { schemaFields } from './schema-fields.ts';

/** What a field holds: a value, a map with any keys, or one or more objects with these fields. */
export type FieldSchema = 'value' | 'map' | ObjectSchema;
export type ObjectSchema = ReadonlyMap<string, () => FieldSchema>;

const schemas = new Map<string, ObjectSchema>();

/** The fields a schema of Drive's has. */
export function fieldsOf(schemaName: string): ObjectSchema {
  const known = schemas.get(schemaName);
  if (known !== undefined) return known;
  const words = schemaFields[schemaName]?.match(/[\w*]+(?::\w+)?|[()]/g) ?? [];
  const fields = readObject(words[Symbol.iterator]());
  schemas.set(schemaName, fields);
  return fields;
}

function readObject(words: Iterator<string>): ObjectSchema {
  const fields = new Map<string, () => FieldSchema>();
  let last = '';
  for (let next = words.next(); !next.done && next.value !== ')'; next = words.next()) {
    if (next.value === '(') {
      const inner = readObject(words);
      fields.set(last, () => (inner.has('*') ? 'map' : inner));
    } else {
      const [name = '', schemaName] = next.value.split(':');
      fields.set(name, () => (schemaName === undefined ? 'value' : fieldsOf(schemaName)));
      last = name;
    }
  }
  return fields;
}
