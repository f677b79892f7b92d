import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { forgetPerson } from '../../shared/src/store/oauth/people.ts';
import { Browser } from './browser.ts';
import { type GoogleStandIn, startGoogle } from './google-stand-in.ts';
import { key, type ServedSignIn, serveSignIn } from './serve-sign-in.ts';

let google: GoogleStandIn;
let served: ServedSignIn;
/** The browser of somebody who has signed in. */
let browser: Browser;
const fromPage = { 'sec-fetch-site': 'same-origin' };

beforeAll(async () => {
  google = await startGoogle();
  served = await serveSignIn({
    ...google.settings,
    ADMIN_EMAILS: 'ann@example.com',
  });
});
afterAll(async () => {
  served.close();
  await google.stop();
});
beforeEach(async () => {
  await served.database.query('delete from people');
  browser = new Browser(`${served.issuer}/home`);
  const { url } = await browser.open(`${served.issuer}/mcp/session/start`);
  expect(url.href).toBe(`${served.issuer}/home#signed-in`);
});

async function ask(path: string, headers: Record<string, string> = fromPage, body?: object) {
  const init = body && {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  };
  const answer = await browser.open(`${served.issuer}${path}`, init ?? { headers });
  return { ...answer, body: JSON.parse(answer.html) };
}
const connections = async () =>
  (await ask('/connections')).body.connections as { id: string; current: boolean }[];

test('a person signs in with Google, and is known by name', async () => {
  const { status, body, headers } = await ask('/mcp/session');
  expect([status, body]).toEqual([
    200,
    { kind: 'person', id: expect.any(String), name: 'Ann', email: 'ann@example.com', admin: true },
  ]);
  expect(headers.get('set-cookie')).toMatch(
    /^docpilot_session=[\w-]{43}; Path=\/; Max-Age=28800; HttpOnly; SameSite=Strict$/,
  );
});

test('in the cloud, the cookie goes nowhere but to DocPilot, by https', async () => {
  const cloud = await serveSignIn(
    { PUBLIC_URL: 'https://europe-west1-acme.cloudfunctions.net' },
    { database: served.database },
  );
  const answer = await fetch(`${cloud.issuer}/session/end`, {
    method: 'POST',
    headers: { 'x-api-key': key, 'content-type': 'application/json' },
    body: '{}',
  });
  expect(answer.headers.get('set-cookie')).toMatch(/^__Host-docpilot_session=;.*; Secure$/);
  cloud.close();
});

test('the session counts for requests of the page alone', async () => {
  for (const site of ['cross-site', 'same-site', 'none']) {
    expect((await ask('/tools', { 'sec-fetch-site': site })).status).toBe(401);
  }
  expect((await ask('/tools', {})).status).toBe(401);
  expect((await ask('/session/end', { 'sec-fetch-site': 'cross-site' }, {})).status).toBe(401);
  expect((await ask('/tools')).status).toBe(200);
});

test('signing out ends the session, and no other', async () => {
  expect(await connections()).toHaveLength(1);
  const ended = await ask('/session/end', fromPage, {});
  expect(ended.body).toEqual({ ended: true });
  expect(ended.headers.get('set-cookie')).toContain('Max-Age=0');
  expect((await ask('/tools')).status).toBe(401);
  expect(await served.database.query('select from grants')).toEqual([]);
});

test('a session lasts as long as it is used, at most until its connection ends', async () => {
  const seconds = async () =>
    (
      await served.database.query<{ left: number }>(
        'select extract(epoch from expires_at - now())::int as left from access_tokens',
      )
    ).map(({ left }) => left);
  await served.database.query("update access_tokens set expires_at = now() + interval '1 hour'");
  await ask('/session');
  expect((await seconds())[0]).toBeGreaterThan(28_000);
  await served.database.query("update grants set expires_at = now() + interval '2 hours'");
  await ask('/session');
  expect((await seconds())[0]).toBeLessThanOrEqual(7_200);
  await served.database.query('update access_tokens set expires_at = now()');
  served.restart();
  expect((await ask('/session')).status).toBe(401);
});

test('the session of a person who is taken away ends within a minute', async () => {
  const { id } = (await ask('/session')).body;
  await forgetPerson(served.database, id);
  const statuses = [];
  for (let sent = 0; sent < 25; sent += 1) statuses.push((await ask('/tools')).status);
  expect(statuses.at(-1)).toBe(401);
});

describe('a sign-in that is not this browser’s own is refused', () => {
  test.each<[string, Record<string, string>]>([
    ['without its state', {}],
    ['with another state', { state: 'another', code: 'x', iss: 'x' }],
  ])('%s', async (_, query) => {
    const address = `${served.issuer}/mcp/session/callback?${new URLSearchParams(query)}`;
    const { status, html } = await browser.open(address);
    expect([status, html]).toEqual([400, expect.stringContaining('begun in another browser')]);
  });

  test('for a code that somebody else was given', async () => {
    const other = new Browser(`${served.issuer}/mcp/session/callback`);
    const { url } = await other.open(`${served.issuer}/mcp/session/start`);
    const mine = new Browser(`${served.issuer}/authorize`);
    const started = await mine.open(`${served.issuer}/mcp/session/start`);
    url.searchParams.set('state', started.url.searchParams.get('state') ?? '');
    const { status, headers } = await mine.open(url);
    expect([status, headers.get('set-cookie')]).toEqual([400, null]);
  });
});

test('people see what they have let in, and end it', async () => {
  const stranger = await fetch(`${served.issuer}/connections`, { headers: { 'x-api-key': key } });
  expect(await stranger.json()).toEqual({ connections: [] });
  const [session] = await connections();
  expect(session).toMatchObject({ current: true, client: 'DocPilot’s search page' });
  expect((await ask('/connections/of-somebody-else/end', fromPage, {})).status).toBe(404);
  const ended = await ask(`/connections/${session?.id}/end`, fromPage, {});
  expect(ended.body).toEqual({ ended: true });
  // An instance that knew it would take a minute.
  served.restart();
  expect((await ask('/tools')).status).toBe(401);
});
