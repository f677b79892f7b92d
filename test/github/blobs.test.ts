import { execFileSync } from 'node:child_process';
import { afterAll, describe, expect, test } from 'vitest';
import { closeAll, serve, type TreeBody } from './serve.ts';
import { temporaryClone, temporaryFolder } from './temporary-clone.ts';

afterAll(closeAll);

const base = '/repos/local/handbook';
const raw = { accept: 'application/vnd.github.raw+json' };
type BlobBody = { content: string; encoding: string; size: number; sha: string };

describe('a blob', () => {
  const simple = temporaryClone();
  const simpleCommit = simple.commit('first', { 'a.md': 'a'.repeat(100) });
  const served = serve([simple]);

  test('is served byte for byte, as JSON and raw, all by two processes', async () => {
    const clone = temporaryClone();
    clone.commit('first', {
      'empty.md': '',
      'text.md': '# Ünïcode\r\nlines\n',
      'header-like.txt': `${'a'.repeat(40)} blob 12\nx\n`,
      'binary.bin': Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256)),
      'large.txt': 'line of text\n'.repeat(200_000),
    });
    const { get, processes } = await serve([clone]);
    const { json } = await get<TreeBody>(`${base}/git/trees/main?recursive=1`);
    const before = processes();
    await Promise.all(
      json.tree.map(async ({ sha, size }) => {
        const wanted = execFileSync('git', ['cat-file', 'blob', sha], {
          cwd: clone.folder,
          maxBuffer: 1e9,
        });
        const asJson = await get<BlobBody>(`${base}/git/blobs/${sha}`);
        expect(asJson.json).toMatchObject({ sha, size, encoding: 'base64' });
        expect(Buffer.from(asJson.json.content, 'base64').equals(wanted)).toBe(true);
        const asBytes = await get(`${base}/git/blobs/${sha}`, raw);
        expect(asBytes.headers.get('content-type')).toMatch(/^application\/vnd\.github\.raw/);
        expect(asBytes.bytes.equals(wanted)).toBe(true);
      }),
    );
    expect(processes()).toBe(before + 1);
  });

  test('comes in lines of 60 characters, as GitHub breaks them', async () => {
    const { get } = await served;
    const { json } = await get<BlobBody>(
      `${base}/git/blobs/${simple.git('rev-parse', 'HEAD:a.md')}`,
    );
    expect(json.content.split('\n').map((line) => line.length)).toEqual([60, 60, 16, 0]);
  });

  test.each(['abc', 'z'.repeat(40), 'A'.repeat(40), 'main', '--batch'])(
    'is never named %s',
    async (name) => {
      const { get } = await served;
      const { status, json } = await get(`${base}/git/blobs/${name}`);
      expect([status, json]).toEqual([
        422,
        {
          message: 'The sha parameter must be exactly 40 characters and contain only [0-9a-f].',
          documentation_url: 'https://docs.github.com/rest/git/blobs#get-a-blob',
          status: '422',
        },
      ]);
    },
  );

  test('is not found by a sha that no blob has', async () => {
    const { get } = await served;
    const tree = simple.git('rev-parse', 'HEAD^{tree}');
    for (const sha of ['0'.repeat(40), simpleCommit, tree]) {
      const { status, json } = await get(`${base}/git/blobs/${sha}`);
      expect(status).toBe(404);
      expect(json).toMatchObject({ message: 'Not Found', status: '404' });
    }
  });

  test('committed a moment ago is found', async () => {
    const clone = temporaryClone();
    clone.commit('first', { 'a.md': 'a' });
    const { get } = await serve([clone]);
    await get(`${base}/git/blobs/${clone.git('rev-parse', 'HEAD:a.md')}`);
    clone.commit('second', { 'a.md': 'new' });
    const { bytes } = await get(`${base}/git/blobs/${clone.git('rev-parse', 'HEAD:a.md')}`, raw);
    expect(bytes.toString()).toBe('new');
  });

  test('that a partial clone left with its remote is not found, and nothing is fetched', async () => {
    const whole = temporaryClone();
    whole.commit('first', { 'a.md': 'a', 'docs/b.md': 'b' });
    whole.git('config', 'uploadpack.allowFilter', 'true');
    const folder = `${temporaryFolder()}/handbook`;
    const from = `file://${whole.folder}`;
    whole.git('clone', '--quiet', '--filter=blob:none', '--sparse', from, folder);
    const { get } = await serve([{ folder }]);
    const { json } = await get<TreeBody>(`${base}/git/trees/main?recursive=1`);
    expect(json.tree.map(({ path }) => path)).toEqual(['a.md', 'docs', 'docs/b.md']);
    const shas = ['a.md', 'docs/b.md', 'a.md'].map((path) =>
      whole.git('rev-parse', `HEAD:${path}`),
    );
    const got = await Promise.all(shas.map((sha) => get(`${base}/git/blobs/${sha}`, raw)));
    expect(got.map(({ status }) => status)).toEqual([200, 404, 200]);
  });
});
