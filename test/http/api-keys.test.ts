import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import type { Route } from '@docpilot/shared/route';
import { afterEach, expect, test, vi } from 'vitest';
import { findKey, hashKeys, sha256 } from '../../shared/src/http/api-keys.ts';
import { type ServedRoutes, serveRoutes } from '../support/serve-routes.ts';

const key = 'a-key-for-this-test';
const route: Route = {
  method: 'GET',
  path: '/',
  auth: 'key',
  handle: async () => ({ body: { answer: 42 } }),
};

let served: ServedRoutes | undefined;
afterEach(() => {
  served?.close();
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

const statusWith = async (headers: Record<string, string>) =>
  (await fetch(served?.url ?? '', { headers })).status;

test('a right and a wrong key take the same comparisons, each in constant time', () => {
  const keys = ['the-first-key-of-three', 'the-second-key-of-three', 'the-third-key-of-three'];
  const known = hashKeys(keys.map((key) => ({ key, name: key, perMinute: null })));
  const compare = vi.spyOn(crypto, 'timingSafeEqual');
  // So that whoever imports it by name calls the spy.
  syncBuiltinESMExports();
  for (const sent of [...keys, 'the-first-key-of-threE', 'x', 'no-key-'.repeat(1_000)]) {
    compare.mockClear();
    expect(findKey(sha256(sent), known)?.name).toBe(keys.find((key) => key === sent));
    // Of hashes, so that not even the length of what was sent changes what is compared.
    const lengths = compare.mock.calls.map(([a, b]) => [a.byteLength, b.byteLength]);
    expect(lengths).toEqual(Array(keys.length).fill([32, 32]));
  }
});

test('requests with a wrong key are refused by 429 after as many as a key may send', async () => {
  const environment = { RATE_LIMIT_PER_MINUTE: '5' };
  served = await serveRoutes('guessed', [route], { apiKeys: [key], environment });
  const guess = (from: string) => statusWith({ 'x-api-key': 'a-guess', 'x-forwarded-for': from });
  for (let sent = 0; sent < 5; sent += 1) expect(await guess('1.1.1.1, 2.2.2.2')).toBe(401);
  expect(await guess('2.2.2.2')).toBe(429);
  // What a caller says about itself comes first, and is not believed.
  expect(await guess('3.3.3.3, 2.2.2.2')).toBe(429);
  expect(await guess('2.2.2.2, 3.3.3.3')).toBe(401);
  expect(await statusWith({ 'x-api-key': key, 'x-forwarded-for': '2.2.2.2' })).toBe(200);
  const refused = await fetch(served.url, { headers: { 'x-forwarded-for': '2.2.2.2' } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('a function that limits no requests checks the key all the same', async () => {
  served = await serveRoutes('keyed', [route], { apiKeys: [key] });
  expect(await statusWith({})).toBe(401);
  expect(await statusWith({ 'x-api-key': `${key}!` })).toBe(401);
  expect(await statusWith({ 'x-api-key': key })).toBe(200);
});

test('a function without keys lets nobody in', async () => {
  served = await serveRoutes('keyless', [route]);
  for (const sent of ['', 'undefined', 'null', key]) {
    expect(await statusWith({ 'x-api-key': sent })).toBe(401);
    expect(await statusWith({ authorization: `Bearer ${sent}` })).toBe(401);
  }
  expect(await statusWith({})).toBe(401);
});
