import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccessToken, hashOf } from '../../shared/src/store/oauth/access-tokens.ts';
import { Browser } from './browser.ts';
import { codeOf, OAuthClient, redirectUri } from './oauth-client.ts';
import { key, type ServedSignIn, serveSignIn } from './serve-sign-in.ts';

let served: ServedSignIn;
let client: OAuthClient;
beforeAll(async () => {
  served = await serveSignIn();
  client = new OAuthClient(served);
  await client.register();
});
afterAll(() => served.close());

const open = (url: URL) => new Browser(redirectUri).open(url);

describe('a request to sign in', () => {
  test.each<[string, Record<string, string | undefined>, string]>([
    [
      'without PKCE',
      { code_challenge: undefined, code_challenge_method: undefined },
      'invalid_request',
    ],
    ['with plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['for another resource', { resource: 'https://other.example.com/mcp' }, 'invalid_target'],
    ['that is not to be seen', { prompt: 'none' }, 'login_required'],
    ['for a token at once', { response_type: 'token' }, 'unsupported_response_type'],
  ])('%s goes back to the client with an error', async (_, more, error) => {
    const { url } = await open(client.authorizeUrl(more));
    const answer = new URLSearchParams(url.search || url.hash.slice(1));
    expect(answer.get('error')).toBe(error);
    expect(answer.get('iss')).toBe(served.issuer);
    expect(answer.get('state')).toBe('the-state-of-the-client');
  });

  test('for the resource with a slash more goes back to the client', async () => {
    const { url } = await open(client.authorizeUrl({ resource: `${served.mcpUrl}/` }));
    expect(url.searchParams.get('error')).toBe('invalid_target');
  });

  test.each([
    ['to an address that is not registered', { redirect_uri: 'https://evil.example.com/' }],
    ['to another path of this computer', { redirect_uri: 'http://127.0.0.1:33418/other' }],
    ['of a client that is not known', { client_id: 'nobody' }],
    ['of a document of a foreign host', { client_id: 'https://evil.example.com/client.json' }],
    ['of a document of a private host', { client_id: 'https://127.0.0.1/client.json' }],
    ['of a document without TLS', { client_id: 'http://claude.ai/client.json' }],
    ['of a document at another port', { client_id: 'https://claude.ai:8443/client.json' }],
  ])('%s goes nowhere, and says so', async (_, more) => {
    const { status, url, html } = await open(client.authorizeUrl(more));
    expect([status, url.origin]).toEqual([400, served.issuer]);
    expect(html).toContain('Start again from your assistant.');
  });
});

describe('a consent', () => {
  const answer = { decision: 'allow', api_key: key };

  test('that is refused goes back to the client', async () => {
    const browser = new Browser(redirectUri);
    const asked = await browser.open(client.authorizeUrl());
    const { url } = await browser.submit(asked, { decision: 'cancel' });
    expect(url.searchParams.get('error')).toBe('access_denied');
  });

  test('of another browser counts for nothing', async () => {
    const asked = await open(client.authorizeUrl());
    const { status, html } = await new Browser(redirectUri).submit(asked, answer);
    expect([status, html]).toEqual([400, expect.stringContaining('opened in another browser')]);
  });

  test('that another site’s page sends counts for nothing', async () => {
    const browser = new Browser(redirectUri);
    const asked = await browser.open(client.authorizeUrl());
    const sent = await browser.submit(asked, answer, { origin: 'https://evil.example.com' });
    expect(sent.status).toBe(400);
  });

  test('with a wrong key asks again, and too many guesses are refused', async () => {
    const strict = await serveSignIn({ RATE_LIMIT_PER_MINUTE: '5' }, { database: served.database });
    const limited = new OAuthClient(strict);
    await limited.register();
    const browser = new Browser(redirectUri);
    const asked = await browser.open(limited.authorizeUrl());
    const guess = await browser.submit(asked, { decision: 'allow', api_key: 'a guess' });
    expect([guess.status, guess.html]).toEqual([401, expect.stringContaining('not valid')]);
    const statuses = [];
    for (let sent = 0; sent < 6; sent += 1) {
      statuses.push((await browser.submit(asked, { ...answer, api_key: 'a guess' })).status);
    }
    expect(statuses).toContain(429);
    strict.close();
  });

  test('that comes when the ten minutes are over counts for nothing', async () => {
    const browser = new Browser(redirectUri);
    const asked = await browser.open(client.authorizeUrl());
    await served.database.query(
      "update oauth_records set expires_at = now() where kind = 'Interaction'",
    );
    expect((await browser.submit(asked, answer)).status).toBe(400);
  });

  test('is asked for on a page that runs nothing and cannot be framed', async () => {
    const tricky = new OAuthClient(served);
    await tricky.register({ client_name: '<script>alert(1)</script>\u202e Claude' });
    const { html, headers } = await open(tricky.authorizeUrl());
    expect(headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*frame-ancestors 'none'/,
    );
    expect(html).not.toMatch(/<script|\u202e/);
    expect(html).toContain('a program on this computer (127.0.0.1:33418)');
    expect(html).toContain('Nobody has checked this name.');
  });

  test('is asked for each time, also in a browser that has just consented', async () => {
    const browser = new Browser(redirectUri);
    const asked = await browser.open(client.authorizeUrl());
    codeOf(await browser.submit(asked, answer));
    expect((await browser.open(client.authorizeUrl())).html).toContain('Connect an assistant');
  });
});

describe('a code', () => {
  const refused = [400, { error: 'invalid_grant' }];
  const outcome = async (response: Response) => {
    const { error } = (await response.json()) as { error: string };
    return [response.status, { error }];
  };

  test('that is used again is refused, and ends what it gave', async () => {
    const code = await client.consent();
    const tokens = (await (await client.redeem(code)).json()) as { access_token: string };
    expect(await served.searchStatus(tokens.access_token)).toBe(200);
    expect(await outcome(await client.redeem(code))).toEqual(refused);
    served.restart();
    expect(await served.searchStatus(tokens.access_token)).toBe(401);
  });

  test('that is used twice at once gives tokens once', async () => {
    const code = await client.consent();
    const answers = await Promise.all([client.redeem(code), client.redeem(code)]);
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
  });

  test('of another client, with another verifier or redirect is refused', async () => {
    const other = new OAuthClient(served);
    await other.register();
    expect(await outcome(await other.redeem(await client.consent()))).toEqual(refused);
    const wrong = { code_verifier: 'x'.repeat(43) };
    expect(await outcome(await client.redeem(await client.consent(), wrong))).toEqual(refused);
    const elsewhere = { redirect_uri: 'http://127.0.0.1:1/callback' };
    expect(await outcome(await client.redeem(await client.consent(), elsewhere))).toEqual(refused);
  });

  test('is worth nothing after a minute', async () => {
    const code = await client.consent();
    await served.database.query(
      "update oauth_records set expires_at = now() where kind = 'AuthorizationCode'",
    );
    expect(await outcome(await client.redeem(code))).toEqual(refused);
  });

  test('is not redeemed for another resource', async () => {
    const answer = await client.redeem(await client.consent(), {
      resource: 'https://other.example.com/mcp',
    });
    expect(await outcome(answer)).toEqual([400, { error: 'invalid_target' }]);
  });
});

describe('a token', () => {
  test('for another address, or in the query, is refused', async () => {
    const foreign = await createAccessToken(served.database, {
      holder: { keyHash: hashOf(key) },
      clientId: 'client',
      audience: 'https://other.example.com/mcp',
      lifetimeSeconds: 60,
    });
    expect(await served.searchStatus(foreign)).toBe(401);
    const { access_token } = await client.connect();
    const address = `${served.issuer}/tools?access_token=${access_token}`;
    expect((await fetch(address)).status).toBe(401);
  });

  test('that its client revokes is refused', async () => {
    const { access_token, refresh_token } = await client.connect();
    const body = new URLSearchParams({ client_id: client.clientId, token: refresh_token });
    const revoked = await fetch(`${served.issuer}/revoke`, { method: 'POST', body });
    expect(revoked.status).toBe(200);
    expect((await client.refresh(refresh_token)).status).toBe(400);
    expect(await served.searchStatus(access_token)).toBe(401);
  });

  test('nothing that was issued is stored as it is', async () => {
    const issued = await client.connect();
    const tables = ['oauth_records', 'access_tokens', 'grants'];
    for (const table of tables) {
      const rows = await served.database.query(`select ${table}::text as row from ${table}`);
      const text = JSON.stringify(rows);
      for (const secret of [issued.access_token, issued.refresh_token, key]) {
        expect(text).not.toContain(secret);
      }
    }
  });
});
