/**
 * Writes test/contracts/github.openapi.json and github.examples.json anew from GitHub's description of
 * its REST API, which takes 450 MB as a package:
 *
 *     npm pack @octokit/openapi@VERSION && tar xzf octokit-openapi-VERSION.tgz
 *     node test/github/cut-contract.ts package/generated/api.github.com.json
 */
import { readFileSync, writeFileSync } from 'node:fs';

type Json = Record<string, unknown>;
interface Operation {
  parameters: Json[];
  responses: Record<string, Json>;
}

const operations = [
  'commits',
  'commits/{ref}',
  'git/trees/{tree_sha}',
  'git/blobs/{file_sha}',
  'tarball/{ref}',
  'issues',
  'issues/comments',
  'issues/{issue_number}',
  'issues/{issue_number}/comments',
  'pulls',
  'pulls/comments',
  'pulls/{pull_number}/comments',
  'releases',
].map((path) => `/repos/{owner}/{repo}/${path}`);

const source = JSON.parse(readFileSync(String(process.argv[2]), 'utf8')) as {
  info: { version: string };
  paths: Record<string, { get: Operation }>;
};
const definitions: Json = {};
const left = new Set(['description', 'example', 'examples', 'title', 'externalDocs']);

/** What a `$ref` leads to, or the value itself. */
function resolved(value: unknown): Json {
  const ref = Object(value).$ref;
  if (typeof ref !== 'string') return value as Json;
  return ref
    .slice(2)
    .split('/')
    .reduce<Json>((at, part) => at[part] as Json, source as never);
}

/** A schema of OpenAPI 3.0 as JSON schema; what it refers to is added to the definitions. */
function schemaOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(schemaOf);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...all } = value as Json;
  if (typeof all.$ref === 'string') {
    const name = all.$ref.replace('#/components/schemas/', '');
    if (!(name in definitions)) {
      definitions[name] = null;
      definitions[name] = schemaOf(resolved(all));
    }
    return { $ref: `#/definitions/${name}` };
  }
  const schema: Json = {};
  for (const [key, field] of Object.entries(all)) {
    if (key === 'properties') schema[key] = mapped(field as Json, schemaOf);
    else if (!left.has(key) && !key.startsWith('x-')) schema[key] = schemaOf(field);
  }
  if (nullable !== true) return schema;
  if (schema.type === undefined) return { anyOf: [schema, { type: 'null' }] };
  const values = schema.enum ? { enum: [...(schema.enum as unknown[]), null] } : {};
  return { ...schema, type: [schema.type, 'null'], ...values };
}

function mapped<Value, Made>(
  record: Record<string, Value>,
  make: (value: Value, key: string) => Made,
): Record<string, Made> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, make(value, key)]));
}

const described = operations.map((path) => {
  const { get } = source.paths[path] as { get: Operation };
  const responses = mapped(get.responses, (response) => {
    const { content = {} } = resolved(response) as { content?: Record<string, { schema: Json }> };
    // A status without JSON has no body.
    return schemaOf(content['application/json']?.schema ?? { const: null });
  });
  const query = get.parameters.map(resolved).filter((parameter) => parameter.in === 'query');
  const parameters = Object.fromEntries(
    query.map(({ name, schema }) => [String(name), schemaOf(schema)]),
  );
  const { content } = resolved(get.responses['200'] ?? {}) as {
    content?: Record<string, { examples?: Record<string, Json> }>;
  };
  const [example] = Object.values(content?.['application/json']?.examples ?? {});
  let value = example;
  while (value?.value !== undefined || value?.$ref !== undefined) {
    value = resolved(value.value ?? value);
  }
  return { operation: `GET ${path}`, responses, parameters, example: value };
});

function write(name: string, about: string, content: Json): void {
  const file = new URL(`../contracts/${name}.json`, import.meta.url);
  const $comment = `${about}, cut from @octokit/openapi ${source.info.version} (generated/api.github.com.json, MIT, see github.LICENSE) by test/github/cut-contract.ts.`;
  const whole = { $id: `${name}.json`, $comment, ...content };
  writeFileSync(file, `${JSON.stringify(whole, null, 1)}\n`);
}

const by = (part: 'responses' | 'parameters' | 'example') =>
  Object.fromEntries(described.map((each) => [each.operation, each[part]]));
const responses = by('responses');
write(
  'github.openapi',
  "Parameters and response schemas of GitHub's REST API: the operations below with all they refer to; OpenAPI's nullable said as JSON schema; descriptions and examples left out",
  {
    definitions: Object.fromEntries(
      Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    parameters: by('parameters'),
    responses,
  },
);
const threads = described.filter(
  ({ operation }) => /(s|issue_number\})$/.test(operation) && !/number\}\/|commits/.test(operation),
);
write('github.examples', "GitHub's own examples of the answers about threads", {
  examples: Object.fromEntries(threads.map(({ operation, example }) => [operation, example])),
});
