import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { OAuthClientProvider as FirstProvider } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client as FirstClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as FirstTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { redirectUri } from './oauth-client.ts';
import { personProvider } from './person-provider.ts';
import { type ServedSignIn, serveSignIn } from './serve-sign-in.ts';

let served: ServedSignIn;
beforeAll(async () => {
  served = await serveSignIn();
});
afterAll(() => served.close());
afterEach(() => vi.restoreAllMocks());

const metadataUrl = 'https://claude.ai/oauth/test-client-metadata';
const identity = { name: 'docpilot-test', version: '1.0.0' };
type Person = ReturnType<typeof personProvider>;

/** The document of the client, which the server finds at claude.ai. */
function serveMetadata(): void {
  const real = globalThis.fetch;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) =>
    String(input) === metadataUrl
      ? Response.json({
          client_id: metadataUrl,
          client_name: 'An official client',
          redirect_uris: [redirectUri],
          token_endpoint_auth_method: 'none',
        })
      : real(input, init),
  );
}

/** Connects each generation of the client: refused at first, then signed in. */
const generations = {
  'the 1.x client': async ({ provider, returned }: Person) => {
    const address = new URL(served.mcpUrl);
    const options = { authProvider: provider as unknown as FirstProvider };
    const open = async (transport: FirstTransport) => {
      const client = new FirstClient(identity);
      await client.connect(transport as Parameters<FirstClient['connect']>[0]);
      return client;
    };
    const first = new FirstTransport(address, options);
    await expect(open(first)).rejects.toThrow('Unauthorized');
    await first.finishAuth(returned().get('code') ?? '');
    return open(new FirstTransport(address, options));
  },
  'the 2.x client': async ({ provider, returned }: Person) => {
    const address = new URL(served.mcpUrl);
    const open = async (transport: StreamableHTTPClientTransport) => {
      const client = new Client(identity, { versionNegotiation: { mode: 'auto' } });
      await client.connect(transport);
      return client;
    };
    const first = new StreamableHTTPClientTransport(address, { authProvider: provider });
    await expect(open(first)).rejects.toThrow();
    await first.finishAuth(returned());
    return open(new StreamableHTTPClientTransport(address, { authProvider: provider }));
  },
};

describe.each(Object.entries(generations))('%s', (_, connect) => {
  test('comes in by registration, searches, and refreshes by itself', async () => {
    const person = personProvider();
    const client = await connect(person);
    expect(person.clientId()).toMatch(/^[0-9a-f-]{36}$/);
    expect(person.returned().get('iss')).toBe(served.issuer);
    expect((await client.listTools()).tools).toHaveLength(5);
    const before = person.tokens()?.refresh_token;
    person.loseAccessToken();
    const found = await client.callTool({
      name: 'search_documents',
      arguments: { query: 'tides' },
    });
    expect(found.isError).not.toBe(true);
    expect(person.tokens()?.refresh_token).not.toBe(before);
    await client.close();
  });

  test('comes in by its metadata document, without a registration', async () => {
    serveMetadata();
    const person = personProvider(metadataUrl);
    const client = await connect(person);
    expect(person.clientId()).toBe(metadataUrl);
    expect((await client.listTools()).tools).toHaveLength(5);
    await client.close();
  });
});
