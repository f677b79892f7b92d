import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { Browser } from './browser.ts';
import { codeOf, OAuthClient, redirectUri } from './oauth-client.ts';
import { key, type ServedSignIn, serveSignIn } from './serve-sign-in.ts';

let served: ServedSignIn;
beforeAll(async () => {
  served = await serveSignIn();
});
afterAll(() => served.close());
afterEach(() => vi.restoreAllMocks());

/** Signs in at a redirect, and searches. */
async function comesIn(client: OAuthClient, redirect = redirectUri, more = {}): Promise<void> {
  const browser = new Browser(redirect);
  const asked = await browser.open(client.authorizeUrl({ redirect_uri: redirect, ...more }));
  const code = codeOf(await browser.submit(asked, { decision: 'allow', api_key: key }));
  const response = await client.redeem(code, { redirect_uri: redirect });
  const { access_token } = (await response.json()) as { access_token: string };
  expect(await served.searchStatus(access_token)).toBe(200);
}

describe('a registration is taken from a client', () => {
  test.each<[string, object, string]>([
    [
      'on this computer, at any port',
      { redirect_uris: ['http://localhost/callback'] },
      'http://localhost:54321/callback',
    ],
    [
      'with a scheme of its own',
      { redirect_uris: ['cursor://anysphere.cursor-mcp/oauth/callback'] },
      'cursor://anysphere.cursor-mcp/oauth/callback',
    ],
    [
      'with addresses of several kinds, and grant types that do not exist here',
      {
        redirect_uris: [
          'https://vscode.dev/redirect',
          'http://127.0.0.1/',
          'http://127.0.0.1:33418/',
        ],
        grant_types: [
          'authorization_code',
          'refresh_token',
          'urn:ietf:params:oauth:grant-type:device_code',
        ],
        application_type: 'web',
      },
      'http://127.0.0.1:54321/',
    ],
    ['with scopes that do not exist here', { scope: 'openid profile everything' }, redirectUri],
    [
      'that expects ID tokens by another algorithm',
      { id_token_signed_response_alg: 'RS256' },
      redirectUri,
    ],
  ])('%s', async (_, metadata, redirect) => {
    const client = new OAuthClient(served);
    expect((await client.register(metadata)).status).toBe(201);
    await comesIn(client, redirect);
  });

  test.each(['client_secret_post', 'client_secret_basic'])(
    'that authenticates by %s, whose secret is not stored',
    async (method) => {
      const client = new OAuthClient(served);
      const registered = await client.register({ token_endpoint_auth_method: method });
      const { client_secret: secret } = (await registered.json()) as { client_secret: string };
      const code = await client.consent();
      expect((await client.redeem(code)).status).toBe(401);
      const fields = {
        grant_type: 'authorization_code',
        code,
        code_verifier: client.verifier,
        redirect_uri: redirectUri,
      };
      const basic = Buffer.from(`${client.clientId}:${secret}`).toString('base64');
      const isPost = method === 'client_secret_post';
      const answer = await fetch(`${served.issuer}/token`, {
        method: 'POST',
        headers: isPost ? {} : { authorization: `Basic ${basic}` },
        body: new URLSearchParams(
          isPost ? { ...fields, client_id: client.clientId, client_secret: secret } : fields,
        ),
      });
      expect(answer.status).toBe(200);
      const rows = await served.database.query('select payload::text from oauth_records');
      expect(JSON.stringify(rows)).not.toContain(secret);
    },
  );
});

test.each([
  ['no scope', { scope: undefined }],
  ['no resource', { resource: undefined }],
  ['scopes of OpenID Connect and a nonce', { scope: 'openid email docs:read', nonce: 'n' }],
  ['an audience, and hints', { audience: 'x', login_hint: 'ann', prompt: 'consent' }],
])('a client that asks with %s comes in', async (_, more) => {
  const client = new OAuthClient(served);
  await client.register();
  await comesIn(client, redirectUri, more);
});

describe('a metadata document', () => {
  const clientId = 'https://claude.ai/oauth/claude-code-client-metadata';
  const metadata = {
    client_id: clientId,
    client_name: 'Claude Code',
    redirect_uris: ['http://localhost/callback', 'http://127.0.0.1/callback'],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
  };

  /** The internet, in which one document is at one address. */
  function serveDocument(answer: () => Response | Promise<Response>): string[] {
    const asked: string[] = [];
    const real = globalThis.fetch;
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      const address = input instanceof Request ? input.url : String(input);
      if (address.startsWith(served.issuer)) return real(input, init);
      asked.push(address);
      expect(init).toMatchObject({ redirect: 'error' });
      return answer();
    });
    return asked;
  }

  const open = (id: string) => {
    const client = new OAuthClient(served);
    client.clientId = id;
    return new Browser(redirectUri).open(client.authorizeUrl());
  };

  test('of a known host lets a client in without a registration', async () => {
    const asked = serveDocument(() => Response.json(metadata));
    const client = new OAuthClient(served);
    client.clientId = clientId;
    const { html } = await new Browser().open(client.authorizeUrl());
    expect(html).toContain('It is run by <strong>claude.ai</strong>.');
    await comesIn(client);
    expect(new Set(asked)).toEqual(new Set([clientId]));
  });

  test('of another host is fetched where a setting names it', async () => {
    const more = await serveSignIn(
      { CLIENT_METADATA_HOSTS: 'assistant.example.com' },
      { database: served.database },
    );
    const id = 'https://assistant.example.com/client';
    serveDocument(() => Response.json({ ...metadata, client_id: id }));
    const client = new OAuthClient(more);
    client.clientId = id;
    const real = served;
    served = more;
    expect((await new Browser().open(client.authorizeUrl())).status).toBe(200);
    served = real;
    more.close();
  });

  test.each<[string, () => Response | Promise<Response>]>([
    ['is longer than 5 KB', () => Response.json({ ...metadata, client_name: 'x'.repeat(6000) })],
    ['is of another client', () => Response.json({ ...metadata, client_id: `${clientId}/other` })],
    ['cannot be read', () => new Response('<html>')],
    ['is not there', () => new Response(null, { status: 404 })],
    ['redirects', () => Promise.reject(new TypeError('unexpected redirect'))],
    [
      'has a shared secret',
      () => Response.json({ ...metadata, token_endpoint_auth_method: 'client_secret_post' }),
    ],
  ])('that %s lets nobody in', async (_, answer) => {
    serveDocument(answer);
    // Each at an address of its own, as documents are remembered.
    const { status, url } = await open(`https://claude.ai/${encodeURIComponent(String(_))}`);
    expect([status, url.origin]).toEqual([400, served.issuer]);
  });
});
