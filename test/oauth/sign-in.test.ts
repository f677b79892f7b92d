import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OAuthClient } from './oauth-client.ts';
import { key, type ServedSignIn, serveSignIn } from './serve-sign-in.ts';

let served: ServedSignIn;
beforeAll(async () => {
  served = await serveSignIn();
});
afterAll(() => served.close());

const read = async (path: string) => {
  const response = await fetch(`${served.issuer}${path}`);
  expect([path, response.status]).toEqual([path, 200]);
  return response.json();
};

test('a client that registers is let in by the holder of a key, and searches', async () => {
  const client = new OAuthClient(served);
  const tokens = await client.connect();
  expect(tokens).toMatchObject({ token_type: 'Bearer', scope: 'docs:read' });
  expect(await served.searchStatus(tokens.access_token)).toBe(200);
});

test('a 401 of the endpoint says where to sign in; a key works as before', async () => {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
  const post = (headers: Record<string, string>) =>
    fetch(served.mcpUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  const refused = await post({});
  expect(refused.status).toBe(401);
  expect(refused.headers.get('www-authenticate')).toBe(
    `Bearer realm="DocPilot", resource_metadata="${served.issuer}/.well-known/oauth-protected-resource/mcp", scope="docs:read"`,
  );
  const expired = await post({ authorization: `Bearer ${'x'.repeat(43)}` });
  expect(expired.headers.get('www-authenticate')).toMatch(
    /^Bearer realm="DocPilot", error="invalid_token", resource_metadata=/,
  );
  expect((await post({ 'x-api-key': key })).status).toBe(200);
  expect((await post({ authorization: `Bearer ${key}` })).status).toBe(200);
});

describe('the metadata', () => {
  test('of the resource names its address to the letter, and no refresh tokens', async () => {
    for (const path of ['', '/mcp']) {
      expect(await read(`/.well-known/oauth-protected-resource${path}`)).toEqual({
        resource: served.mcpUrl,
        authorization_servers: [served.issuer],
        scopes_supported: ['docs:read'],
        bearer_methods_supported: ['header'],
        resource_name: 'DocPilot',
      });
    }
  });

  test('of the server has what assistants decide by', async () => {
    for (const name of ['oauth-authorization-server', 'openid-configuration']) {
      expect(await read(`/.well-known/${name}`)).toMatchObject({
        issuer: served.issuer,
        client_id_metadata_document_supported: true,
        token_endpoint_auth_methods_supported: expect.arrayContaining(['none']),
        code_challenge_methods_supported: ['S256'],
        authorization_response_iss_parameter_supported: true,
        scopes_supported: ['docs:read', 'offline_access'],
        registration_endpoint: `${served.issuer}/register`,
      });
    }
  });

  test('names only ways to authenticate that a registration may choose', async () => {
    const metadata = (await read('/.well-known/oauth-authorization-server')) as {
      token_endpoint_auth_methods_supported: string[];
    };
    for (const method of metadata.token_endpoint_auth_methods_supported) {
      if (method === 'private_key_jwt') continue; // Needs keys.
      const client = new OAuthClient(served);
      const response = await client.register({ token_endpoint_auth_method: method });
      expect([method, response.status]).toEqual([method, 201]);
    }
  });
});

test('is not there where the address of the endpoint is not known', async () => {
  const without = await serveSignIn({ MCP_URL: '' }, { database: served.database });
  for (const path of ['/.well-known/oauth-authorization-server', '/authorize', '/callback']) {
    expect((await fetch(`${without.issuer}${path}`)).status).toBe(404);
  }
  without.close();
});
