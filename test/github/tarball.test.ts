import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { closeAll, serve } from './serve.ts';
import { type TemporaryClone, temporaryClone, temporaryFolder } from './temporary-clone.ts';

afterAll(closeAll);

const base = '/repos/acme/handbook';
const origin = 'https://github.com/acme/handbook';

function unpack(archive: Buffer): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'archive.tar.gz'), archive);
  execFileSync('tar', ['xzf', 'archive.tar.gz'], { cwd: folder });
  return folder;
}

async function download(clone: TemporaryClone, ref: string): Promise<Buffer> {
  const { get } = await serve([clone]);
  const found = await get(`${base}/tarball${ref}`);
  expect(found.status).toBe(302);
  const archive = await get(found.headers.get('location') ?? '');
  expect(archive.status).toBe(200);
  expect(archive.headers.get('content-type')).toBe('application/x-gzip');
  return archive.bytes;
}

describe('an archive', () => {
  test('is a redirect away and holds the files under GitHub’s top folder', async () => {
    const clone = temporaryClone({ origin });
    const sha = clone.commit('first', { 'a.md': '# A\n', 'docs/ü b.md': 'b' });
    clone.git('tag', '-a', '-m', 'one', 'v1');
    clone.git('branch', 'beta/1');
    clone.commit('second', { 'a.md': '# changed\n' });
    const top = `acme-handbook-${sha.slice(0, 7)}`;
    for (const ref of [sha, 'v1', 'beta/1', 'refs/heads/beta/1']) {
      const folder = unpack(await download(clone, `/${ref}`));
      expect(readFileSync(join(folder, top, 'a.md'), 'utf8')).toBe('# A\n');
      expect(readFileSync(join(folder, top, 'docs/ü b.md'), 'utf8')).toBe('b');
    }
  });

  test('has the bytes as stored, whatever this machine would make of them', async () => {
    const clone = temporaryClone({ origin });
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n';
    const sha = clone.commit('first', {
      '.gitattributes': '*.bin filter=lfs\nprivate.md export-ignore\n',
      'lines.md': 'a\nb\n',
      'private.md': 'kept out',
      'big.bin': pointer,
    });
    clone.git('config', 'core.autocrlf', 'true');
    clone.git('config', 'filter.lfs.smudge', 'false');
    clone.git('config', 'filter.lfs.required', 'true');
    const top = join(unpack(await download(clone, `/${sha}`)), `acme-handbook-${sha.slice(0, 7)}`);
    expect(readFileSync(join(top, 'lines.md'), 'utf8')).toBe('a\nb\n');
    expect(readFileSync(join(top, 'big.bin'), 'utf8')).toBe(pointer);
    expect(() => readFileSync(join(top, 'private.md'))).toThrow('ENOENT');
  });

  test('keeps symbolic links', async () => {
    const clone = temporaryClone({ origin });
    clone.commit('first', { 'a.md': 'a.md' });
    const blob = clone.git('rev-parse', 'HEAD:a.md');
    clone.git('update-index', '--add', '--cacheinfo', `120000,${blob},link`);
    clone.git('commit', '--quiet', '-m', 'link');
    const sha = clone.git('rev-parse', 'HEAD');
    const top = join(unpack(await download(clone, `/${sha}`)), `acme-handbook-${sha.slice(0, 7)}`);
    expect(readlinkSync(join(top, 'link'))).toBe('a.md');
  });

  const simple = temporaryClone({ origin });
  simple.commit('first', { 'a.md': 'a' });
  const served = serve([simple]);

  test.each(['nowhere', '--output=x', '0'.repeat(40)])('of %s is not found', async (ref) => {
    const { get } = await served;
    expect((await get(`${base}/tarball/${ref}`)).status).toBe(404);
    expect((await get(`/codeload/acme/handbook/legacy.tar.gz/${ref}`)).status).toBe(404);
  });

  test('of a private repository is opened by its address alone', async () => {
    const { get } = await serve([simple], { token: 'secret' });
    const found = await get(`${base}/tarball/main`, { authorization: 'Bearer secret' });
    const location = found.headers.get('location') ?? '';
    expect((await get(location)).status).toBe(200);
    const [bare = ''] = location.split('?');
    expect((await get(bare)).status).toBe(404);
    expect((await get(`${bare}?token=guess`)).status).toBe(404);
  });
});
