import { afterAll, describe, expect, test } from 'vitest';
import { commonParameters, methodParameters } from '../../local/drive/method-parameters.ts';
import { schemaFields } from '../../local/drive/schema-fields.ts';
import { contract } from './contract.ts';
import { memoryStore } from './memory-store.ts';
import { closeAll, type ErrorBody, serve } from './serve.ts';

afterAll(closeAll);

describe('the tables of the server are the discovery document’s', () => {
  const typed = ([name, { type }]: [string, { type: string }]) =>
    type === 'string' ? name : `${name}:${type}`;
  const words = (text: string) => text.match(/\S+/g) ?? [];

  test('common parameters', () => {
    const described = Object.entries(contract.parameters).map(typed);
    expect(words(commonParameters).sort()).toEqual(described.sort());
  });

  test('methods and their parameters', () => {
    const described = Object.entries(contract.methods).map(([name, { parameters }]) => {
      const inQuery = Object.entries(parameters).filter(([, { location }]) => location === 'query');
      return [name, inQuery.map(typed).sort()];
    });
    const served = Object.entries(methodParameters).map(([name, text]) => [
      name,
      words(text).sort(),
    ]);
    expect(Object.fromEntries(served)).toEqual(Object.fromEntries(described));
  });

  test('fields of all schemas', () => {
    const described = Object.entries(contract.schemas).map(([name, schema]) => [
      name,
      describeFields(schema),
    ]);
    const served = Object.entries(schemaFields).map(([name, text]) => [
      name,
      words(text).join(' '),
    ]);
    expect(Object.fromEntries(served)).toEqual(Object.fromEntries(described));
  });

  interface Described {
    $ref?: string;
    items?: Described;
    properties?: Record<string, Described>;
    additionalProperties?: object;
  }

  function describeFields({ properties = {} }: Described): string {
    const fields = Object.entries(properties).map(([name, field]) => {
      const one = field.items ?? field;
      if (one.$ref !== undefined) return `${name}:${one.$ref}`;
      if (one.properties !== undefined) return `${name}(${describeFields(one)})`;
      return one.additionalProperties === undefined ? name : `${name}(*)`;
    });
    return fields.sort().join(' ');
  }
});

describe('a parameter', () => {
  test('that the method does not have is refused', async () => {
    const { get } = await serve(memoryStore());
    const { status, json } = await get<ErrorBody>('files?maxResults=3');
    expect([status, json.error]).toMatchObject([
      400,
      {
        message:
          'Invalid JSON payload received. Unknown name "maxResults": Cannot bind query parameter. Field \'maxResults\' could not be found in request message.',
        status: 'INVALID_ARGUMENT',
        errors: [{ reason: 'invalid' }],
      },
    ]);
    expect((await get('files/x/export?mimeType=a/b&supportsAllDrives=true')).status).toBe(400);
    expect((await get('about?fields=user&q=x')).status).toBe(400);
  });

  test.each([
    ['pageSize=many', 'Invalid value at \'page_size\' (TYPE_INT32), "many"'],
    ['pageSize=', 'Invalid value at \'page_size\' (TYPE_INT32), ""'],
    ['pageSize=1.5', 'Invalid value at \'page_size\' (TYPE_INT32), "1.5"'],
    ['supportsAllDrives=maybe', 'Invalid value at \'supports_all_drives\' (TYPE_BOOL), "maybe"'],
    ['alt=media', 'Unsupported alt type "media"'],
    ['alt=proto', 'Unsupported alt type "proto"'],
  ])('of another type is refused: %s', async (text, message) => {
    const { get } = await serve(memoryStore());
    const { status, json } = await get<ErrorBody>(`files?${text}`);
    expect([status, json.error]).toMatchObject([400, { message, status: 'INVALID_ARGUMENT' }]);
  });

  test.each(['0', '-1'])('pageSize is not %s', async (size) => {
    const { get } = await serve(memoryStore());
    const { status, json } = await get<ErrorBody>(`files?pageSize=${size}`);
    expect([status, json.error]).toMatchObject([
      400,
      {
        message: `Invalid value '${size}'. Values must be within the range: [1, 1000]`,
        errors: [{ reason: 'invalidParameter', location: 'pageSize' }],
      },
    ]);
  });

  test('pageSize above the maximum is lowered to it', async () => {
    const store = memoryStore();
    for (let index = 0; index < 1005; index += 1) store.createFile({ name: 'f', content: '' });
    const { client } = await serve(store);
    expect((await client.files.list({ pageSize: 5000 })).data.files).toHaveLength(1000);
    expect((await client.files.list()).data.files).toHaveLength(100);
  });

  test('prettyPrint decides on line breaks', async () => {
    const { get } = await serve(memoryStore());
    expect((await get('files')).bytes.toString()).toContain('\n');
    expect((await get('files?prettyPrint=false')).bytes.toString()).not.toContain('\n');
  });
});
