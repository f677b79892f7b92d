import { z } from 'zod';

/** JSON Schema, draft 2020-12. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A schema's two sides: what a caller may send, and what one gets. */
export type Direction = 'input' | 'output';

/** The very schema that validates, as JSON Schema. */
export function toJsonSchema(schema: z.ZodType, io: Direction): JsonSchema {
  return z.toJSONSchema(schema, { io, override: leaveOutTheObvious });
}

/**
 * Several, by name; where one holds another, it refers to it.
 * @param address of a schema of that name
 */
export function toJsonSchemas(
  named: Readonly<Record<string, z.ZodType>>,
  io: Direction,
  address: (name: string) => string,
): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io, uri: address, override: leaveOutTheObvious });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $id, $schema, ...schema }]) => [name, schema]),
  );
}

/** A time's pattern repeats its format, and whole numbers' bounds their type: half of all text. */
function leaveOutTheObvious({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema.format === 'date' || jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}
