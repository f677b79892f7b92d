import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { connectDatabase } from '@docpilot/shared/connect';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { settings } from '../build/function-routes.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type DocumentedApi, documentedApi, readDocument } from '../support/documented-api.ts';
import type { RunningDocPilot } from '../support/running-docpilot.ts';
import { serveFunctions } from '../support/served-functions.ts';
import { delivery, json, type Sending, sendDocumented } from './send-documented.ts';
import { runWithVariedIndex } from './varied-index.ts';

const parameters = { id: 'a'.repeat(22) };
/** A valid query of an operation. */
const queries: Readonly<Record<string, Record<string, string>>> = {
  'get /search': { q: 'x' },
  'get /list/documents': { repository: 'acme/handbook', path: 'nothing.md' },
};
const addressOf = (operation: string) =>
  `${operation.replace(/^\w+ /, '').replace('{id}', parameters.id)}?${new URLSearchParams(queries[operation])}`;
/** What a key gets without asking the database, or not at all. */
const forPeople = ['get /list/activity', 'get /mcp/session', 'post /mcp/session/end'];
/** A key, or a token. */
const keyFor = (operation: string) =>
  forPeople.includes(operation) ? 'a'.repeat(43) : (settings.API_TOKEN.split(',')[0] ?? '');
const push = {
  ref: 'refs/heads/main',
  repository: { full_name: settings.GH_REPOS, default_branch: 'main' },
};
const call = {
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'sync_status', arguments: {} },
};
const accept = { accept: 'application/json, text/event-stream' };

let docPilot: RunningDocPilot;
let api: DocumentedApi;

beforeAll(async () => {
  // With the default limit, which one test exceeds.
  docPilot = await runWithVariedIndex({ RATE_LIMIT_PER_MINUTE: '' });
  api = documentedApi(await readDocument(docPilot.url));
});
afterAll(async () => {
  await docPilot?.close();
  removeTemporaryFolders();
});

function send(operation: string, status: number, { headers, ...more }: Sending = {}) {
  const keyed = { parameters, ...more, headers: { 'x-api-key': docPilot.key, ...headers } };
  return sendDocumented(api, docPilot.url, operation, status, keyed);
}

const having = (status: number) =>
  Object.keys(api.operations).filter((name) => status in (api.operations[name]?.responses ?? {}));

/** A valid request of an operation. */
async function properly(operation: string, key: string, secret: string): Promise<Sending> {
  const sending = operation.includes('webhook')
    ? await delivery(push, secret)
    : operation.startsWith('get')
      ? { query: queries[operation] ?? {} }
      : json(operation.includes('search') ? { query: 'x' } : operation === 'post /mcp' ? call : {});
  const headers = { 'x-api-key': key, ...accept, ...sending.headers };
  return { ...sending, parameters, headers };
}

test('a body that is malformed, of another type, compressed or too large is refused', async () => {
  for (const operation of having(415)) {
    const large = 'a'.repeat(operation.includes('webhook') ? 25 * 2 ** 20 : 2 ** 18);
    const sent = (body: unknown, more = {}) => delivery(body, docPilot.webhookSecret, more);
    await send(operation, 400, await sent('{"query": '));
    await send(operation, 415, await sent('{}', { 'content-type': 'text/plain' }));
    await send(operation, 415, await sent('{}', { 'content-encoding': 'gzip' }));
    await send(operation, 413, await sent({ query: large }));
  }
});

test('an invalid field is refused', async () => {
  await send('get /list/activity', 400, { query: { days: '91' } });
  await send('get /list/activity', 403);
  await send('post /mcp/session/end', 400, json({ colour: 'blue' }));
  await send('post /mcp/connections/{id}/end', 400, json({ colour: 'blue' }));
  await send('post /mcp/connections/{id}/end', 404, json({}));
  await send('get /list/facets', 400, { query: { colour: 'blue' } });
  for (const operation of ['get /list', 'get /mcp/list_documents']) {
    for (const query of [{ limit: '0' }, { colour: 'blue' }, { cursor: 'nonsense' }]) {
      await send(operation, 400, { query });
    }
  }
  for (const id of ['never-was', 'never%20was', 'a'.repeat(101)]) {
    await send('get /sync-sources/{id}', 404, { parameters: { id } });
  }
  for (const query of [{}, { q: '' }, { q: 'x', limit: 'many' }, { q: 'x', explain: 'yes' }]) {
    await send('get /search', 400, { query });
  }
  for (const lines of ['0-4', '40-10', 'all', '1-2-3']) {
    await send('get /list/documents/{id}', 400, { query: { lines } });
    await send('get /list/documents', 400, { query: { ...queries['get /list/documents'], lines } });
  }
  await send('get /list/documents/{id}', 400, { parameters: { id: 'holidays.md' } });
  await send('get /list/documents', 400, { query: { repository: 'acme/handbook' } });
  await send('get /list/documents/{id}', 404);
  await send('get /list/documents', 404, { query: queries['get /list/documents'] ?? {} });
  await send('post /search', 400, json({ query: '', limit: 51 }));
  await send('post /sync-sources', 400, json({ repositories: 'all' }));
});

test('a message that is not valid in the protocol is refused', async () => {
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const unknown = { jsonrpc: '2.0', id: 1, method: 'no/such', params: { _meta } };
  const modern = { ...accept, 'mcp-protocol-version': '2026-07-28' };
  await send('post /mcp', 404, json(unknown, { ...modern, 'mcp-method': 'no/such' }));
  await send('post /mcp', 400, json(unknown, { ...modern, 'mcp-method': 'ping' }));
  await send('post /mcp', 400, json({ jsonrpc: '1.0' }, accept));
  await send('post /mcp', 406, json(call, { accept: 'image/png' }));
  await send('post /mcp', 403, json(call, { ...accept, origin: 'https://evil.example' }));
});

test('a request without a key is refused', async () => {
  for (const operation of having(401)) {
    await sendDocumented(api, docPilot.url, operation, 401, { parameters });
  }
});

test('a key that has used up its requests is told when to try again', async () => {
  const hashes = [docPilot.key, 'webhook'].map((text) =>
    createHash('sha256').update(text).digest('hex'),
  );
  const useUp = () =>
    // As if other instances had used up all requests, in a minute that does not end meanwhile.
    docPilot.database.query(
      `insert into request_counts (key_hash, minute, given, lot)
       select decode(hash, 'hex'), date_trunc('minute', now()) + interval '1 minute', 600, 20
       from unnest($1::text[]) as hash
       on conflict (key_hash) do update set minute = excluded.minute, given = 600`,
      [hashes],
    );
  for (const operation of having(429)) {
    // The batch that the instance has already taken is used up first.
    for (let held = 0; held < 21; held += 1) {
      await useUp();
      const { query: _, ...init } = await properly(operation, docPilot.key, docPilot.webhookSecret);
      const method = operation.startsWith('get') ? 'GET' : 'POST';
      const response = await docPilot.request(addressOf(operation), { method, ...init });
      if (response.status === 429) break;
    }
    await send(operation, 429, await properly(operation, docPilot.key, docPilot.webhookSecret));
  }
});

test('an unexpected error is hidden', async () => {
  const broken = await serveFunctions(
    () => ({
      query: () => Promise.reject(new Error('relation "secret" does not exist')),
      transaction: () => Promise.reject(new Error('relation "secret" does not exist')),
      close: async () => {},
    }),
    { RATE_LIMIT_PER_MINUTE: '0' },
  );
  try {
    for (const operation of [
      'post /search',
      'get /list',
      'get /home/health',
      'post /webhook/github',
    ]) {
      const sending = await properly(
        operation,
        settings.API_TOKEN.split(',')[0] ?? '',
        settings.GH_WEBHOOK_SECRET,
      );
      const answer = await sendDocumented(api, broken.url, operation, 500, sending);
      expect(JSON.stringify(answer)).not.toContain('secret');
    }
  } finally {
    await broken.close();
  }
});

test('while the database and the workflow cannot be reached, the caller is told when to try again', async () => {
  const gone = { WORKFLOWS_API_URL: 'http://127.0.0.1:1', GOOGLE_ACCESS_TOKEN: 'none' };
  const functions = await serveFunctions(connectDatabase, gone);
  try {
    for (const operation of having(503)) {
      const sending = await properly(operation, keyFor(operation), settings.GH_WEBHOOK_SECRET);
      await sendDocumented(api, functions.url, operation, 503, sending);
    }
  } finally {
    await functions.close();
  }
});

test('a request that takes too long is answered with a timeout', async () => {
  const silent: Server = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const never = () => new Promise<never>(() => {});
  const holder = { granted: 600, endsInSeconds: 60, personId: 'ann', name: 'Ann', id: 'hers' };
  const query = (sql: string) => (sql.includes('access_tokens') ? [holder] : never());
  const functions = await serveFunctions(
    () => ({
      query: async (sql) => query(sql) as never,
      transaction: never,
      close: async () => {},
    }),
    {
      RATE_LIMIT_PER_MINUTE: '0',
      WORKFLOWS_API_URL: `http://127.0.0.1:${port}`,
      GOOGLE_ACCESS_TOKEN: 'none',
    },
  );
  // Half a second passes in ten milliseconds.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const hurry = setInterval(() => vi.advanceTimersByTime(500), 10);
  try {
    await Promise.all(
      having(504).map(async (operation) => {
        const sending = await properly(operation, keyFor(operation), settings.GH_WEBHOOK_SECRET);
        // Each address would time out separately; one is sufficient.
        const path = addressOf(operation);
        const { parameters: _, query: __, ...init } = sending;
        const method = operation.startsWith('get') ? 'GET' : 'POST';
        await api.check(operation, await fetch(`${functions.url}${path}`, { method, ...init }));
      }),
    );
  } finally {
    clearInterval(hurry);
    vi.useRealTimers();
    await functions.close();
    silent.close();
  }
});

test('every documented error has been seen, but those that nothing provokes', () => {
  const documented = Object.entries(api.operations).flatMap(([operation, { responses }]) =>
    Object.keys(responses)
      .filter((status) => Number(status) >= 400 && status !== '500')
      .map((status) => `${operation} ${status}`),
  );
  const given = [...api.checked].filter((each) => Number(each.split(' ').at(-1)) >= 400);
  expect(documented.filter((each) => !given.includes(each))).toEqual([]);
});
