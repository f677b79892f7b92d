import * as z from 'zod';

/** A number in a query string; anything else is left for the schema to refuse. */
export function numberInQuery<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(
    (text) => (typeof text === 'string' && text.trim() !== '' ? Number(text) : text),
    schema,
  );
}

/** `true` or `false` in a query string. */
export function booleanInQuery<Schema extends z.ZodType>(schema: Schema) {
  const values = new Map<unknown, boolean>([
    ['true', true],
    ['false', false],
  ]);
  return z.preprocess((text) => values.get(text) ?? text, schema);
}
