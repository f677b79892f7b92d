import * as z from 'zod';

/** JSON Schema, draft 2020-12. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The two sides of a schema: what a caller sends, and what it gets. */
export type Direction = 'input' | 'output';

/** The JSON Schema of the zod schema that validates. */
export function toJsonSchema(schema: z.ZodType, io: Direction): JsonSchema {
  return z.toJSONSchema(schema, { io, override: omitRedundant });
}

/** A schema of the same answers without the fields that are null: what may be null may be missing. */
export function withoutNulls(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (_, part: JsonSchema) => {
    const isObject = typeof part === 'object' && part !== null && part.properties !== undefined;
    if (!isObject) return part;
    const properties = Object.entries(part.properties ?? {});
    const nullable = new Set(
      properties.filter(([, value]) => isNullable(value)).map(([name]) => name),
    );
    return {
      ...part,
      properties: Object.fromEntries(
        properties.map(([name, value]) => [name, nullable.has(name) ? filled(value) : value]),
      ),
      required: part.required?.filter((name) => !nullable.has(name)),
    };
  });
}

type Part = NonNullable<JsonSchema['properties']>[string];

function isNullable(part: Part): part is JsonSchema {
  return (
    typeof part === 'object' && (typesOf(part).includes('null') || (part.anyOf ?? []).some(isNull))
  );
}

/** The schema of what is not null. */
function filled(part: Part): Part {
  if (!isNullable(part)) return part;
  const { anyOf, ...rest } = part;
  if (anyOf) return { ...anyOf.find((each) => !isNull(each)), ...rest };
  const [type] = typesOf(part).filter((each) => each !== 'null');
  return { ...part, type } as JsonSchema;
}

function isNull(part: JsonSchema): boolean {
  return part.type === 'null';
}

function typesOf({ type }: JsonSchema): string[] {
  return type === undefined ? [] : [type].flat();
}

/**
 * Several JSON Schemas by name; one that contains another refers to it.
 * @param address the reference to the schema of that name
 */
export function toJsonSchemas(
  named: Readonly<Record<string, z.ZodType>>,
  io: Direction,
  address: (name: string) => string,
): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io, uri: address, override: omitRedundant });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $id, $schema, ...schema }]) => [name, schema]),
  );
}

/** Omits the pattern of a date, which its format implies, and the bounds that every integer has. */
function omitRedundant({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema.format === 'date' || jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}
