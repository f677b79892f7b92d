import { afterAll, describe, expect, test } from 'vitest';
import { closeAll, serve, type TreeBody } from './serve.ts';
import { type TemporaryClone, temporaryClone } from './temporary-clone.ts';

afterAll(closeAll);

const trees = '/repos/local/handbook/git/trees';

/** Adds entries to the index without files, for what a file system would not take. */
function stage(clone: TemporaryClone, entries: Array<[mode: string, sha: string, path: Buffer]>) {
  const lines = entries.map(([mode, sha, path]) =>
    Buffer.concat([Buffer.from(`${mode} ${sha}\t`), path, Buffer.from('\0')]),
  );
  clone.gitWithInput(Buffer.concat(lines), 'update-index', '-z', '--index-info');
  clone.git('commit', '--quiet', '-m', 'staged');
}

/** A commit of many files with one content, made without writing them. */
function commitMany(clone: TemporaryClone, count: number): void {
  const files = Array.from({ length: count }, (_, index) => {
    const name = String(index).padStart(5, '0');
    return `M 100644 :1 docs/${name.slice(0, 2)}/${name}.md\n`;
  });
  clone.gitWithInput(
    `blob\nmark :1\ndata 4\ntext\ncommit refs/heads/main\ncommitter A <a@b> 1767225600 +0000\ndata 4\nmany\n${files.join('')}\n`,
    ...['fast-import', '--quiet'],
  );
}

describe('a tree', () => {
  const simple = temporaryClone();
  const sha = simple.commit('first', { 'a.md': 'aaa', 'docs/b.md': 'b', 'docs/in/c.md': '' });
  const served = serve([simple]);

  test('lists one level, or all of them', async () => {
    const { get, api } = await served;
    const blob = simple.git('rev-parse', 'HEAD:a.md');

    const level = await get<TreeBody>(`${trees}/main`);
    expect(level.json).toMatchObject({ sha, truncated: false });
    expect(level.json.tree.map(({ path }) => path)).toEqual(['a.md', 'docs']);
    expect(level.json.tree[0]).toEqual({
      path: 'a.md',
      mode: '100644',
      type: 'blob',
      sha: blob,
      size: 3,
      url: `${api.url}/repos/local/handbook/git/blobs/${blob}`,
    });
    expect(level.json.tree[1]).toMatchObject({ mode: '040000', type: 'tree' });
    expect(level.json.tree[1]).not.toHaveProperty('size');

    for (const recursive of ['recursive=1', 'recursive=0', 'recursive']) {
      const all = await get<TreeBody>(`${trees}/${sha}?${recursive}`);
      expect(all.json.tree.map(({ path }) => path)).toEqual([
        'a.md',
        'docs',
        'docs/b.md',
        'docs/in',
        'docs/in/c.md',
      ]);
    }
  });

  test('is found by its own sha, a commit’s, a branch, a tag and HEAD', async () => {
    const tree = simple.git('rev-parse', 'HEAD^{tree}');
    simple.git('branch', 'beta/1');
    simple.git('tag', '-a', '-m', 'one', 'v1');
    const { get } = await served;
    expect((await get<TreeBody>(`${trees}/${tree}`)).json.sha).toBe(tree);
    for (const ref of [sha, 'beta/1', 'v1', 'tags/v1', 'heads/main', 'HEAD']) {
      expect((await get<TreeBody>(`${trees}/${ref}`)).json.sha).toBe(sha);
    }
  });

  test.each(['nowhere', '0'.repeat(40), '--root', 'main:docs', 'main^{tree}', 'BLOB'])(
    'is not found as %s',
    async (ref) => {
      const { get } = await served;
      const name = ref === 'BLOB' ? simple.git('rev-parse', 'HEAD:a.md') : ref;
      const { status, json } = await get(`${trees}/${encodeURIComponent(name)}?recursive=1`);
      expect([status, json]).toEqual([
        404,
        {
          message: 'Not Found',
          documentation_url: 'https://docs.github.com/rest/git/trees#get-a-tree',
          status: '404',
        },
      ]);
    },
  );

  test('without a file is not found, as on GitHub', async () => {
    const clone = temporaryClone();
    clone.commit('first', { 'a.md': 'a' });
    const emptied = clone.commit('second', { 'a.md': null });
    const { get } = await serve([clone]);
    expect((await get(`${trees}/${emptied}?recursive=1`)).status).toBe(404);
    expect((await get(`${trees}/4b825dc642cb6eb9a060e54bf8d69288fbee4904`)).status).toBe(404);
  });

  test('tells files, programs, symbolic links and submodules apart', async () => {
    const clone = temporaryClone();
    clone.commit('first', { 'a.md': 'a' });
    const blob = clone.git('rev-parse', 'HEAD:a.md');
    const elsewhere = '1'.repeat(40);
    stage(clone, [
      ['100755', blob, Buffer.from('run.sh')],
      ['120000', blob, Buffer.from('link')],
      ['160000', elsewhere, Buffer.from('vendor/lib')],
    ]);
    const { get } = await serve([clone]);
    const { json } = await get<TreeBody>(`${trees}/main?recursive=1`);
    const byPath = Object.fromEntries(json.tree.map((entry) => [entry.path, entry]));
    expect(byPath['run.sh']).toMatchObject({ mode: '100755', type: 'blob', size: 1 });
    expect(byPath.link).toMatchObject({ mode: '120000', type: 'blob', size: 1 });
    expect(byPath['vendor/lib']).toEqual({
      path: 'vendor/lib',
      mode: '160000',
      type: 'commit',
      sha: elsewhere,
    });
  });

  test('keeps odd names', async () => {
    const names = [
      'ü.md',
      '文档/读我.md',
      ' a b ',
      'tab\there',
      'line\nbreak',
      '"quoted"',
      '-x',
      '\\',
    ];
    const clone = temporaryClone();
    clone.commit('first', { 'a.md': 'a' });
    const blob = clone.git('rev-parse', 'HEAD:a.md');
    stage(clone, [
      ...names.map((name): [string, string, Buffer] => ['100644', blob, Buffer.from(name)]),
      ['100644', blob, Buffer.from([0x62, 0xff, 0x63])],
    ]);
    const { get } = await serve([clone]);
    const { json } = await get<TreeBody>(`${trees}/main?recursive=1`);
    const paths = json.tree.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining([...names, 'b\ufffdc']));
    expect(paths).toHaveLength(names.length + 3);
  });

  test('of a SHA-256 repository is listed by its long names', async () => {
    const clone = temporaryClone({ init: ['--object-format=sha256'] });
    const sha = clone.commit('first', { 'a.md': 'a' });
    const { get } = await serve([clone]);
    const { json } = await get<TreeBody>(`${trees}/${sha}?recursive=1`);
    expect(json.tree[0]?.sha).toBe(clone.git('rev-parse', 'HEAD:a.md'));
    const blob = await get<{ size: number }>(
      `/repos/local/handbook/git/blobs/${json.tree[0]?.sha}`,
    );
    expect(blob.json.size).toBe(1);
  });
});

describe('a large tree', () => {
  test('of 20,000 files is listed by one process, once', async () => {
    const clone = temporaryClone();
    commitMany(clone, 20_000);
    const { get, processes } = await serve([clone]);
    const first = await get<TreeBody>(`${trees}/main?recursive=1`);
    expect(first.json.truncated).toBe(false);
    expect(first.json.tree.filter(({ type }) => type === 'blob')).toHaveLength(20_000);
    const afterFirst = processes();
    const again = await get<TreeBody>(`${trees}/main?recursive=1`);
    expect(again.bytes.equals(first.bytes)).toBe(true);
    expect(processes()).toBe(afterFirst);
  });

  test('is cut at a number of entries or bytes, and its subtrees can be walked', async () => {
    const clone = temporaryClone();
    commitMany(clone, 2_000);
    for (const treeLimits of [
      { entries: 500, bytes: 1e9 },
      { entries: 1e9, bytes: 38_000 },
    ]) {
      const { get } = await serve([clone], { treeLimits });
      const cut = await get<TreeBody>(`${trees}/main?recursive=1`);
      expect(cut.json.truncated).toBe(true);
      expect(cut.json.tree.length).toBeLessThanOrEqual(500);
      expect(cut.json.tree.length).toBeGreaterThan(400);

      const files = new Set<string>();
      const walk = async (sha: string, prefix: string): Promise<void> => {
        const level = await get<TreeBody>(`${trees}/${sha}`);
        expect(level.json.truncated).toBe(false);
        for (const { type, path, sha: child } of level.json.tree) {
          if (type === 'tree') await walk(child, `${prefix}${path}/`);
          else files.add(prefix + path);
        }
      };
      await walk(cut.json.sha, '');
      expect(files.size).toBe(2_000);
    }
  });

  test('is asked for by many at once with one process', async () => {
    const clone = temporaryClone();
    commitMany(clone, 100);
    const { get, processes } = await serve([clone]);
    await get(`${trees}/main`);
    const before = processes();
    await Promise.all(Array.from({ length: 10 }, () => get(`${trees}/main?recursive=1`)));
    expect(processes()).toBe(before + 1);
  });
});
