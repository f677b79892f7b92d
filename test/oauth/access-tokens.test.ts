import type { Database } from '@docpilot/shared/database';
import { identifyCallers } from '@docpilot/shared/identify-callers';
import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  createAccessToken,
  deleteAccessToken,
  hashOf,
  type NewAccessToken,
} from '../../shared/src/store/oauth/access-tokens.ts';
import { forgetPerson, rememberPerson } from '../../shared/src/store/oauth/people.ts';
import { openTestDatabase } from '../support/test-database.ts';

const audience = 'https://mcp.example.com/mcp';
const keys = ['the-key-of-the-token-tests', 'another-key-of-the-tests'];
const log = pino({ level: 'silent' });
let database: Database;
let ann: string;

beforeEach(async () => {
  database = await openTestDatabase();
  ann = await rememberPerson(database, {
    issuer: 'https://accounts.example.com',
    subject: '1',
    email: 'ann@example.com',
    domain: null,
    name: 'Ann',
  });
});

const issue = (more: Partial<NewAccessToken> = {}) =>
  createAccessToken(database, {
    holder: { personId: ann },
    clientId: 'client',
    audience,
    lifetimeSeconds: 60,
    ...more,
  });

/** A function's instance. */
const instance = (settings: object = {}, on: Pick<Database, 'query'> = database) =>
  identifyCallers(on, { API_TOKEN: keys.join(','), MCP_URL: audience, ...settings }, log);
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const refused = { code: 'unauthorized' };

test('a key and a token say who is asking, as a bearer or as X-API-KEY', async () => {
  const identify = instance();
  const token = await issue();
  const person = { kind: 'person', id: ann, name: 'Ann' };
  expect(await identify(bearer(token))).toEqual(person);
  expect(await identify({ 'x-api-key': token })).toEqual(person);
  const id = hashOf(keys[0] ?? '').slice(0, 12);
  expect(await identify(bearer(keys[0] ?? ''))).toEqual({ kind: 'key', id, name: `API key ${id}` });
});

test('a token is stored nowhere', async () => {
  const token = await issue();
  const rows = await database.query('select access_tokens::text as row from access_tokens');
  expect(JSON.stringify(rows)).not.toContain(token);
});

describe('a token is refused', () => {
  test('when it has expired', async () => {
    await expect(instance()(bearer(await issue({ lifetimeSeconds: -1 })))).rejects.toMatchObject(
      refused,
    );
  });

  test('when it is for another address, be it by a slash', async () => {
    for (const other of ['https://mcp.example.com/mcp/', 'https://other.example.com/mcp']) {
      await expect(instance()(bearer(await issue({ audience: other })))).rejects.toMatchObject(
        refused,
      );
    }
  });

  test('when it was ended, or its person is gone', async () => {
    const [first, second] = [await issue(), await issue()];
    await deleteAccessToken(database, first);
    await expect(instance()(bearer(first))).rejects.toMatchObject(refused);
    await forgetPerson(database, ann);
    await expect(instance()(bearer(second))).rejects.toMatchObject(refused);
  });

  test('when the key that it was issued for is not valid any more', async () => {
    const token = await issue({ holder: { keyHash: hashOf(keys[1] ?? '') } });
    expect(await instance()(bearer(token))).toMatchObject({ kind: 'key' });
    const rotated = instance({ API_TOKEN: keys[0] });
    await expect(rotated(bearer(token))).rejects.toMatchObject(refused);
  });

  test('in one form alone is looked up', async () => {
    const none = { query: () => Promise.reject(new Error('not to be asked')) };
    for (const sent of ['x'.repeat(42), 'x'.repeat(44), `${'x'.repeat(42)}.`]) {
      await expect(instance({}, none)(bearer(sent))).rejects.toMatchObject(refused);
    }
  });
});

test('a person who is taken away is refused within a minute by an instance that knew them', async () => {
  const identify = instance({ RATE_LIMIT_PER_MINUTE: '0' });
  const token = await issue();
  await identify(bearer(token));
  await forgetPerson(database, ann);
  // At the latest when the lot is used up, or the minute is over.
  const outcomes = [];
  for (let sent = 0; sent < 21; sent += 1) {
    outcomes.push(await identify(bearer(token)).catch(({ code }) => code));
  }
  expect(outcomes.at(-1)).toBe('unauthorized');
});

test('all tokens of a person share the requests of a minute', async () => {
  const identify = instance({ RATE_LIMIT_PER_MINUTE: '2' });
  const [first, second] = [await issue(), await issue()];
  await identify(bearer(first));
  await identify(bearer(second));
  await expect(identify(bearer(first))).rejects.toMatchObject({
    code: 'rate_limited',
    message: expect.stringMatching(/^This sign-in has used up/),
  });
});

test('a token costs one statement for as many requests as a key does', async () => {
  let statements = 0;
  const counting: Pick<Database, 'query'> = {
    query: (sql, parameters) => {
      statements += 1;
      return database.query(sql, parameters);
    },
  };
  const identify = instance({}, counting);
  const token = await issue();
  for (let sent = 0; sent < 20; sent += 1) await identify(bearer(token));
  expect(statements).toBe(1);
});
