import type { Route } from '@docpilot/shared/route';
import { afterEach, expect, test } from 'vitest';
import { type ServedRoutes, serveRoutes } from '../support/serve-routes.ts';

const key = 'a-key-for-this-test';
const route: Route = {
  method: 'GET',
  path: '/',
  auth: 'key',
  handle: async () => ({ body: { answer: 42 } }),
};

let served: ServedRoutes;
afterEach(() => served.close());

const statusWith = async (headers: Record<string, string>) =>
  (await fetch(served.url, { headers })).status;

test('a function that limits no requests checks the key all the same', async () => {
  served = await serveRoutes('keyed', [route], { apiKeys: [key] });
  expect(await statusWith({})).toBe(401);
  expect(await statusWith({ 'x-api-key': `${key}!` })).toBe(401);
  expect(await statusWith({ 'x-api-key': key })).toBe(200);
});

test.each([
  ['without keys', {}],
  ['with an empty list of keys', { apiKeys: [] }],
])('a function %s lets nobody in', async (_, options) => {
  served = await serveRoutes('keyless', [route], options);
  for (const sent of ['', 'undefined', 'null', key]) {
    expect(await statusWith({ 'x-api-key': sent })).toBe(401);
    expect(await statusWith({ authorization: `Bearer ${sent}` })).toBe(401);
  }
  expect(await statusWith({})).toBe(401);
});
