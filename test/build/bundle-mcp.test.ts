import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressOfTestDatabase, openTestDatabase } from '../support/test-database.ts';
import { json, key, settings } from './function-routes.ts';
import {
  type BuiltBundles,
  type RunningBundle,
  sharedBundles,
  startBundle,
} from './running-bundle.ts';

let built: BuiltBundles;
let bundle: RunningBundle;

beforeAll(async () => {
  built = await sharedBundles();
  bundle = await startBundle(built.of('mcp'), settings);
});

afterAll(async () => {
  await bundle?.stop();
});

const lazySdk = 'modelcontextprotocol-server.js';

/** The official client, connected to the bundle. */
async function connect(path: string, mode: 'legacy' | 'auto'): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
  const transport = new StreamableHTTPClientTransport(new URL(`http://bundle.test${path}`), {
    requestInit: { headers: { 'x-api-key': key } },
    fetch: (url, request) => bundle.fetch(new URL(url).pathname, request),
  });
  await client.connect(transport);
  return client;
}

it('the plain tools do not load the SDK of the protocol', async () => {
  const headers = { 'x-api-key': key };
  expect((await bundle.fetch('/tools', { headers })).status).toBe(200);
  const query = { method: 'POST', ...json({ query: 'anything' }, headers) };
  expect((await bundle.fetch('/search_documents', query)).status).toBe(503);
  expect(await bundle.lazyFiles()).not.toContain(lazySdk);
});

it.each([
  ['/', 'legacy', '2025-11-25'],
  ['/mcp', 'legacy', '2025-11-25'],
  ['/', 'auto', '2026-07-28'],
  ['/mcp', 'auto', '2026-07-28'],
] as const)('answers clients at %s, %s: revision %s', async (path, mode, revision) => {
  const client = await connect(path, mode);
  expect(client.getNegotiatedProtocolVersion()).toBe(revision);
  expect((await client.listTools()).tools).toHaveLength(5);
  // The database cannot be reached; the answer tells the assistant what to do.
  const { isError, content } = await client.callTool({
    name: 'search_documents',
    arguments: { query: 'anything' },
  });
  expect(isError).toBe(true);
  expect(JSON.stringify(content)).toContain('Wait a few seconds and call again.');
  await client.close();
  expect(await bundle.lazyFiles()).toContain(lazySdk);
});

it('signs in from the bundle, and loads what it needs for that by the first request', async () => {
  await openTestDatabase();
  const database = await addressOfTestDatabase();
  const own = await startBundle(built.of('mcp'), {
    ...settings,
    DATABASE_URL: database.url,
    MCP_URL: 'https://mcp.example.com/mcp',
  });
  expect((await own.fetch('/.well-known/oauth-authorization-server')).status).toBe(200);
  expect(await own.lazyFiles()).not.toContain('oidc-provider.js');
  const redirect = 'https://claude.ai/callback';
  const registered = await own.fetch('/register', {
    method: 'POST',
    ...json({ redirect_uris: [redirect], token_endpoint_auth_method: 'none' }),
  });
  const { client_id } = (await registered.json()) as { client_id: string };
  const query = new URLSearchParams({
    client_id,
    redirect_uri: redirect,
    response_type: 'code',
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
  });
  const asked = await own.fetch(`/authorize?${query}`, { redirect: 'manual' });
  expect(asked.headers.get('location')).toMatch(/^\/consent\//);
  const cookies = asked.headers.getSetCookie();
  expect(cookies.join()).toMatch(/; secure; httponly/i);
  const cookie = cookies.map((each) => each.split(';')[0]).join('; ');
  const page = await own.fetch(asked.headers.get('location') ?? '', { headers: { cookie } });
  expect(await page.text()).toContain('<strong>claude.ai</strong>');
  expect(await own.lazyFiles()).toContain('oidc-provider.js');
  await own.stop();
  await database.close();
});
