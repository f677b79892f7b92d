import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CommitBody, closeAll, serve } from './serve.ts';
import { temporaryClone } from './temporary-clone.ts';

afterAll(closeAll);

const commits = '/repos/acme/handbook/commits';
const clone = temporaryClone({ origin: 'https://github.com/acme/handbook' });
let open: Awaited<ReturnType<typeof serve>>;
let closed: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  clone.commit('first', { 'a.md': 'a' });
  const renamed = { 'Old/Name': 'acme/handbook' };
  open = await serve([clone], { renamed });
  closed = await serve([clone], { renamed, token: 'secret' });
});

describe('a repository', () => {
  test('is found in either case, and by its id', async () => {
    const { json } = await open.get<CommitBody[]>('/repos/ACME/Handbook/commits');
    expect(json).toHaveLength(1);
    const { headers } = await open.get('/repos/old/name/commits');
    const byId = await open.get<CommitBody[]>(headers.get('location') ?? '');
    expect(byId.json).toEqual(json);
  });

  test.each([
    '/repos/acme/other/commits',
    '/repos/acme',
    '/repos/acme/handbook',
    '/repos/acme/handbook/milestones',
    '/repos/acme/handbook/branches',
    '/repos/acme/handbook/git',
    '/repositories/1/commits',
    '/repos/%E0%A4%A/handbook/commits',
    '/rate_limit',
    '/',
  ])('is not at %s', async (path) => {
    const { status, json } = await open.get(path);
    expect(status).toBe(404);
    expect(json).toMatchObject({ message: 'Not Found', status: '404' });
  });

  test('is only read', async () => {
    const answer = await fetch(open.api.url + commits, { method: 'DELETE' });
    expect(answer.status).toBe(404);
  });

  test('that was renamed moves the request on', async () => {
    const { status, headers, json } = await open.get('/repos/old/name/commits?per_page=1');
    expect(status).toBe(301);
    const location = headers.get('location') ?? '';
    expect(location).toMatch(/\/repositories\/\d+\/commits\?per_page=1$/);
    expect(json).toMatchObject({ message: 'Moved Permanently', url: location });
    expect(json).toHaveProperty('documentation_url');
    const moved = await open.get('/repos/old/name/git/trees/a%2Fb');
    expect(moved.headers.get('location')).toMatch(/\/repositories\/\d+\/git\/trees\/a%2Fb$/);
  });
});

describe('a private repository', () => {
  test('opens to its token', async () => {
    const { status, headers } = await closed.get(commits, { authorization: 'Bearer secret' });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toMatch(/^private,/);
  });

  test('is not there without a token', async () => {
    for (const path of [commits, '/repos/acme/handbook/tarball/main', '/repos/old/name/commits']) {
      const { status, json } = await closed.get(path);
      expect([status, json]).toMatchObject([404, { message: 'Not Found' }]);
    }
  });

  test('refuses a wrong token', async () => {
    for (const path of [commits, '/repos/acme/other/commits']) {
      const { status, json } = await closed.get(path, { authorization: 'Bearer guess' });
      expect([status, json]).toEqual([
        401,
        {
          message: 'Bad credentials',
          documentation_url: 'https://docs.github.com/rest',
          status: '401',
        },
      ]);
    }
  });
});

test('a request without User-Agent, or under another host’s name, is refused', async () => {
  const statusWith = (headers: Record<string, string>) =>
    new Promise((resolve, reject) => {
      request(`${open.api.url}${commits}`, { headers }, (response) => resolve(response.statusCode))
        .on('error', reject)
        .end();
    });
  expect(await statusWith({})).toBe(403);
  expect(await statusWith({ 'user-agent': 'x', host: 'example.com' })).toBe(403);
  expect(await statusWith({ 'user-agent': 'x' })).toBe(200);
});

test('whoever starts the server may answer a request instead, and counts them all', async () => {
  const { api, get } = await serve([clone], {
    intercept: (incoming, response) => {
      if (!incoming.url?.includes('/git/')) return false;
      response.writeHead(502).end();
      return true;
    },
  });
  expect((await get('/repos/acme/handbook/git/trees/main')).status).toBe(502);
  expect((await get(commits)).status).toBe(200);
  expect(api.requests).toBe(2);
});

test('what goes wrong inside is a 500 that says no more', async () => {
  const errors: unknown[] = [];
  const { get } = await serve([clone], { onError: (error) => errors.push(error) });
  const tree = clone.git('rev-parse', 'HEAD^{tree}');
  const written = clone.gitWithInput(
    `tree ${tree}\nparent ${'0'.repeat(40)}\nauthor A <a@b> 0 +0000\ncommitter A <a@b> 0 +0000\n\nx\n`,
    ...['hash-object', '-t', 'commit', '-w', '--stdin'],
  );
  const { status, json } = await get(`${commits}?sha=${written}`);
  expect([status, json]).toMatchObject([500, { message: 'Server Error' }]);
  expect(errors).toHaveLength(1);
});
