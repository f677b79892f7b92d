import { OAuth2Server } from 'oauth2-mock-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forgetPerson } from '../../shared/src/store/oauth/people.ts';
import { Browser, type Page } from './browser.ts';
import { codeOf, OAuthClient, redirectUri, type Tokens } from './oauth-client.ts';
import { key, type ServedSignIn, serveSignIn } from './serve-sign-in.ts';

const google = new OAuth2Server();
let served: ServedSignIn;
let client: OAuthClient;
/** What the stand-in of Google says of whoever signs in. */
let claims: Record<string, unknown>;
const ann = {
  sub: '1',
  email: 'ann@example.com',
  email_verified: true,
  hd: 'example.com',
  name: 'Ann',
};

beforeAll(async () => {
  await google.issuer.keys.generate('RS256');
  await google.start(0, '127.0.0.1');
  google.issuer.url = `http://127.0.0.1:${google.address().port}`;
  google.service.on('beforeTokenSigning', (token: { payload: object }) => {
    Object.assign(token.payload, { ...claims, aud: 'docpilot' });
  });
  served = await serveSignIn({
    OAUTH_CLIENT_ID: 'docpilot',
    OAUTH_CLIENT_SECRET: 'the-secret-at-google',
    GOOGLE_ACCOUNTS_URL: google.issuer.url,
    ALLOWED_DOMAINS: 'example.com',
    ALLOWED_EMAILS: 'Consultant@gmail.com',
  });
  client = new OAuthClient(served);
  await client.register();
});
afterAll(async () => {
  served.close();
  await google.stop();
});

/** A person consents, and signs in with Google as these claims say. */
async function signIn(
  as: Record<string, unknown>,
  browser = new Browser(redirectUri),
): Promise<Page> {
  claims = as;
  const asked = await browser.open(client.authorizeUrl());
  expect(asked.html).toContain('sign in with Google');
  return browser.submit(asked, { decision: 'allow' });
}

test('a person of an admitted domain comes in with their own name', async () => {
  const answer = await client.redeem(codeOf(await signIn(ann)));
  const { access_token } = (await answer.json()) as Tokens;
  expect(await served.searchStatus(access_token)).toBe(200);
  const connections = await served.database.query(
    `select people.name, email, client_name from grants join people on people.id = person_id`,
  );
  expect(connections).toEqual([
    { name: 'Ann', email: 'ann@example.com', client_name: 'Test assistant' },
  ]);
});

test('a person whose address is admitted comes in without a domain', async () => {
  const { hd: _, ...consultant } = { ...ann, sub: '2', email: 'consultant@gmail.com' };
  codeOf(await signIn(consultant));
});

describe('nobody comes in', () => {
  test.each<[string, object]>([
    ['of another domain', { email: 'eve@evil.com', hd: 'evil.com' }],
    ['with an address of the domain alone', { hd: undefined }],
    ['with an address that ends like it', { email: 'eve@notexample.com', hd: 'notexample.com' }],
    ['whose address is not verified', { email_verified: false }],
    ['whose address is verified in words alone', { email_verified: 'true' }],
    ['without an address', { email: undefined }],
    ['with a token for another application', { nonce: 'another' }],
  ])('%s', async (_, more) => {
    const { status, url, html } = await signIn({ ...ann, sub: '3', ...more });
    expect([status, url.origin]).toEqual([403, served.issuer]);
    expect(html).toContain('Try again');
  });

  test('with the API key', async () => {
    const browser = new Browser(redirectUri, google.issuer.url ?? '');
    const asked = await browser.open(client.authorizeUrl());
    const sent = await browser.submit(asked, { decision: 'allow', api_key: key });
    expect(sent.url.href).toContain(`${google.issuer.url}/authorize`);
  });
});

describe('the way back from Google', () => {
  /** Up to Google's answer, which is not followed. */
  async function upToCallback(browser: Browser): Promise<URL> {
    claims = ann;
    const asked = await browser.open(client.authorizeUrl());
    return (await browser.submit(asked, { decision: 'allow' })).url;
  }
  const toCallback = () => new Browser(redirectUri, `${served.issuer}/callback`);

  test('is open to the browser that consented, and no other', async () => {
    const address = await upToCallback(toCallback());
    const { status, html } = await new Browser(redirectUri).open(address);
    expect([status, html]).toEqual([400, expect.stringContaining('another browser')]);
  });

  test('is open once', async () => {
    const browser = new Browser(redirectUri, `${served.issuer}/callback`);
    const address = await upToCallback(browser);
    const cookie = `docpilot_sign_in=${address.searchParams.get('state')}`;
    const follow = () => fetch(address, { headers: { cookie }, redirect: 'manual' });
    expect((await follow()).status).toBe(303);
    expect((await follow()).status).toBe(400);
  });

  test('does not exist before the consent', async () => {
    const browser = new Browser(redirectUri);
    const { headers } = await browser.open(client.authorizeUrl());
    expect(headers.getSetCookie().join()).not.toContain('docpilot_sign_in');
  });
});

describe('a person who may no longer sign in', () => {
  const connect = async () =>
    (await (await client.redeem(codeOf(await signIn(ann)))).json()) as Tokens;

  test('gets no further token once their domain is not admitted any more', async () => {
    const { refresh_token } = await connect();
    await served.database.query("update people set domain = 'left.example.com'");
    expect((await client.refresh(refresh_token)).status).toBe(400);
  });

  test('is refused once they are taken away', async () => {
    const { access_token, refresh_token } = await connect();
    const people = await served.database.query<{ id: string }>('select id from people');
    for (const { id } of people) await forgetPerson(served.database, id);
    served.restart();
    expect(await served.searchStatus(access_token)).toBe(401);
    expect((await client.refresh(refresh_token)).status).toBe(400);
  });
});

test.each([
  [
    { OAUTH_CLIENT_ID: 'docpilot', ALLOWED_DOMAINS: 'example.com' },
    'OAUTH_CLIENT_SECRET is missing',
  ],
  [{ OAUTH_CLIENT_ID: 'docpilot', OAUTH_CLIENT_SECRET: 's' }, 'ALLOWED_DOMAINS is missing'],
])('a setting that is missing is named at the start: %j', async (settings, message) => {
  await expect(serveSignIn(settings, { database: served.database })).rejects.toThrow(message);
});
