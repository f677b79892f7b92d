import { request } from 'node:http';
import { afterAll, describe, expect, test } from 'vitest';
import { type Fields, schemas } from '../../local/drive/field-selection.ts';
import { methodParameters } from '../../local/drive/parameters.ts';
import { contract } from './contract.ts';
import { memoryStore } from './memory-store.ts';
import { closeAll, type ErrorBody, serve } from './serve.ts';

afterAll(closeAll);

const { api, get } = await serve(memoryStore());
const file = 'files/my-drive';

describe('a caller', () => {
  test('with the token is let in', async () => {
    expect((await get(file)).status).toBe(200);
  });

  test('with another token is told so', async () => {
    const { status, json } = await get<ErrorBody>(file, { authorization: 'Bearer guess' });
    expect(status).toBe(401);
    expect(json.error).toMatchObject({
      code: 401,
      message: expect.stringMatching(/^Request had invalid authentication credentials\./),
      status: 'UNAUTHENTICATED',
      errors: [
        {
          message: 'Invalid Credentials',
          domain: 'global',
          reason: 'authError',
          location: 'Authorization',
          locationType: 'header',
        },
      ],
    });
  });

  test('without a token is not identified, as Google answers a GET', async () => {
    const answer = await fetch(`${api.url}/drive/v3/${file}`);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      error: {
        message: expect.stringMatching(/^Method doesn't allow unregistered callers/),
        status: 'PERMISSION_DENIED',
        errors: [{ reason: 'forbidden' }],
      },
    });
  });

  test('may only read', async () => {
    const answer = await fetch(`${api.url}/drive/v3/files`, {
      method: 'POST',
      headers: { authorization: 'Bearer the-token' },
    });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      error: { errors: [{ reason: 'insufficientPermissions' }] },
    });
  });

  test('that asks under another host’s name is refused', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { host: 'example.com', authorization: 'Bearer the-token' };
      request(`${api.url}/drive/v3/${file}`, { headers }, ({ statusCode }) => resolve(statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });
});

test.each(['', 'file', 'files/', 'files/a/b', 'files/a/export/b', '../v2/files', 'drives'])(
  'nothing is at %j',
  async (path) => {
    const { status, headers } = await get(path);
    expect([status, headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8']);
  },
);

test('what goes wrong inside is a 500 that says no more', async () => {
  const errors: unknown[] = [];
  const store = memoryStore();
  store.find = () => {
    throw new Error('the disk is on fire');
  };
  const broken = await serve(store, { onError: (error) => errors.push(error) });
  const { status, bytes } = await broken.get(file);
  expect(status).toBe(500);
  expect(bytes.toString()).not.toContain('fire');
  expect(errors).toHaveLength(1);
});

describe('what is served is part of Google’s discovery document', () => {
  test.each(Object.entries(methodParameters))('the parameters of %s', (name, text) => {
    const method = contract.methods[name];
    const known = { ...contract.parameters, ...method?.parameters };
    for (const word of text.match(/\S+/g) ?? []) {
      const [parameter = '', type = 'string'] = word.split(':');
      expect([parameter, known[parameter]?.type]).toEqual([parameter, type]);
    }
  });

  test.each(Object.entries(schemas))('the fields of %s', (name, fields) => {
    const described = fieldsOf(contract.schemas[name] as Described);
    expect(described).toMatchObject(fields);
  });

  interface Described {
    $ref?: string;
    items?: Described;
    properties?: Record<string, Described>;
  }

  function fieldsOf({ $ref, items, properties }: Described): Fields | null {
    if (items) return fieldsOf(items);
    if ($ref === 'File' || $ref === 'Change') return fieldsOf(contract.schemas[$ref] as Described);
    if (!properties) return null;
    return Object.fromEntries(
      Object.entries(properties).map(([name, field]) => [name, fieldsOf(field)]),
    );
  }
});

describe('a parameter', () => {
  test.each(['files/a?maxResults=3', 'files/a?acknowledgeAbuse=true', 'drives/a?q=x'])(
    'that is not supported is refused by its name: %s',
    async (path) => {
      const name = /\?(\w+)/.exec(path)?.[1];
      const { status, json } = await get<ErrorBody>(path);
      expect([status, json.error]).toMatchObject([
        400,
        {
          message: `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`,
          status: 'INVALID_ARGUMENT',
          errors: [{ reason: 'invalid' }],
        },
      ]);
    },
  );

  test.each([
    ['files?pageSize=many', 'Invalid value at \'page_size\' (TYPE_INT32), "many"'],
    ['files?pageSize=1.5', 'Invalid value at \'page_size\' (TYPE_INT32), "1.5"'],
    [
      'files?supportsAllDrives=maybe',
      'Invalid value at \'supports_all_drives\' (TYPE_BOOL), "maybe"',
    ],
    ['files/a?alt=proto', 'Unsupported alt type "proto"'],
  ])('of another type is refused: %s', async (path, message) => {
    const { status, json } = await get<ErrorBody>(path);
    expect([status, json.error]).toMatchObject([400, { message, status: 'INVALID_ARGUMENT' }]);
  });

  test.each(['0', '-1'])('pageSize is not %s', async (size) => {
    const { status, json } = await get<ErrorBody>(`changes?pageToken=1&pageSize=${size}`);
    expect([status, json.error]).toMatchObject([
      400,
      {
        message: `Invalid value '${size}'. Values must be within the range: [1, 1000]`,
        errors: [{ reason: 'invalidParameter', location: 'pageSize' }],
      },
    ]);
  });
});
