import { once } from 'node:events';
import { afterAll, describe, expect, test } from 'vitest';
import { openClone } from '../../local/github/open-clone.ts';
import { startGithubApi } from '../../local/github/start-github-api.ts';
import { closeAll, serve } from './serve.ts';
import { temporaryClone } from './temporary-clone.ts';

afterAll(closeAll);

const base = '/repos/local/handbook';
const clone = temporaryClone();
clone.commit('first', { 'a.md': 'a', 'docs/b.md': 'b' });

describe('what did not change', () => {
  test('is 304 with nothing in it, for every kind of answer', async () => {
    const { get } = await serve([clone]);
    const blob = clone.git('rev-parse', 'HEAD:a.md');
    for (const path of [
      `${base}/commits`,
      `${base}/git/trees/main`,
      `${base}/git/trees/main?recursive=1`,
      `${base}/git/blobs/${blob}`,
    ]) {
      const first = await get(path);
      const etag = first.headers.get('etag') ?? '';
      expect(etag).toMatch(/^W\/"[0-9a-f]{64}"$/);
      const again = await get(path, { 'if-none-match': etag });
      expect([again.status, again.bytes.length]).toEqual([304, 0]);
      expect(again.headers.get('etag')).toBe(etag);
      expect((await get(path, { 'if-none-match': '"x"' })).status).toBe(200);
    }
  });

  test('is so after a restart on another port', async () => {
    const one = await serve([clone]);
    const two = await serve([clone]);
    expect(one.api.url).not.toBe(two.api.url);
    for (const path of [`${base}/commits?per_page=1`, `${base}/git/trees/main?recursive=1`]) {
      const etag = (await one.get(path)).headers.get('etag') ?? '';
      expect((await two.get(path, { 'if-none-match': etag })).status).toBe(304);
    }
  });

  test('is told from what did', async () => {
    const { get } = await serve([clone]);
    const etag = (await get(`${base}/commits?per_page=1`)).headers.get('etag') ?? '';
    clone.commit('second', { 'c.md': 'c' });
    const { status } = await get(`${base}/commits?per_page=1`, { 'if-none-match': etag });
    expect(status).toBe(200);
  });
});

describe('the rate limit', () => {
  const authorization = 'Bearer any';
  const used = (headers: Headers) => Number(headers.get('x-ratelimit-used'));

  test('is counted down in every answer', async () => {
    const { get } = await serve([clone], {
      rateLimit: { limit: 10, windowMs: 3_600_000, now: () => 1_767_225_600_000 },
    });
    const { headers } = await get(`${base}/commits`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-ratelimit-limit': '10',
      'x-ratelimit-remaining': '9',
      'x-ratelimit-used': '1',
      'x-ratelimit-reset': '1767229200',
      'x-ratelimit-resource': 'core',
    });
    expect(used((await get('/repos/no/thing')).headers)).toBe(2);
  });

  test('does not count what did not change, for a request with a token', async () => {
    const { get } = await serve([clone]);
    const first = await get(`${base}/commits`, { authorization });
    const etag = first.headers.get('etag') ?? '';
    const withToken = await get(`${base}/commits`, { authorization, 'if-none-match': etag });
    expect([withToken.status, used(withToken.headers)]).toEqual([304, 1]);
    const anonymous = await get(`${base}/commits`, { 'if-none-match': etag });
    expect([anonymous.status, used(anonymous.headers)]).toEqual([304, 1]);
  });

  test('refuses when it is used up, until it begins anew', async () => {
    let now = 1_767_225_600_000;
    const { get } = await serve([clone], { rateLimit: { limit: 1, now: () => now } });
    await get(`${base}/commits`, { authorization });
    const refused = await get<{ message: string }>(`${base}/commits`, { authorization });
    expect(refused.status).toBe(403);
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(refused.headers.get('x-ratelimit-reset')).toBe('1767229200');
    expect(refused.json.message).toMatch(/^API rate limit exceeded for user ID \d+\./);
    expect((await get(`${base}/commits`)).status).toBe(200);
    const anonymous = await get<{ message: string }>(`${base}/commits`);
    expect(anonymous.json.message).toContain('Authenticated requests get a higher rate limit');
    now += 3_600_001;
    expect((await get(`${base}/commits`, { authorization })).status).toBe(200);
  });
});

test('closing ends the server and every git process', async () => {
  const opened = await openClone(clone.folder);
  const api = await startGithubApi({ clones: [opened] });
  const ended = once(opened.git.start(['cat-file', '--batch']), 'close');
  await api.close();
  await ended;
  await expect(fetch(api.url)).rejects.toThrow();
});
