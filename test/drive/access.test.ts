import { request } from 'node:http';
import { afterAll, describe, expect, test } from 'vitest';
import { rateLimitExceeded } from '../../local/drive/drive-problem.ts';
import { writeProblem } from '../../local/drive/respond.ts';
import { memoryStore } from './memory-store.ts';
import { closeAll, type ErrorBody, serve } from './serve.ts';

afterAll(closeAll);

describe('a caller', () => {
  test('with the token is let in', async () => {
    const { get, api } = await serve(memoryStore());
    expect((await get('files')).status).toBe(200);
    expect((await get('files', { authorization: 'bearer the-token' })).status).toBe(200);
    expect((await fetch(`${api.url}/drive/v3/files?access_token=the-token`)).status).toBe(200);
  });

  test('with another token is told so', async () => {
    const { get } = await serve(memoryStore());
    const { status, headers, json } = await get<ErrorBody>('files', {
      authorization: 'Bearer guess',
    });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toMatch(/^Bearer .*error="invalid_token"$/);
    expect(json.error).toMatchObject({
      code: 401,
      message: expect.stringMatching(/^Request had invalid authentication credentials\./),
      status: 'UNAUTHENTICATED',
      errors: [
        {
          message: 'Invalid Credentials',
          domain: 'global',
          reason: 'authError',
          location: 'Authorization',
          locationType: 'header',
        },
      ],
    });
  });

  test('without one is a stranger, as Google answers a GET', async () => {
    const { api } = await serve(memoryStore());
    const answer = await fetch(`${api.url}/drive/v3/files`);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      error: {
        message: expect.stringMatching(/^Method doesn't allow unregistered callers/),
        status: 'PERMISSION_DENIED',
        errors: [{ reason: 'forbidden' }],
      },
    });
  });

  test('needs some token where no one is named', async () => {
    const { get, api } = await serve(memoryStore(), { token: undefined });
    expect((await get('files', { authorization: 'Bearer whatever' })).status).toBe(200);
    expect((await fetch(`${api.url}/drive/v3/files`)).status).toBe(403);
  });

  test('may read only', async () => {
    const { api } = await serve(memoryStore());
    const answer = await fetch(`${api.url}/drive/v3/files`, {
      method: 'POST',
      headers: { authorization: 'Bearer the-token' },
    });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      error: { errors: [{ reason: 'insufficientPermissions' }] },
    });
  });

  test('who asks under another host’s name is refused', async () => {
    const { api } = await serve(memoryStore());
    const status = await new Promise((resolve, reject) => {
      const headers = { host: 'example.com', authorization: 'Bearer the-token' };
      request(`${api.url}/drive/v3/files`, { headers }, (response) => resolve(response.statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });
});

test.each(['', 'file', 'files/', 'files/a/b', 'files/a/export/b', '../v2/files', 'permissions'])(
  'nothing is at %j',
  async (path) => {
    const { get } = await serve(memoryStore());
    const { status, headers } = await get(path);
    expect([status, headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8']);
  },
);

test('whoever starts the server may answer instead, with Google’s own errors', async () => {
  let limits = 1;
  const { api, get, client } = await serve(memoryStore(), {
    intercept: (_request, response) => {
      limits -= 1;
      if (limits < 0) return false;
      writeProblem(rateLimitExceeded(), response);
      return true;
    },
  });
  const { status, json } = await get<ErrorBody>('files');
  expect([status, json]).toEqual([
    403,
    {
      error: {
        code: 403,
        message: 'User Rate Limit Exceeded',
        errors: [
          {
            message: 'User Rate Limit Exceeded',
            domain: 'usageLimits',
            reason: 'userRateLimitExceeded',
          },
        ],
      },
    },
  ]);
  expect((await client.files.list()).status).toBe(200);
  expect(api.requests).toBe(2);
  limits = 1;
  await expect(client.files.list({}, { retry: false })).rejects.toMatchObject({ status: 403 });
});

test('what goes wrong inside is a 500 that tells only its own side', async () => {
  const errors: unknown[] = [];
  const store = memoryStore();
  store.list = () => {
    throw new Error('the disk is on fire');
  };
  const { api } = await serve(store, { onError: (error) => errors.push(error) });
  const answer = await fetch(`${api.url}/drive/v3/files`, {
    headers: { authorization: 'Bearer the-token' },
  });
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('fire');
  expect(errors).toHaveLength(1);
});
