import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OAuthClient, type Tokens } from './oauth-client.ts';
import { type ServedSignIn, serveSignIn } from './serve-sign-in.ts';

let served: ServedSignIn;
let client: OAuthClient;
beforeEach(async () => {
  served = await serveSignIn({}, { instances: 2 });
  client = new OAuthClient(served);
});
afterEach(() => served.close());

const tokensOf = async (response: Response) => {
  expect(response.status).toBe(200);
  return (await response.json()) as Tokens;
};

/** The tables as if this much time had passed since. */
const age = (seconds: number) =>
  served.database.query(
    `update oauth_records set consumed_at = consumed_at - $1 * interval '1 second'`,
    [seconds],
  );

describe('over two instances', () => {
  test('a client comes in, and refreshes again and again', async () => {
    let tokens = await client.connect();
    for (let time = 0; time < 3; time += 1) {
      tokens = await tokensOf(await client.refresh(tokens.refresh_token));
      expect(await served.searchStatus(tokens.access_token)).toBe(200);
    }
  });

  test('two refreshes at once, by two back ends of a client, both succeed and go on', async () => {
    const { refresh_token: first } = await client.connect();
    const both = await Promise.all([client.refresh(first), client.refresh(first)]);
    for (const answer of both) {
      const { refresh_token, access_token } = await tokensOf(answer);
      expect(await served.searchStatus(access_token)).toBe(200);
      await tokensOf(await client.refresh(refresh_token));
    }
  });

  test('nobody is thrown out by a kill between the code and the token', async () => {
    await client.register();
    const code = await client.consent();
    served.restart();
    const tokens = await tokensOf(await client.redeem(code));
    served.restart();
    await tokensOf(await client.refresh(tokens.refresh_token));
    expect(await served.searchStatus(tokens.access_token)).toBe(200);
  });
});

test('a refresh token that is used again after a minute ends the connection: it was stolen', async () => {
  const { refresh_token: stolen } = await client.connect();
  const renewed = await tokensOf(await client.refresh(stolen));
  await age(61);
  expect((await client.refresh(stolen)).status).toBe(400);
  expect((await client.refresh(renewed.refresh_token)).status).toBe(400);
  served.restart();
  expect(await served.searchStatus(renewed.access_token)).toBe(401);
});

test('a refresh token is worth nothing to another client, and nothing ends by that', async () => {
  const { refresh_token } = await client.connect();
  const other = new OAuthClient(served);
  await other.register();
  expect((await other.refresh(refresh_token)).status).toBe(400);
  await tokensOf(await client.refresh(refresh_token));
});

test('a connection ends after a week, whatever was refreshed', async () => {
  const { refresh_token } = await client.connect();
  const [row] = await served.database.query<{ days: number }>(
    `select extract(epoch from expires_at - now()) / 86400 as days from grants`,
  );
  expect(Number(row?.days)).toBeCloseTo(7, 2);
  const renewed = await tokensOf(await client.refresh(refresh_token));
  await served.database.query('update grants set expires_at = now()');
  expect((await client.refresh(renewed.refresh_token)).status).toBe(400);
});

test('a key that is taken away ends what it let in', async () => {
  const { access_token, refresh_token } = await client.connect();
  const rotated = await serveSignIn(
    { API_TOKEN: 'another-key-of-these-tests', MCP_URL: served.mcpUrl },
    { database: served.database },
  );
  expect(await rotated.searchStatus(access_token)).toBe(401);
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token,
    client_id: client.clientId,
  });
  const refused = await fetch(`${rotated.issuer}/token`, { method: 'POST', body });
  expect(refused.status).toBe(400);
  rotated.close();
});

describe('registrations', () => {
  const count = async () => {
    const [row] = await served.database.query<{ n: number }>(
      "select count(*) as n from oauth_records where kind = 'Client'",
    );
    return row?.n;
  };

  test('of one address, and of all, are limited in a minute', async () => {
    const registerFrom = async (address: string) => {
      const headers = { 'content-type': 'application/json', 'x-forwarded-for': address };
      const body = JSON.stringify({ redirect_uris: ['https://claude.ai/callback'] });
      return (await fetch(`${served.issuer}/register`, { method: 'POST', headers, body })).status;
    };
    const one = [];
    for (let sent = 0; sent < 30; sent += 1) one.push(await registerFrom('1.1.1.1'));
    // Ten at each of the two instances.
    expect(one.filter((status) => status === 201)).toHaveLength(20);
    expect(one.at(-1)).toBe(429);
    const all = [];
    for (let sent = 0; sent < 120; sent += 1) all.push(await registerFrom(`2.2.2.${sent}`));
    expect(all.filter((status) => status === 201)).toHaveLength(100);
  });

  test('10,000 that nobody uses leave a thousand, and the client that was let in', async () => {
    await client.connect();
    await served.database.query(
      `insert into oauth_records (kind, id_hash, payload, expires_at)
       select 'Client', sha256(n::text::bytea), '{}', now() + interval '1 day'
       from generate_series(1, 10000) n`,
    );
    await new OAuthClient(served).register();
    expect(await count()).toBe(1_001);
    await client.connect();
  });

  test('that nobody has used are gone after a day', async () => {
    const unused = new OAuthClient(served);
    await unused.register();
    await client.connect();
    await served.database.query(
      "update oauth_records set expires_at = expires_at - interval '1 day' where kind = 'Client'",
    );
    await new OAuthClient(served).register();
    expect(await count()).toBe(2);
  });
});
