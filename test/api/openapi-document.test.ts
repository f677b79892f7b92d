import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settings } from '../build/function-routes.ts';
import {
  type DocumentedApi,
  documentedApi,
  type OpenApiDocument,
  readDocument,
} from '../support/documented-api.ts';
import { type ServedFunctions, serveFunctions } from '../support/served-functions.ts';

let functions: ServedFunctions;
let document: OpenApiDocument;
let api: DocumentedApi;

beforeAll(async () => {
  functions = await serveFunctions(() => ({
    query: async () => [],
    transaction: () => Promise.reject(new Error('nothing is stored here')),
    close: async () => {},
  }));
  document = await readDocument(functions.url);
  api = documentedApi(document);
});
afterAll(() => functions.close());

test('it is valid OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(JSON.parse(JSON.stringify(document)));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(document.openapi).toMatch(/^3\.1\.\d$/);
});

test('it has the version of the project, and the address of DocPilot', () => {
  const file = join(import.meta.dirname, '../../package.json');
  expect(document.info.version).toBe(JSON.parse(readFileSync(file, 'utf8')).version);
  expect(document.servers).toEqual([{ url: settings.PUBLIC_URL }]);
});

test('it has every public route of every function, and no other', () => {
  const served = Object.entries(functions.routes).flatMap(([name, routes]) =>
    routes
      // Routes for the workflow are not documented, nor are the files that the pages load.
      .filter(({ auth, path }) => auth !== 'platform' && !path.endsWith('/:name'))
      .map(({ method, path }) => {
        const whole = `/${name}${path === '/' ? '' : path}`.replace(/:(\w+)/g, '{$1}');
        return `${method.toLowerCase()} ${whole}`;
      }),
  );
  expect(Object.keys(api.operations).sort()).toEqual(served.sort());
});

test('it requires a key, a signature or nothing, as the routes do', () => {
  const asked: Record<string, unknown> = {
    key: [{ apiKey: [] }, { bearer: [] }],
    signature: [{ signature: [] }],
    none: [],
  };
  for (const [name, routes] of Object.entries(functions.routes)) {
    for (const { method, path, auth } of routes) {
      const whole = `/${name}${path === '/' ? '' : path}`.replace(/:(\w+)/g, '{$1}');
      const operation = api.operations[`${method.toLowerCase()} ${whole}`];
      if (operation) expect([whole, operation.security]).toEqual([whole, asked[auth]]);
    }
  }
});

test('it says nothing about what only the workflow may call', () => {
  expect(JSON.stringify(document)).not.toMatch(/sync-(github|drive)|\/plan\b/);
});

test('every operation has a unique id, and every schema is used', () => {
  const ids = Object.values(api.operations).map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const text = JSON.stringify(document);
  for (const name of Object.keys(document.components.schemas)) {
    expect(text).toContain(`"#/components/schemas/${name}"`);
  }
});

test('every example is valid by its schema', () => {
  let examples = 0;
  for (const [operation, { requestBody, responses }] of Object.entries(api.operations)) {
    const [method = '', path = ''] = operation.split(' ');
    const bodies: [string[], Record<string, { example?: unknown }>][] = [
      [['requestBody'], requestBody?.content ?? {}],
      ...Object.entries(responses).map(
        ([status, { content = {} }]): [string[], Record<string, { example?: unknown }>] => [
          ['responses', status],
          content,
        ],
      ),
    ];
    for (const [place, content] of bodies) {
      for (const [type, { example }] of Object.entries(content)) {
        if (example === undefined) continue;
        examples += 1;
        api.validate(['paths', path, method, ...place, 'content', type, 'schema'], example);
      }
    }
  }
  expect(examples).toBeGreaterThan(10);
});
