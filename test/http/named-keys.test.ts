import { optionalSetting } from '@docpilot/shared/config';
import type { Database } from '@docpilot/shared/database';
import { identifyCallers } from '@docpilot/shared/identify-callers';
import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { createAccessToken, hashOf } from '../../shared/src/store/oauth/access-tokens.ts';
import { openTestDatabase } from '../support/test-database.ts';

const ann = 'the-key-that-ann-uses';
const ci = 'the-key-of-the-builds';
const plain = 'a-key-without-any-name==';
const setting = `ann=${ann}, ci:2=${ci}, ${plain}`;
const log = pino({ level: 'silent' });
let database: Database;

beforeEach(async () => {
  database = await openTestDatabase();
});

const instance = (settings: object = {}) =>
  identifyCallers(database, { API_TOKEN: setting, ...settings }, log);
const idOf = (key: string) => hashOf(key).slice(0, 12);

test('a key is known by its name, and one without by the beginning of its hash', async () => {
  const identify = instance();
  const name = async (key: string) => identify({ 'x-api-key': key });
  expect(await name(ann)).toEqual({ kind: 'key', id: idOf(ann), name: 'ann' });
  expect(await name(plain)).toMatchObject({ name: `API key ${idOf(plain)}` });
  await expect(name(`ann=${ann}`)).rejects.toMatchObject({ code: 'unauthorized' });
});

describe('a key with a limit of its own', () => {
  const limited = { code: 'rate_limited', message: expect.stringContaining('its 2 requests') };

  test.each(['600', '0'])('keeps to it where others may send %s', async (usual) => {
    const identify = instance({ RATE_LIMIT_PER_MINUTE: usual });
    for (let sent = 0; sent < 2; sent += 1) await identify({ 'x-api-key': ci });
    await expect(identify({ 'x-api-key': ci })).rejects.toMatchObject(limited);
    for (let sent = 0; sent < 50; sent += 1) await identify({ 'x-api-key': ann });
  });

  test('shares it with what was issued to its holder', async () => {
    const identify = instance();
    const token = await createAccessToken(database, {
      holder: { keyHash: hashOf(ci) },
      clientId: 'client',
      audience: 'https://mcp.example.com/mcp',
      lifetimeSeconds: 60,
    });
    const asBearer = { authorization: `Bearer ${token}` };
    expect(await identify(asBearer)).toEqual({ kind: 'key', id: idOf(ci), name: 'ci' });
    await identify({ 'x-api-key': ci });
    await expect(identify(asBearer)).rejects.toMatchObject(limited);
  });
});

test.each([
  `ann=${ann.slice(0, 15)}`,
  `ci:0=${ci}`,
  `ci:many=${ci}`,
  `1st=${ci}`,
  `équipe=${ci}`,
  `ann=ci=${ci}`,
  `=${ci}`,
])('%s is refused, with what to do and without the key', (given) => {
  const read = () => optionalSetting({ API_TOKEN: given }, 'apiKeys');
  expect(read).toThrow(/^API_TOKEN is not valid: .* ann:60=KEY at most 60 requests a minute/);
  expect(read).not.toThrow(given.slice(-15));
});
