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

test('closing ends the server and every git process', async () => {
  const opened = await openClone(clone.folder);
  const api = await startGithubApi({ clones: [opened] });
  const ended = once(opened.git.start(['cat-file', '--batch']), 'close');
  await api.close();
  await ended;
  await expect(fetch(api.url)).rejects.toThrow();
});
