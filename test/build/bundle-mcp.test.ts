import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
