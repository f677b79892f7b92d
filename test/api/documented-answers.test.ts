import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type DocumentedApi, documentedApi, readDocument } from '../support/documented-api.ts';
import type { RunningDocPilot } from '../support/running-docpilot.ts';
import { askAboutPeople } from './documented-people.ts';
import { delivery, json, type Sending, sendDocumented } from './send-documented.ts';
import { runWithVariedIndex } from './varied-index.ts';

let docPilot: RunningDocPilot;
let api: DocumentedApi;

beforeAll(async () => {
  docPilot = await runWithVariedIndex({ ADMIN_EMAILS: 'ann@example.com' });
  api = documentedApi(await readDocument(docPilot.url));
});
afterAll(async () => {
  await docPilot?.close();
  removeTemporaryFolders();
});

function send(operation: string, status: number, { headers, ...more }: Sending = {}) {
  const keyed = { ...more, headers: { 'x-api-key': docPilot.key, ...headers } };
  return sendDocumented(api, docPilot.url, operation, status, keyed);
}

describe.each(['post /search', 'post /mcp/search_documents'])('%s', (operation) => {
  test.each([
    ['by a word', { query: 'release' }],
    ['with all there is to choose', { query: 'LTS', limit: 5, expand: 'section' }],
    ['that is explained', { query: 'release notes', explain: true }],
    ['that finds nothing', { query: 'xylophone' }],
    ['that is cut', { query: 'schema validation', max_tokens: 300 }],
    ['by meaning, of which nothing is known', { query: 'schema', similarity_threshold: 1 }],
    [
      'with filters',
      {
        query: 'release',
        filters: {
          source: 'github',
          repository: 'acme/handbook',
          path_prefix: 'docs/',
          glob: 'docs/*.md',
          type: 'md',
          changed_after: '2026-01-31',
          changed_before: '2036-01-31T12:00:00Z',
        },
      },
    ],
  ])('answers a search %s', async (_, body) => {
    api.validate(['components', 'schemas', 'SearchRequest'], body);
    await send(operation, 200, json(body));
  });

  test('shows the page of a passage in a PDF, and which documents contain the same passage', async () => {
    const found = async (query: string) =>
      JSON.stringify(await send(operation, 200, json({ query })));
    expect(await found('harbour')).toMatch(/"location":"page \d+/);
    expect(await found('long term support')).toMatch(/"also_in":\[\{/);
  });

  test('answers the next page', async () => {
    const query = 'release';
    const first = await send(operation, 200, json({ query, limit: 1 }));
    const { next_cursor: cursor } = first as { next_cursor: string };
    expect(cursor).toMatch(/./);
    await send(operation, 200, json({ query, limit: 1, cursor }));
  });
});

describe('get /search', () => {
  const operation = 'get /search';

  test.each([
    ['by a word', { q: 'release' }],
    ['with all there is to choose', { q: 'LTS', limit: '5', expand: 'section' }],
    ['that is explained', { q: 'release notes', explain: 'true' }],
    ['with filters', { q: 'release', source: 'github', type: 'md', changed_after: '2026-01-31' }],
  ])('answers a search %s', async (_, query) => {
    await send(operation, 200, { query });
  });
});

test('a document is read by its path, and by the id of one of its passages', async () => {
  const query = { repository: 'acme/handbook', path: 'docs/lts.md' };
  await send('get /list/documents', 200, { query });
  const [found] = await docPilot.search('release');
  const parameters = { id: found?.id ?? '' };
  await send('get /list/documents/{id}', 200, { parameters, query: { lines: '2-3' } });
});

test('get /list/facets counts documents, all of them and those that filters leave', async () => {
  await send('get /list/facets', 200);
  await send('get /list/facets', 200, { query: { repository: 'acme/handbook', type: 'md' } });
});

describe.each(['get /list', 'get /mcp/list_documents'])('%s', (operation) => {
  test.each(['documents', 'runs', 'problems', 'sources'])('lists %s', async (view) => {
    const answer = await send(operation, 200, { query: { view, limit: '2' } });
    expect((answer as Record<string, unknown[]>)[view]?.length).toBeGreaterThan(0);
  });
});

describe('post /mcp', () => {
  const accept = { accept: 'application/json, text/event-stream' };
  const rpc = (method: string, params: object = {}) => ({ jsonrpc: '2.0', id: 1, method, params });

  test.each([
    ['lists', rpc('tools/list')],
    ['calls', rpc('tools/call', { name: 'search_documents', arguments: { query: 'release' } })],
    ['answers the error of a tool', rpc('tools/call', { name: 'fetch', arguments: {} })],
    ['answers an error', rpc('no/such/method')],
    ['answers several', [rpc('ping'), rpc('no/such/method')]],
  ])('%s', async (_, message) => {
    api.validate(['components', 'schemas', 'ProtocolRequest'], message);
    await send('post /mcp', 200, json(message, accept));
  });

  test('accepts a notification', async () => {
    const message = { jsonrpc: '2.0', method: 'notifications/initialized' };
    await send('post /mcp', 202, json(message, accept));
  });

  test('speaks the newest revision', async () => {
    const _meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': {},
    };
    const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/list' };
    await send('post /mcp', 200, json(rpc('tools/list', { _meta }), { ...accept, ...headers }));
    const listen = rpc('subscriptions/listen', {
      notifications: { toolsListChanged: true },
      _meta,
    });
    const listening = { ...accept, ...headers, 'mcp-method': 'subscriptions/listen' };
    expect(await send('post /mcp', 200, json(listen, listening))).toContain('event:');
  });
});

test('the tools are described', async () => {
  await send('get /mcp/tools', 200);
});

test('a sync is started, and its progress read until it ends', async () => {
  const only = { repositories: ['acme/handbook'] };
  const started = await (await docPilot.post('/sync-sources', only)).json();
  const parameters = { id: z.object({ execution_id: z.string() }).parse(started).execution_id };
  await expect
    .poll(() => send('get /sync-sources/{id}', 200, { parameters }))
    .toMatchObject({ state: 'succeeded' });
  await send('post /sync-sources', 202, json(only));
  // Without a body, everything is synced.
  await send('post /sync-sources', 202);
});

test('the webhook accepts a ping, a push, a replay, and an event that it ignores', async () => {
  const deliver = async (status: number, payload: object, more: Record<string, string> = {}) =>
    sendDocumented(
      api,
      docPilot.url,
      'post /webhook/github',
      status,
      await delivery(payload, docPilot.webhookSecret, more),
    );
  const repository = { full_name: 'acme/handbook', default_branch: 'main' };
  const push = { ref: 'refs/heads/main', repository };
  api.validate(['components', 'schemas', 'WebhookPayload'], push);
  const ping = { 'x-github-event': 'ping' };
  expect(await deliver(200, { zen: 'x' }, ping)).toEqual({ status: 'pong' });
  const once = { 'x-github-delivery': 'once' };
  expect(await deliver(202, push, once)).toMatchObject({ status: 'started' });
  expect(await deliver(200, push, once)).toMatchObject({ status: 'replayed' });
  expect(await deliver(202, push, { 'x-github-event': 'issues' })).toEqual({ status: 'ignored' });
});

describe('without a key', () => {
  const ask = (operation: string, status: number, headers: Record<string, string> = {}) =>
    sendDocumented(api, docPilot.url, operation, status, { headers });

  test('the health can be read', async () => {
    await ask('get /home/health', 200);
  });

  test.each(['get /home', 'get /home/docs', 'get /home/openapi.json'])(
    'one gets %s, and again when it has changed',
    async (operation) => {
      await ask(operation, 200);
      const { headers } = await fetch(`${docPilot.url}${operation.replace('get ', '')}`);
      await ask(operation, 304, { 'if-none-match': headers.get('etag') ?? '' });
    },
  );
});

describe('an example', () => {
  const exampleIn = (content: Record<string, { example?: unknown }> | undefined) =>
    content?.['application/json']?.example;

  test('of a request is accepted', async () => {
    const headers = { accept: 'application/json, text/event-stream' };
    for (const [operation, { requestBody, responses }] of Object.entries(api.operations)) {
      const example = exampleIn(requestBody?.content);
      if (example === undefined) continue;
      await send(operation, 200 in responses ? 200 : 202, json(example, headers));
    }
  });

  test('of an answer is like a real one', async () => {
    const { requestBody, responses } = api.operations['post /search'] ?? {};
    const found = await send('post /search', 200, json(exampleIn(requestBody?.content)));
    expect(steady(found)).toEqual(steady(exampleIn(responses?.[200]?.content)));
    const listed = await send('get /list', 200, { query: { path_prefix: 'holidays' } });
    const list = api.operations['get /list']?.responses[200]?.content;
    expect(steady(listed)).toEqual(steady(exampleIn(list)));
    const query = { repository: 'acme/handbook', path: 'holidays.md' };
    const read = await send('get /list/documents', 200, { query });
    const document = api.operations['get /list/documents']?.responses[200]?.content;
    expect(steady(read)).toEqual(steady(exampleIn(document)));
  });
});

/** An answer without the values that differ between two indexes. */
function steady(answer: unknown): unknown {
  const differing = [
    'changed_at',
    'verified_at',
    'score',
    'took_ms',
    'evidence',
    'url',
    'section_url',
    'next_cursor',
  ];
  return JSON.parse(JSON.stringify(answer), (name, value) =>
    differing.includes(name) && value !== null ? typeof value : value,
  );
}

test('people are told who they are, and administrators who did what', () =>
  askAboutPeople(docPilot, send));

test('every documented answer that is not an error has been seen', () => {
  const documented = Object.entries(api.operations).flatMap(([operation, { responses }]) =>
    Object.keys(responses)
      .filter((status) => Number(status) < 400)
      .map((status) => `${operation} ${status}`),
  );
  const given = [...api.checked].filter((each) => Number(each.split(' ').at(-1)) < 400);
  expect(given.sort()).toEqual(documented.sort());
});
