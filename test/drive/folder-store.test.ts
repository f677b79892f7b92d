import {
  chmodSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { pptxType, xlsxType } from '../../local/drive/file-types.ts';
import { folderStore } from '../../local/drive/folder-store.ts';
import { closeAll, type ErrorBody, query, serve } from './serve.ts';
import { removeTemporaryFolders, temporaryFolder } from './temporary-folder.ts';

afterAll(async () => {
  removeTemporaryFolders();
  await closeAll();
});

interface Listed {
  files: Array<Record<string, unknown> & { id: string; name: string }>;
}

const fileFields =
  'id,name,mimeType,parents,trashed,md5Checksum,modifiedTime,size,webViewLink,shortcutDetails,capabilities';

async function served(folder: string) {
  const store = folderStore(folder);
  const { get, ...rest } = await serve(store);
  const list = async (parent = store.rootId) => {
    const q = `('${parent}' in parents) and trashed = false`;
    const { json } = await get<Listed>(`files?${query({ q, fields: `files(${fileFields})` })}`);
    return json.files.sort((left, right) => (left.name < right.name ? -1 : 1));
  };
  const names = async (parent?: string) => (await list(parent)).map(({ name }) => name);
  const idOf = async (name: string, parent?: string) => {
    const found = (await list(parent)).find((file) => file.name === name);
    if (found === undefined) throw new Error(`There is no ${name}`);
    return found.id;
  };
  return { store, get, list, names, idOf, ...rest };
}

describe('a folder', () => {
  test('shows its files with what they are', async () => {
    const { folder, at, write } = temporaryFolder({
      'a.md': '# A',
      'sub/b.pdf': 'b',
      LICENSE: 'x',
    });
    utimesSync(at('a.md'), 1_700_000_000, 1_700_000_000);
    const { store, list, get } = await served(folder);
    expect(await list()).toMatchObject([
      { name: 'LICENSE', mimeType: 'application/octet-stream', size: '1' },
      {
        id: expect.stringMatching(/^file-\d+$/),
        name: 'a.md',
        mimeType: 'text/markdown',
        parents: [store.rootId],
        size: '3',
        md5Checksum: '095870b31bd6107f851591525f90756b',
        modifiedTime: '2023-11-14T22:13:20.000Z',
        trashed: false,
        webViewLink: pathToFileURL(at('a.md')).href,
      },
      { id: expect.stringMatching(/^folder-\d+$/), mimeType: 'application/vnd.google-apps.folder' },
    ]);
    write('a.md', '# B');
    const [, changed] = await list();
    expect(changed?.md5Checksum).not.toBe('095870b31bd6107f851591525f90756b');
    const root = await get(`files/${store.rootId}?fields=id,parents,mimeType`);
    expect(root.json).toEqual({ id: store.rootId, mimeType: 'application/vnd.google-apps.folder' });
  });

  test('keeps ids over renames and moves', async () => {
    const { folder, at } = temporaryFolder({ 'one/a.md': 'a', 'two/b.md': 'b' });
    const { get, idOf } = await served(folder);
    const one = await idOf('one');
    const a = await idOf('a.md', one);
    renameSync(at('one'), at('two/eins'));
    renameSync(at('two/eins/a.md'), at('c.md'));
    const { json } = await get(`files/${a}?fields=name,parents`);
    expect(json).toEqual({ name: 'c.md', parents: [expect.stringMatching(/^folder-/)] });
    const moved = await get(`files/${one}?fields=name,parents`);
    expect(moved.json).toEqual({ name: 'eins', parents: [await idOf('two')] });
    expect((await get(`files/${a}?alt=media`)).bytes.toString()).toBe('a');
    rmSync(at('c.md'));
    expect((await get(`files/${a}`)).status).toBe(404);
    expect((await get(`files/${a}?alt=media`)).status).toBe(404);
  });

  test('holds Google’s own types by their names', async () => {
    const { folder } = temporaryFolder({
      'Plan.gdoc.html': '<h1>Plan</h1>',
      'Sales.GSHEET.xlsx': 'xlsx bytes',
      'Talk.gslides.pptx': 'pptx bytes',
      '.gdoc.html': 'hidden',
      'page.html': '<p>page</p>',
    });
    const { list, idOf, get, refusal } = await served(folder);
    expect((await list()).map(({ name, mimeType }) => [name, mimeType])).toEqual([
      ['Plan', 'application/vnd.google-apps.document'],
      ['Sales', 'application/vnd.google-apps.spreadsheet'],
      ['Talk', 'application/vnd.google-apps.presentation'],
      ['page.html', 'text/html'],
    ]);
    const exported = async (name: string, mimeType: string) =>
      (await get(`files/${await idOf(name)}/export?${query({ mimeType })}`)).bytes.toString();
    expect(await exported('Plan', 'text/markdown')).toBe('# Plan\n');
    expect(await exported('Sales', xlsxType)).toBe('xlsx bytes');
    expect(await exported('Talk', pptxType)).toBe('pptx bytes');
    expect(await refusal(`files/${await idOf('Plan')}?alt=media`)).toBe(
      '403 fileNotDownloadable alt',
    );
    const [plan] = await list();
    expect(plan).not.toHaveProperty('md5Checksum');
  });

  test('exports a Doc as plain text without its pictures, so that it is small', async () => {
    const picture = '<p><img alt="x" src="data:image/png;base64,AAAA"></p>';
    const { folder } = temporaryFolder({ 'Plan.gdoc.html': `<p>Nests</p>${picture}<p>here.</p>` });
    const { get, idOf } = await served(folder);
    const as = query({ mimeType: 'text/plain' });
    const { bytes } = await get(`files/${await idOf('Plan')}/export?${as}`);
    expect(bytes.toString()).toBe('\uFEFFNests\r\n\r\nhere.\r\n');
  });

  test('hides what is hidden, and shows nothing from outside', async () => {
    const outside = temporaryFolder({ 'secret.md': 'secret' });
    const { folder, at } = temporaryFolder({ 'a.md': 'a', '.git/config': 'x', '.env': 'KEY=1' });
    symlinkSync(outside.at('secret.md'), at('secret.md'));
    symlinkSync(outside.folder, at('outside'));
    symlinkSync(at('.env'), at('env'));
    symlinkSync(at('.git/config'), at('config'));
    symlinkSync('nowhere', at('broken'));
    symlinkSync('loop', at('loop'));
    const { names } = await served(folder);
    expect(await names()).toEqual(['a.md']);
  });

  test('shows of what is hidden only what a team writes for DocPilot', async () => {
    const { folder } = temporaryFolder({
      '.docpilotignore': '*.log',
      '.docpilot/synonyms.yaml': 'a: b',
      '.docpilot/docpilot.log': 'x',
      'sub/.docpilotignore': 'x',
      'sub/.cache': 'x',
    });
    const { names, idOf } = await served(folder);
    expect(await names()).toEqual(['.docpilot', '.docpilotignore', 'sub']);
    expect(await names(await idOf('.docpilot'))).toEqual(['synonyms.yaml']);
    expect(await names(await idOf('sub'))).toEqual(['.docpilotignore']);
  });

  test('has links within it as shortcuts, circles too', async () => {
    const { folder, at } = temporaryFolder({ 'Plan.gdoc.html': '<p>x</p>', 'sub/b.md': 'b' });
    symlinkSync('Plan.gdoc.html', at('to plan.gdoc.html'));
    symlinkSync('..', at('sub/up'));
    symlinkSync(at('to plan.gdoc.html'), at('sub/to link'));
    const { store, list, idOf, refusal } = await served(folder);
    const plan = await idOf('Plan');
    expect((await list()).at(-1)).toMatchObject({
      id: expect.stringMatching(/^shortcut-/),
      name: 'to plan',
      mimeType: 'application/vnd.google-apps.shortcut',
      shortcutDetails: { targetId: plan },
    });
    expect(await list(await idOf('sub'))).toMatchObject([
      { name: 'b.md' },
      { name: 'to link', shortcutDetails: { targetId: plan } },
      { name: 'up', shortcutDetails: { targetId: store.rootId } },
    ]);
    expect(await refusal(`files/${await idOf('to plan')}?alt=media`)).toBe(
      '403 fileNotDownloadable alt',
    );
  });

  test('shows a file with several names once', async () => {
    const { folder, at } = temporaryFolder({ 'one/a.md': 'a' });
    mkdirSync(at('two'));
    linkSync(at('one/a.md'), at('two/b.md'));
    const { names, idOf } = await served(folder);
    const listed = [await names(await idOf('one')), await names(await idOf('two'))];
    expect(listed).toEqual([['a.md'], []]);
    rmSync(at('one/a.md'));
    expect(await names(await idOf('two'))).toEqual(['b.md']);
  });

  test('that is gone, or another one now, is an error and not an empty Drive', async () => {
    const { folder, at } = temporaryFolder({ 'drive/a.md': 'a' });
    const store = folderStore(at('drive'));
    const errors: unknown[] = [];
    const { get } = await serve(store, { onError: (error) => errors.push(error) });
    const q = query({ q: `('${store.rootId}' in parents) and trashed = false` });
    for (const spoil of [
      () => renameSync(at('drive'), at('elsewhere')),
      () => mkdirSync(at('drive')),
    ]) {
      spoil();
      for (const path of [`files?${q}`, `files/${store.rootId}`, 'changes/startPageToken']) {
        const { status, json } = await get<ErrorBody>(path);
        expect([status, json.error.message]).toEqual([500, 'Internal Error']);
      }
    }
    expect(errors).toHaveLength(6);
    expect(() => folderStore(at('nowhere'))).toThrow();
    expect(() => folderStore(`${folder}/elsewhere/a.md`)).toThrow('is not a folder');
  });

  // Whoever is root reads everything.
  test.skipIf(process.getuid?.() === 0)('what may not be read has no access', async () => {
    const { folder, at } = temporaryFolder({ 'a.md': 'a', 'closed/b.md': 'b' });
    chmodSync(at('closed'), 0);
    chmodSync(at('a.md'), 0);
    const { list, idOf, refusal } = await served(folder);
    expect(await list()).toEqual([
      expect.objectContaining({ name: 'a.md', capabilities: { canDownload: false } }),
    ]);
    expect(await refusal(`files/${await idOf('a.md')}?alt=media`)).toBe('403 cannotDownloadFile');
    chmodSync(at('closed'), 0o700);
  });
});

test('a name on disk that is not UTF-8 is a file of its own, and can be read', async () => {
  const { folder } = temporaryFolder({ 'a.md': '# A' });
  const onDisk = (name: string) =>
    Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, 'latin1')]);
  mkdirSync(onDisk('\xe9t\xe9'));
  const texts = { 'caf\xe8.md': 'Deux.', 'caf\xe9.md': 'Un.', '\xe9t\xe9/\xe0.md': 'Trois.' };
  for (const [name, text] of Object.entries(texts)) writeFileSync(onDisk(name), text);
  const { store, list, names, idOf } = await served(folder);
  expect(await names()).toEqual(['a.md', 'caf\ufffd.md', 'caf\ufffd.md', '\ufffdt\ufffd']);
  const files = [...(await list()), ...(await list(await idOf('\ufffdt\ufffd')))];
  const read = files
    .filter(({ name }) => name.endsWith('.md'))
    .map(async ({ id }) => {
      const item = store.find(id);
      return item && (await store.read(item)).toString();
    });
  expect((await Promise.all(read)).sort()).toEqual(['# A', 'Deux.', 'Trois.', 'Un.']);
});
