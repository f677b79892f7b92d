import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { OAuthClient, type Tokens } from '../oauth/oauth-client.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';

let docPilot: RunningDocPilot;

beforeAll(async () => {
  const clone = temporaryClone();
  clone.commit('Write', { 'a.md': '# A\n\nText.\n' });
  docPilot = await runDocPilot([clone.folder]);
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

const accepting = {
  accept: 'application/json, text/event-stream',
  'content-type': 'application/json',
};
const modern = {
  ...accepting,
  'mcp-protocol-version': '2026-07-28',
};
const meta = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

async function call(message: unknown, headers: Record<string, string> = accepting) {
  const body = typeof message === 'string' ? message : JSON.stringify(message);
  const response = await docPilot.request('/mcp', { method: 'POST', body, headers });
  const text = await response.text();
  const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
  return { status: response.status, type, body: type.includes('json') ? JSON.parse(text) : text };
}

const rpc = (method: string, params: object = {}) => ({ jsonrpc: '2.0', id: 1, method, params });

describe('revisions up to 2025-11-25', () => {
  test.each(['2025-11-25', '2025-06-18', '2025-03-26'])('%s initializes', async (revision) => {
    const clientInfo = { name: 'test', version: '1' };
    const { status, type, body } = await call(
      rpc('initialize', { protocolVersion: revision, capabilities: {}, clientInfo }),
    );
    expect([status, type]).toEqual([200, 'application/json']);
    expect(body.result).toMatchObject({
      protocolVersion: revision,
      serverInfo: { name: 'docpilot' },
      capabilities: { tools: {}, resources: {}, completions: {} },
    });
  });

  test('need no initialization before a call, and get no session', async () => {
    const { status, type, body } = await call(rpc('tools/list'), {
      ...accepting,
      'mcp-protocol-version': '2025-11-25',
    });
    expect([status, type, body.result.tools.length]).toEqual([200, 'application/json', 5]);
  });

  test('get no body for a notification', async () => {
    const answer = await call({ jsonrpc: '2.0', method: 'notifications/initialized' });
    expect(answer).toEqual({ status: 202, type: '', body: '' });
  });

  test.each(['application/json', '*/*', 'application/*', 'Application/JSON;q=0.9, text/html'])(
    'get JSON when they accept %s',
    async (accept) => {
      const { status, type, body } = await call(rpc('tools/list'), { ...accepting, accept });
      expect([status, type, body.result.tools.length]).toEqual([200, 'application/json', 5]);
    },
  );

  test('get an event when they accept nothing else, and nothing when they accept neither', async () => {
    const stream = await call(rpc('ping'), { ...accepting, accept: 'text/event-stream' });
    expect([stream.status, stream.type]).toEqual([200, 'text/event-stream']);
    const [, data = ''] = /^event: message\ndata: (.*)\n\n$/.exec(stream.body) ?? [];
    expect(JSON.parse(data)).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
    expect((await call(rpc('ping'), { ...accepting, accept: 'text/html' })).status).toBe(406);
  });

  test('get a 400 for a revision that never was', async () => {
    const headers = { ...accepting, 'mcp-protocol-version': '1999-01-01' };
    expect((await call(rpc('tools/list'), headers)).status).toBe(400);
  });
});

describe('revision 2026-07-28', () => {
  test('discovers the server', async () => {
    const headers = { ...modern, 'mcp-method': 'server/discover' };
    const { status, type, body } = await call(rpc('server/discover', { _meta: meta }), headers);
    expect([status, type]).toEqual([200, 'application/json']);
    expect(body.result).toMatchObject({
      supportedVersions: ['2026-07-28'],
      instructions: expect.stringContaining('search_documents'),
    });
  });

  test('calls a tool without initialization', async () => {
    const headers = { ...modern, 'mcp-method': 'tools/call', 'mcp-name': 'sync_status' };
    const { status, body } = await call(
      rpc('tools/call', { name: 'sync_status', arguments: {}, _meta: meta }),
      headers,
    );
    expect(status).toBe(200);
    expect(body.result.structuredContent).toMatchObject({ left_out: 0 });
  });

  test('refuses headers that say something else than the body', async () => {
    const headers = { ...modern, 'mcp-method': 'tools/list' };
    const { status, body } = await call(rpc('resources/list', { _meta: meta }), headers);
    expect([status, body.error.code]).toEqual([400, -32020]);
  });

  test('ends a subscription at once, as there are no notifications', async () => {
    const { status, body } = await call(
      rpc('subscriptions/listen', { notifications: { toolsListChanged: true }, _meta: meta }),
      { ...modern, 'mcp-method': 'subscriptions/listen' },
    );
    expect(status).toBe(200);
    expect(body).toContain('"resultType":"complete"');
  });
});

describe('what is refused before the protocol', () => {
  test.each(['GET', 'DELETE', 'PUT'])('%s, as there are no sessions', async (method) => {
    const response = await docPilot.request('/mcp', { method, headers: accepting });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('no key, and a wrong one', async () => {
    const init = { method: 'POST', headers: accepting, body: JSON.stringify(rpc('tools/list')) };
    const none = await fetch(`${docPilot.url}/mcp`, init);
    expect(none.status).toBe(401);
    expect(none.headers.get('www-authenticate')).toBe(
      `Bearer realm="DocPilot", resource_metadata="${docPilot.url}/.well-known/oauth-protected-resource/mcp", scope="docs:read"`,
    );
    const wrong = await docPilot.request('/mcp', {
      ...init,
      headers: { ...accepting, 'x-api-key': 'not-the-key-of-this-machine' },
    });
    expect(wrong.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  test('nothing of a client that signs in, with nothing configured; the log says who asks', async () => {
    const client = new OAuthClient({ issuer: docPilot.url, mcpUrl: `${docPilot.url}/mcp` });
    await client.register();
    const answer = await client.redeem(await client.consent({}, docPilot.key));
    const { access_token } = (await answer.json()) as Tokens;
    const headers = { ...accepting, authorization: `Bearer ${access_token}` };
    const body = JSON.stringify(rpc('tools/list'));
    expect((await fetch(`${docPilot.url}/mcp`, { method: 'POST', headers, body })).status).toBe(
      200,
    );
    const found = await fetch(`${docPilot.url}/search?q=anything`, { headers });
    expect(found.status).toBe(200);
    expect(docPilot.log()).toMatch(/"caller":"key [0-9a-f]{12}"/);
    expect(docPilot.log()).not.toContain(access_token);
  });

  test('a registration for OAuth that says nothing', async () => {
    const response = await fetch(`${docPilot.url}/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ error: expect.stringMatching(/^invalid_/) }),
    ]);
  });

  test('malformed JSON, another type, too much', async () => {
    expect(await call('{"jsonrpc": ')).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_request' } },
    });
    expect(await call('{}', { ...accepting, 'content-type': 'text/plain' })).toMatchObject({
      status: 415,
      body: { error: { code: 'unsupported_media_type' } },
    });
    const large = rpc('tools/call', { name: 'search', arguments: { query: 'a'.repeat(300_000) } });
    expect((await call(large)).status).toBe(413);
  });

  test.each([
    ['a page of another site', { origin: 'https://evil.example' }, 403],
    ['a page with an opaque origin', { origin: 'null' }, 403],
    ['a name that was rebound to this machine', { host: 'evil.example' }, 403],
    ['both', { origin: 'http://evil.example', host: 'evil.example' }, 403],
    ['a page of this machine', { origin: 'http://localhost:6274' }, 200],
    ['a program', {}, 200],
  ])('or not: %s', async (_, headers, status) => {
    const key = { 'x-api-key': docPilot.key };
    expect(await statusOf(rpc('ping'), { ...accepting, ...key, ...headers })).toBe(status);
  });
});

/** Uses node:http, as fetch() does not allow setting Host. */
function statusOf(message: object, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(`${docPilot.url}/mcp`, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(message));
  });
}
