import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CommitBody, closeAll, serve } from './serve.ts';
import { type TemporaryClone, temporaryClone, temporaryFolder } from './temporary-clone.ts';

afterAll(closeAll);

const base = '/repos/local/handbook';

describe('the commits of a repository', () => {
  let clone: TemporaryClone;
  let shas: string[];
  let served: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    clone = temporaryClone();
    shas = [
      clone.commit('Write A', { 'a.md': 'a', 'odd name – ü.md': '1' }),
      clone.commit('Write B\n\nBecause.', { 'b.md': 'b' }),
      clone.commit('Change A', { 'a.md': 'a2' }),
    ];
    clone.git('branch', 'old/first', `${shas[0]}`);
    clone.git('tag', '-a', '-m', 'second', 'v2', `${shas[1]}`);
    served = await serve([clone]);
  });

  test('come newest first, with what git knows of them', async () => {
    const { status, json } = await served.get<CommitBody[]>(`${base}/commits`);
    expect(status).toBe(200);
    expect(json.map(({ sha }) => sha)).toEqual([...shas].reverse());
    expect(json[1]).toMatchObject({
      url: `${served.api.url}${base}/commits/${shas[1]}`,
      commit: {
        message: 'Write B\n\nBecause.',
        author: { name: 'Ada Lovelace', email: 'ada@example.com', date: '2026-01-31T09:30:00Z' },
        committer: { name: 'Grace Hopper', email: 'grace@example.com' },
        tree: { sha: clone.git('rev-parse', `${shas[1]}^{tree}`) },
        verification: { verified: false, reason: 'unsigned' },
      },
      parents: [{ sha: shas[0] }],
    });
    expect(json[2]?.parents).toEqual([]);
  });

  test.each(['old/first', 'heads/old/first', 'refs/heads/old/first'])(
    'start at %s',
    async (ref) => {
      const { json } = await served.get<CommitBody[]>(
        `${base}/commits?sha=${encodeURIComponent(ref)}`,
      );
      expect(json.map(({ sha }) => sha)).toEqual([shas[0]]);
    },
  );

  test('are only those that changed a path', async () => {
    const ofPath = async (path: string) => {
      const query = new URLSearchParams({ path });
      const { json } = await served.get<CommitBody[]>(`${base}/commits?${query}`);
      return json.map(({ sha }) => sha);
    };
    expect(await ofPath('a.md')).toEqual([shas[2], shas[0]]);
    expect(await ofPath('odd name – ü.md')).toEqual([shas[0]]);
    expect(await ofPath('*.md')).toEqual([]);
    expect(await ofPath(':(top)a.md')).toEqual([]);
  });

  test('are paged, and the Link header leads to the other pages', async () => {
    const first = await served.get<CommitBody[]>(`${base}/commits?per_page=2`);
    expect(first.json).toHaveLength(2);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    expect(next).toContain('/repositories/');
    const second = await served.get<CommitBody[]>(next);
    expect(second.json.map(({ sha }) => sha)).toEqual([shas[0]]);
    const link = second.headers.get('link');
    expect(link).toContain('page=1>; rel="prev"');
    expect(link).toContain('rel="first"');
    expect(link).not.toContain('rel="next"');
    expect((await served.get(`${base}/commits?page=9`)).json).toEqual([]);
    expect((await served.get(`${base}/commits`)).headers.get('link')).toBeNull();
  });

  test.each(['old/first', 'main', 'HEAD', 'v2', 'tags/v2', 'SHORT'])(
    'have one at %s',
    async (ref) => {
      const wanted = { 'old/first': shas[0], v2: shas[1], 'tags/v2': shas[1] }[ref] ?? shas[2];
      const name = ref === 'SHORT' ? shas[2]?.slice(0, 9) : ref;
      const { status, json } = await served.get<CommitBody>(`${base}/commits/${name}`);
      expect([status, json.sha]).toEqual([200, wanted]);
    },
  );

  test('can be asked for the sha alone', async () => {
    const accept = 'application/vnd.github.sha';
    const { bytes, headers } = await served.get(`${base}/commits/main`, { accept });
    expect(bytes.toString()).toBe(shas[2]);
    expect(headers.get('etag')).toBe(`"${shas[2]}"`);
  });

  test.each([
    'nowhere',
    '0'.repeat(40),
    '--help',
    'main~1',
    'main^{tree}',
    ':/Write',
    'main@{0}',
    'a b',
    'x\ny',
    'a..b',
  ])('have none at %j', async (ref) => {
    const name = encodeURIComponent(ref);
    const one = await served.get(`${base}/commits/x/${name}`);
    expect(one.status).toBe(422);
    expect(one.json).toEqual({
      message: `No commit found for SHA: x/${ref}`,
      documentation_url: 'https://docs.github.com/rest/commits/commits#get-a-commit',
      status: '422',
    });
    const list = await served.get(`${base}/commits?sha=${name}`);
    expect(list.status).toBe(404);
    expect(list.json).toEqual({
      message: 'Not Found',
      documentation_url: 'https://docs.github.com/rest/commits/commits#list-commits',
      status: '404',
    });
  });

  test('show at once when they are new', async () => {
    const sha = clone.commit('One more', { 'c.md': 'c' });
    expect((await served.get<CommitBody>(`${base}/commits/main`)).json.sha).toBe(sha);
    clone.git('gc', '--quiet');
    const packed = clone.commit('And another', { 'd.md': 'd' });
    clone.git('gc', '--quiet', '--prune=now');
    expect((await served.get<CommitBody>(`${base}/commits/main`)).json.sha).toBe(packed);
  });
});

describe('a commit that git did not write itself', () => {
  test('keeps its charset, and its signature', async () => {
    const clone = temporaryClone();
    clone.commit('first', { 'a.md': 'a' });
    const tree = clone.git('rev-parse', 'HEAD^{tree}');
    const who = 'Jörg <j@example.com> 1767225600 +0100';
    const text = `tree ${tree}\nauthor ${who}\ncommitter ${who}\nencoding ISO-8859-1\ngpgsig -----BEGIN-----\n abc\n -----END-----\n\nGrüße\n`;
    const written = clone.gitWithInput(
      Buffer.from(text, 'latin1'),
      ...['hash-object', '-t', 'commit', '-w', '--stdin'],
    );
    const { get } = await serve([clone]);
    expect((await get<CommitBody>(`${base}/commits/${written}`)).json.commit).toMatchObject({
      message: 'Grüße',
      author: { name: 'Jörg', email: 'j@example.com', date: '2026-01-01T00:00:00Z' },
      verification: {
        verified: false,
        reason: 'gpgverify_unavailable',
        signature: '-----BEGIN-----\nabc\n-----END-----',
      },
    });
  });

  test('has no author when its line cannot be read', async () => {
    const clone = temporaryClone();
    clone.commit('first', { 'a.md': 'a' });
    const tree = clone.git('rev-parse', 'HEAD^{tree}');
    const text = `tree ${tree}\nauthor nobody\ncommitter <> 0 +0000\n\n`;
    const written = clone.gitWithInput(
      text,
      ...['hash-object', '--literally', '-t', 'commit', '-w', '--stdin'],
    );
    const { get } = await serve([clone]);
    expect((await get<CommitBody>(`${base}/commits/${written}`)).json.commit).toMatchObject({
      author: null,
      committer: { name: '', email: '', date: '1970-01-01T00:00:00Z' },
      message: '',
    });
  });
});

describe('a commit’s page', () => {
  const onGithub = 'https://github.com/acme/handbook/commit/';

  test('is on GitHub when a branch of origin holds the commit, else in the folder', async () => {
    const clone = temporaryClone({ origin: 'https://github.com/acme/handbook.git' });
    const pushed = clone.commit('pushed', { 'a.md': 'a' });
    clone.git('update-ref', 'refs/remotes/origin/main', pushed);
    const own = clone.commit('not pushed', { 'b.md': 'b' });
    const inFolder = `${pathToFileURL(clone.folder).href}/commit/`;
    const { get } = await serve([clone]);

    const before = await get<CommitBody[]>('/repos/acme/handbook/commits');
    expect(before.json.map((commit) => commit.html_url)).toEqual([
      inFolder + own,
      onGithub + pushed,
    ]);
    expect(before.json[0]?.parents[0]?.html_url).toBe(onGithub + pushed);

    clone.git('update-ref', 'refs/remotes/origin/main', own);
    const after = await get<CommitBody>('/repos/acme/handbook/commits/main');
    expect(after.json.html_url).toBe(onGithub + own);

    clone.git('update-ref', 'refs/remotes/origin/main', pushed);
    const rewound = await get<CommitBody>('/repos/acme/handbook/commits/main');
    expect(rewound.json.html_url).toBe(inFolder + own);
  });

  test('is in the folder when nothing was ever fetched, or there is no GitHub remote', async () => {
    const unfetched = temporaryClone({ origin: 'https://github.com/acme/handbook.git' });
    const sha = unfetched.commit('first', { 'a.md': 'a' });
    const local = temporaryClone();
    const other = local.commit('first', { 'a.md': 'b' });
    const { get } = await serve([unfetched, local]);
    expect((await get<CommitBody>('/repos/acme/handbook/commits/main')).json.html_url).toBe(
      `${pathToFileURL(unfetched.folder).href}/commit/${sha}`,
    );
    expect((await get<CommitBody>(`${base}/commits/main`)).json.html_url).toBe(
      `${pathToFileURL(local.folder).href}/commit/${other}`,
    );
  });

  test('is on GitHub for all that a mirror holds', async () => {
    const clone = temporaryClone();
    const sha = clone.commit('first', { 'a.md': 'a' });
    const folder = `${temporaryFolder()}/mirror.git`;
    clone.git('clone', '--quiet', '--mirror', clone.folder, folder);
    clone.git('-C', folder, 'remote', 'set-url', 'origin', 'https://github.com/acme/handbook');
    const { get } = await serve([{ folder }]);
    const { json } = await get<CommitBody>('/repos/acme/handbook/commits/main');
    expect(json.html_url).toBe(onGithub + sha);
  });
});

test('a shallow clone says nothing of changes before it begins', async () => {
  const whole = temporaryClone();
  whole.commit('first', { 'a.md': 'a', 'b.md': 'b' });
  whole.commit('second', { 'c.md': 'c' });
  const last = whole.commit('third', { 'b.md': 'b2' });
  const folder = `${temporaryFolder()}/shallow`;
  whole.git('clone', '--quiet', '--depth=2', `file://${whole.folder}`, folder);
  const { get } = await serve([{ folder }]);
  const commits = async (query: string) =>
    (await get<CommitBody[]>(`/repos/local/shallow/commits${query}`)).json.map(({ sha }) => sha);
  expect(await commits('')).toHaveLength(2);
  expect(await commits('?path=b.md')).toEqual([last]);
  expect(await commits('?path=a.md')).toEqual([]);
});
