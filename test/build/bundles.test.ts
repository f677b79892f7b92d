import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, testDatabaseUrl } from '../support/test-database.ts';
import { json, key, names, requestOf, routes, settings } from './function-routes.ts';
import {
  type BuiltBundles,
  type RunningBundle,
  sharedBundles,
  startBundle,
} from './running-bundle.ts';

const keyed = routes.filter(({ auth }) => auth === 'key');
const taking = routes.filter(({ body }) => body !== undefined);

let built: BuiltBundles;
const running: Record<string, RunningBundle> = {};

beforeAll(async () => {
  built = await sharedBundles();
  for (const name of names) running[name] = await startBundle(built.of(name), settings);
});

afterAll(async () => {
  for (const bundle of Object.values(running)) await bundle.stop();
});

/** Calls a function at both paths: at its own address, and with its name as a prefix. */
async function callBothWays(name: string, path: string, request: RequestInit) {
  const answers = [];
  for (const front of ['', `/${name}`]) {
    const response = await running[name]?.fetch(front + path, request);
    if (response === undefined) throw new Error(`${name} does not run`);
    const type = response.headers.get('content-type') ?? '';
    const isJson = type.startsWith('application/json');
    const body = isJson ? await response.json() : await response.text();
    answers.push({ status: response.status, headers: response.headers, body });
  }
  return answers;
}

const errorOf = (code: string) => ({ error: { code, message: expect.stringMatching(/^.{10,}$/) } });

it('the table covers every function', () => {
  expect(names.toSorted()).toEqual(built.bundles.map(({ name }) => name));
});

describe.each(keyed)('$name $method $path', (route) => {
  it.each([
    ['without a key', {}],
    ['with a wrong key', { 'x-api-key': 'not-the-key-of-the-tests' }],
    ['with a wrong bearer', { authorization: 'Bearer not-the-key-of-the-tests' }],
  ])('answers 401 %s', async (_how, headers) => {
    for (const answer of await callBothWays(route.name, route.path, requestOf(route, headers))) {
      expect(answer).toMatchObject({ status: 401, body: errorOf('unauthorized') });
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="DocPilot"/);
    }
  });
});

describe.each(routes.filter(({ needsDatabase }) => needsDatabase))(
  '$name $method $path',
  (route) => {
    it('answers 503 and when to try again while the database cannot be reached', async () => {
      const request = requestOf(route, { authorization: `Bearer ${key}` });
      for (const answer of await callBothWays(route.name, route.path, request)) {
        expect(answer).toMatchObject({ status: 503, body: errorOf('upstream_unavailable') });
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      }
    });
  },
);

describe.each(taking)('$name $method $path', ({ name, path }) => {
  it('answers 400 to malformed JSON', async () => {
    const request = { method: 'POST', ...json('{"query": ', { 'x-api-key': key }) };
    for (const answer of await callBothWays(name, path, request)) {
      expect(answer).toMatchObject({ status: 400, body: errorOf('invalid_request') });
    }
  });

  it('answers 415 to a compressed body, and does not decompress it', async () => {
    const headers = { 'content-encoding': 'gzip', 'content-type': 'application/json' };
    const body = gzipSync(Buffer.alloc(50_000_000));
    for (const answer of await callBothWays(name, path, { method: 'POST', body, headers })) {
      expect(answer).toMatchObject({ status: 415, body: errorOf('unsupported_media_type') });
    }
  });

  it('answers 400 to a field it does not know, and names it', async () => {
    const request = { method: 'POST', ...json({ colour: 'blue' }, { 'x-api-key': key }) };
    for (const answer of await callBothWays(name, path, request)) {
      expect(answer).toMatchObject({ status: 400, body: errorOf('invalid_request') });
      expect(JSON.stringify(answer.body)).toContain('colour');
    }
  });
});

describe.each([
  { name: 'search', path: '/' },
  { name: 'mcp', path: '/search_documents' },
])('$name', ({ name, path }) => {
  it.each(['', '   '])('answers 400 to the empty query “%s”', async (query) => {
    const request = { method: 'POST', ...json({ query }, { 'x-api-key': key }) };
    for (const answer of await callBothWays(name, path, request)) {
      expect(answer).toMatchObject({ status: 400, body: errorOf('invalid_request') });
      expect(JSON.stringify(answer.body)).toContain('query');
    }
  });
});

describe.each(names)('%s', (name) => {
  it('answers 404 at a path it does not have', async () => {
    for (const answer of await callBothWays(name, '/no/such/path', {})) {
      expect(answer).toMatchObject({ status: 404, body: errorOf('not_found') });
    }
  });

  it('answers 405 to a method that a path does not support', async () => {
    for (const { path } of routes.filter((route) => route.name === name)) {
      for (const answer of await callBothWays(name, path, { method: 'DELETE' })) {
        expect(answer).toMatchObject({ status: 405, body: errorOf('method_not_allowed') });
      }
    }
  });
});

it('the webhook answers 401 to what GitHub did not sign', async () => {
  const signature = { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}`, 'x-github-event': 'push' };
  for (const headers of [{}, signature]) {
    const request = { method: 'POST', ...json({ ref: 'refs/heads/main' }, headers) };
    for (const answer of await callBothWays('webhook', '/github', request)) {
      expect(answer).toMatchObject({ status: 401, body: errorOf('unauthorized') });
    }
  }
});

it('home shows its page, and mcp its tools, without the database', async () => {
  for (const { status, headers } of await callBothWays('home', '/', {})) {
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  }
  for (const { status, body } of await callBothWays('mcp', '/tools', {
    headers: { 'x-api-key': key },
  })) {
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain('search_documents');
  }
});

it.skipIf(testDatabaseUrl === undefined)(
  'search and home answer 200 from an empty index on a real server',
  async () => {
    const database = await openTestDatabase();
    expect(await database.query('select 1 from documents')).toEqual([]);
    const onServer = { ...settings, DATABASE_URL: testDatabaseUrl ?? '' };

    const search = await startBundle(built.of('search'), onServer);
    const found = await search.fetch('/', {
      method: 'POST',
      ...json({ query: 'how do I get started' }, { 'x-api-key': key }),
    });
    expect([found.status, await found.json()]).toMatchObject([200, { results: [] }]);
    await search.stop();

    const home = await startBundle(built.of('home'), onServer);
    const health = await home.fetch('/health');
    expect([health.status, await health.json()]).toMatchObject([
      200,
      { status: 'ok', index: { documents: 0 } },
    ]);
    await home.stop();
  },
);
