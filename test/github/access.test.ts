import { request } from 'node:http';
import { afterAll, describe, expect, test } from 'vitest';
import { type CommitBody, closeAll, serve } from './serve.ts';
import { temporaryClone } from './temporary-clone.ts';

afterAll(closeAll);

const origin = 'https://github.com/acme/handbook';
const base = '/repos/acme/handbook';

function cloneOf(url = origin) {
  const clone = temporaryClone({ origin: url });
  clone.commit('first', { 'a.md': 'a' });
  return clone;
}

describe('a repository', () => {
  test('is shown as GitHub shows it', async () => {
    const { get, api } = await serve([cloneOf()]);
    const { status, headers, json } = await get(base);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      name: 'handbook',
      full_name: 'acme/handbook',
      owner: { login: 'acme' },
      private: false,
      default_branch: 'main',
      html_url: origin,
      clone_url: `${origin}.git`,
      url: `${api.url}${base}`,
      trees_url: `${api.url}${base}/git/trees{/sha}`,
      pushed_at: '2026-01-31T08:30:00Z',
    });
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('x-github-media-type')).toBe('github.v3; format=json');
    expect(headers.get('x-github-request-id')).toMatch(/^[0-9A-F:]+$/);
  });

  test('is found in either case, and by its id', async () => {
    const { get } = await serve([cloneOf()]);
    const { json } = await get<{ id: number }>('/repos/ACME/Handbook');
    expect(json).toMatchObject({ full_name: 'acme/handbook' });
    expect((await get(`/repositories/${json.id}`)).json).toEqual(json);
    expect((await get<CommitBody[]>(`/repositories/${json.id}/commits`)).json).toHaveLength(1);
  });

  test.each([
    '/repos/acme/other',
    '/repos/acme',
    '/repos/acme/handbook/issues',
    '/repos/acme/handbook/git',
    '/repositories/1',
    '/repos/%E0%A4%A/handbook',
    '/users/acme',
    '/',
  ])('is not at %s', async (path) => {
    const { get } = await serve([cloneOf()]);
    const { status, json } = await get(path);
    expect(status).toBe(404);
    expect(json).toMatchObject({ message: 'Not Found', status: '404' });
  });

  test('is only read', async () => {
    const { api } = await serve([cloneOf()]);
    const answer = await fetch(api.url + base, { method: 'DELETE' });
    expect(answer.status).toBe(404);
    const head = await fetch(api.url + base, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test('that was renamed moves the request on', async () => {
    const { get } = await serve([cloneOf()], { renamed: { 'Old/Name': 'acme/handbook' } });
    const { status, headers, json } = await get('/repos/old/name/commits?per_page=1');
    expect(status).toBe(301);
    const location = headers.get('location') ?? '';
    expect(location).toMatch(/\/repositories\/\d+\/commits\?per_page=1$/);
    expect(json).toMatchObject({ message: 'Moved Permanently', url: location });
    expect(json).toHaveProperty('documentation_url');
    expect((await get<CommitBody[]>(location)).json).toHaveLength(1);
    const moved = await get('/repos/old/name/branches/a%2Fb');
    expect(moved.headers.get('location')).toMatch(/\/repositories\/\d+\/branches\/a%2Fb$/);
  });
});

describe('a private repository', () => {
  test.each([
    'Bearer secret',
    'bearer secret',
    'token secret',
    `Basic ${Buffer.from('ada:secret').toString('base64')}`,
  ])('opens to %s', async (authorization) => {
    const { get } = await serve([cloneOf()], { token: 'secret' });
    const { status, json } = await get(base, { authorization });
    expect([status, json]).toMatchObject([200, { private: true, visibility: 'private' }]);
  });

  test('is not there without a token', async () => {
    const { get } = await serve([cloneOf()], {
      token: 'secret',
      renamed: { 'old/name': 'acme/handbook' },
    });
    for (const path of [base, `${base}/commits`, `${base}/tarball/main`, '/repos/old/name']) {
      const { status, json } = await get(path);
      expect([status, json]).toMatchObject([404, { message: 'Not Found' }]);
    }
  });

  test('refuses a wrong token', async () => {
    const { get } = await serve([cloneOf()], { token: 'secret' });
    for (const path of [base, '/rate_limit']) {
      const { status, json } = await get(path, { authorization: 'Bearer guess' });
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

test('who gives no User-Agent, or another host’s name, is refused', async () => {
  const { api } = await serve([cloneOf()]);
  const statusWith = (headers: Record<string, string>) =>
    new Promise((resolve, reject) => {
      request(`${api.url}${base}`, { headers }, (response) => resolve(response.statusCode))
        .on('error', reject)
        .end();
    });
  expect(await statusWith({})).toBe(403);
  expect(await statusWith({ 'user-agent': 'x', host: 'example.com' })).toBe(403);
  expect(await statusWith({ 'user-agent': 'x' })).toBe(200);
});

test('whoever starts the server may answer a request instead, and counts them all', async () => {
  const { api, get } = await serve([cloneOf()], {
    intercept: (incoming, response) => {
      if (!incoming.url?.includes('/git/')) return false;
      response.writeHead(502).end();
      return true;
    },
  });
  expect((await get(`${base}/git/trees/main`)).status).toBe(502);
  expect((await get(`${base}/commits`)).status).toBe(200);
  expect(api.requests).toBe(2);
});

test('what goes wrong inside is a 500 that tells only its own side', async () => {
  const clone = cloneOf();
  const errors: unknown[] = [];
  const { get } = await serve([clone], { onError: (error) => errors.push(error) });
  const tree = clone.git('rev-parse', 'HEAD^{tree}');
  const written = clone.gitWithInput(
    `tree ${tree}\nparent ${'0'.repeat(40)}\nauthor A <a@b> 0 +0000\ncommitter A <a@b> 0 +0000\n\nx\n`,
    ...['hash-object', '-t', 'commit', '-w', '--stdin'],
  );
  const { status, json } = await get(`${base}/commits?sha=${written}`);
  expect([status, json]).toMatchObject([500, { message: 'Server Error' }]);
  expect(errors).toHaveLength(1);
});
