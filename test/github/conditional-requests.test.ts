import { once } from 'node:events';
import { afterAll, describe, expect, test } from 'vitest';
import { openClone } from '../../local/github/open-clone.ts';
import { startGithubApi } from '../../local/github/start-github-api.ts';
import { closeAll, serve } from './serve.ts';
import { temporaryClone } from './temporary-clone.ts';

afterAll(closeAll);

const base = '/repos/local/handbook';
const authorization = 'Bearer any';

function cloneOfOne() {
  const clone = temporaryClone();
  clone.commit('first', { 'a.md': 'a', 'docs/b.md': 'b' });
  return clone;
}

const used = (headers: Headers) => Number(headers.get('x-ratelimit-used'));

describe('what did not change', () => {
  test('is 304 with nothing in it, for every kind of answer', async () => {
    const clone = cloneOfOne();
    const { get } = await serve([clone]);
    const blob = clone.git('rev-parse', 'HEAD:a.md');
    for (const path of [
      base,
      `${base}/commits`,
      `${base}/commits/main`,
      `${base}/branches`,
      `${base}/branches/main`,
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
      const listed = await get(path, { 'if-none-match': `"x", ${etag.slice(2)}` });
      expect(listed.status).toBe(304);
      expect((await get(path, { 'if-none-match': '"x"' })).status).toBe(200);
    }
  });

  test('is so after a restart on another port', async () => {
    const clone = cloneOfOne();
    const one = await serve([clone]);
    const two = await serve([clone]);
    expect(one.api.url).not.toBe(two.api.url);
    for (const path of [`${base}/commits?per_page=1`, `${base}/git/trees/main?recursive=1`]) {
      const etag = (await one.get(path)).headers.get('etag') ?? '';
      expect((await two.get(path, { 'if-none-match': etag })).status).toBe(304);
    }
  });

  test('is told from what did', async () => {
    const clone = cloneOfOne();
    const { get } = await serve([clone]);
    const etag = (await get(`${base}/commits?per_page=1`)).headers.get('etag') ?? '';
    clone.commit('second', { 'a.md': 'changed' });
    const after = await get(`${base}/commits?per_page=1`, { 'if-none-match': etag });
    expect(after.status).toBe(200);
  });

  test('costs nothing with a token, and one without', async () => {
    const { get } = await serve([cloneOfOne()]);
    const path = `${base}/commits/main`;
    const first = await get(path, { authorization });
    const etag = first.headers.get('etag') ?? '';
    const withToken = await get(path, { authorization, 'if-none-match': etag });
    expect([withToken.status, used(withToken.headers)]).toEqual([304, used(first.headers)]);
    const anonymous = await get(path, { 'if-none-match': etag });
    expect([anonymous.status, used(anonymous.headers)]).toEqual([304, 1]);
  });
});

describe('the rate limit', () => {
  test('is counted down in every answer, and its own address is free', async () => {
    const { get } = await serve([cloneOfOne()], {
      rateLimit: { limit: 10, windowMs: 3_600_000, now: () => 1_767_225_600_000 },
    });
    const { headers } = await get(base);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-ratelimit-limit': '10',
      'x-ratelimit-remaining': '9',
      'x-ratelimit-used': '1',
      'x-ratelimit-reset': '1767229200',
      'x-ratelimit-resource': 'core',
    });
    expect(used((await get('/repos/no/thing')).headers)).toBe(2);
    await get('/rate_limit');
    const rate = { limit: 10, used: 2, remaining: 8, reset: 1_767_229_200 };
    expect((await get('/rate_limit')).json).toMatchObject({ rate, resources: { core: rate } });
  });

  test('refuses when it is used up, until it begins anew', async () => {
    let now = 1_767_225_600_000;
    const { get } = await serve([cloneOfOne()], { rateLimit: { limit: 2, now: () => now } });
    await get(base, { authorization });
    await get(base, { authorization });
    const refused = await get<{ message: string; status: string }>(base, { authorization });
    expect(refused.status).toBe(403);
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(refused.headers.get('x-ratelimit-reset')).toBe('1767229200');
    expect(refused.json.message).toMatch(/^API rate limit exceeded for user ID \d+\./);
    expect(refused.json).toMatchObject({
      documentation_url: 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api',
      status: '403',
    });
    expect((await get('/rate_limit', { authorization })).status).toBe(200);

    expect((await get(base)).status).toBe(200);
    await get(base);
    const anonymous = await get<{ message: string }>(base);
    expect(anonymous.json.message).toContain('Authenticated requests get a higher rate limit');

    now += 3_600_001;
    expect((await get(base, { authorization })).status).toBe(200);
  });
});

test('closing ends the server and every git process', async () => {
  const clone = await openClone(cloneOfOne().folder);
  const api = await startGithubApi({ clones: [clone] });
  const ended = once(clone.git.start(['cat-file', '--batch']), 'close');
  await api.close();
  await ended;
  await expect(fetch(api.url)).rejects.toThrow();
});
