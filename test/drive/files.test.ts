import { afterAll, describe, expect, test } from 'vitest';
import {
  documentType,
  pptxType,
  presentationType,
  spreadsheetType,
  xlsxType,
} from '../../local/drive/file-types.ts';
import { memoryStore } from './memory-store.ts';
import { closeAll, type ErrorBody, query, serve } from './serve.ts';

afterAll(closeAll);

const store = memoryStore();
const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256));
const html = `<html><head><title>T</title><style>p{}</style></head><body>
  <h1 id="h.abc">Rollout</h1><p>Do <b>this</b> in <a href="https://example.com/x">steps</a>:</p>
  <ol><li>one</li><li>two</li></ol>
  <table><tr><th>Who</th><th>What</th></tr><tr><td>Ada</td><td>code_review</td></tr></table>
  <h2>Later</h2><ul><li>a<ul><li>b</li></ul></li></ul></body></html>`;
store.createFolder({ id: 'folder', name: 'Team' });
store.createFile({ id: 'a', name: 'a.md', mimeType: 'text/markdown', content: '# A' });
store.createFile({ id: 'pdf', name: 'a.pdf', mimeType: 'application/pdf', content: bytes });
store.createFile({ id: 'empty', name: 'empty', content: '' });
store.createFile({ id: 'kept', name: 'kept', content: 'x', canDownload: false });
store.createFile({ id: 'doc', name: 'doc', mimeType: documentType, content: html });
store.createFile({
  id: 'secret',
  name: 'secret',
  mimeType: documentType,
  content: 'x',
  canDownload: false,
});
store.createFile({ id: 'sheet', name: 'sheet', mimeType: spreadsheetType, content: bytes });
store.createFile({ id: 'talk', name: 'talk', mimeType: presentationType, content: bytes });
store.createShortcut({ id: 'shortcut', name: 'to a', targetId: 'a' });
const { get, refusal, client } = await serve(store);

const allFields =
  'kind,id,name,mimeType,parents,trashed,driveId,md5Checksum,modifiedTime,size,webViewLink,shortcutDetails(targetId),capabilities(canDownload)';

describe('the metadata of a file', () => {
  test('has what a sync asks for', async () => {
    expect((await get(`files/a?fields=${allFields}`)).json).toEqual({
      kind: 'drive#file',
      id: 'a',
      name: 'a.md',
      mimeType: 'text/markdown',
      parents: ['my-drive'],
      size: '3',
      md5Checksum: '095870b31bd6107f851591525f90756b',
      modifiedTime: expect.stringMatching(/^\d{4}-.*Z$/),
      trashed: false,
      capabilities: { canDownload: true },
      webViewLink: 'https://drive.google.com/file/d/a/view?usp=drivesdk',
    });
  });

  test('of a Google Doc has no checksum', async () => {
    const { json } = await get(`files/doc?fields=${allFields}`);
    expect(json).toMatchObject({ size: String(html.length) });
    expect(json).not.toHaveProperty('md5Checksum');
  });

  test('says that a file is in the trash, or in a folder that is', async () => {
    store.createFolder({ id: 'bin', name: 'bin' });
    store.createFile({ id: 'thrown', name: 'a', parentId: 'bin', content: 'still here' });
    store.trash('bin');
    for (const id of ['bin', 'thrown']) {
      expect((await get(`files/${id}?fields=trashed`)).json).toEqual({ trashed: true });
    }
    expect((await get('files/thrown?alt=media')).bytes.toString()).toBe('still here');
  });

  test('of a shortcut names its target, which may be gone', async () => {
    const targetId = store.createFile({ name: 'gone', content: '' });
    store.createShortcut({ id: 'dangling', name: 'dangling', targetId });
    store.delete(targetId);
    expect((await get('files/dangling?fields=mimeType,shortcutDetails,size')).json).toEqual({
      mimeType: 'application/vnd.google-apps.shortcut',
      shortcutDetails: { targetId },
    });
  });

  test.each([
    'files/none',
    'files/none?alt=media',
    'files/none/export?mimeType=text/plain',
    'files/%E0%A4%A',
    'files/deleted',
    'files/revoked',
    'files/inside',
  ])('is not found at %s', async (path) => {
    const lost = memoryStore();
    lost.createFile({ id: 'deleted', name: 'd', content: '' });
    lost.createFolder({ id: 'revoked', name: 'r' });
    lost.createFile({ id: 'inside', name: 'i', parentId: 'revoked', content: '' });
    lost.delete('deleted');
    lost.revokeAccess('revoked');
    const { status, json } = await (await serve(lost)).get<ErrorBody>(path);
    const message = `File not found: ${path.split(/[/?]/)[1]}.`;
    const place = { location: 'fileId', locationType: 'parameter' };
    const errors = [{ message, domain: 'global', reason: 'notFound', ...place }];
    expect([status, json]).toEqual([404, { error: { code: 404, message, errors } }]);
  });
});

describe('fields', () => {
  const usual = { kind: 'drive#file', id: 'a', name: 'a.md', mimeType: 'text/markdown' };

  test.each([
    ['id,name', { id: 'a', name: 'a.md' }],
    ['id, name', { id: 'a', name: 'a.md' }],
    ['md5Checksum,size', { size: '3', md5Checksum: '095870b31bd6107f851591525f90756b' }],
    ['capabilities', { capabilities: { canDownload: true } }],
    ['capabilities(canDownload),id', { capabilities: { canDownload: true }, id: 'a' }],
    ['shortcutDetails', {}],
  ])('%j', async (fields, selected) => {
    expect((await get(`files/a?${query({ fields })}`)).json).toEqual(selected);
  });

  test('are the few that Google answers when none are named', async () => {
    expect((await get('files/a')).json).toEqual(usual);
  });

  test.each([
    ['files/a?fields=title', 'title'],
    ['files/a?fields=owners', 'owners'],
    ['files/a?fields=*', '*'],
    ['files/a?fields=capabilities/canDownload', 'capabilities/canDownload'],
    ['files/a?fields=name,shortcutDetails(id)', 'id'],
    ['files/a?fields=id(value)', 'value'],
    ['files/a?fields=capabilities(canDownload', 'capabilities(canDownload'],
    ['files/a?fields=id)', 'id)'],
    ['files/a?fields=,id', ','],
    ['files?fields=files(id,title)', 'title'],
    ['changes?pageToken=1&fields=changes(file(fileId))', 'fileId'],
    ['drives/red?fields=size', 'size'],
  ])('%s is refused', async (path, named) => {
    const { status, json } = await get<ErrorBody>(path);
    const message = `Invalid field selection ${named}`;
    expect([status, json.error]).toMatchObject([
      400,
      { message, errors: [{ reason: 'invalidParameter', location: 'fields' }] },
    ]);
  });
});

describe('bytes', () => {
  test('come as they are, with Google’s client too', async () => {
    const got = await get('files/pdf?alt=media');
    expect(got.headers.get('content-type')).toBe('application/pdf');
    expect(got.bytes.equals(bytes)).toBe(true);
    const { data } = await client.files.get(
      { fileId: 'pdf', alt: 'media' },
      { responseType: 'arraybuffer' },
    );
    expect(Buffer.from(data as unknown as ArrayBuffer).equals(bytes)).toBe(true);
    expect((await get('files/empty?alt=media')).bytes).toHaveLength(0);
  });

  const plain = query({ mimeType: 'text/plain' });
  const markdown = query({ mimeType: 'text/markdown' });

  test.each([
    ['folder', 'files/folder?alt=media', '403 fileNotDownloadable alt'],
    ['shortcut', 'files/shortcut?alt=media', '403 fileNotDownloadable alt'],
    ['Google Doc', 'files/doc?alt=media', '403 fileNotDownloadable alt'],
    ['file that may not be downloaded', 'files/kept?alt=media', '403 cannotDownloadFile'],
    ['Doc that may not be downloaded', `files/secret/export?${plain}`, '403 cannotExportFile'],
    ['file, as an export', `files/a/export?${plain}`, '403 fileNotExportable'],
    ['folder, as an export', `files/folder/export?${plain}`, '403 fileNotExportable'],
    ['Doc, as nothing', 'files/doc/export', '400 required mimeType'],
    [
      'Doc, as HTML',
      `files/doc/export?${query({ mimeType: 'text/html' })}`,
      '400 badRequest convertTo',
    ],
    ['Sheet, as Markdown', `files/sheet/export?${markdown}`, '400 badRequest convertTo'],
  ])('are refused of a %s', async (_, path, reason) => {
    expect(await refusal(path)).toBe(reason);
  });
});

describe('an export', () => {
  test('of a Doc is plain text, too, with a byte order mark and CRLF', async () => {
    const { data } = await client.files.export(
      { fileId: 'doc', mimeType: 'text/plain' },
      { responseType: 'arraybuffer' },
    );
    const text = Buffer.from(data as unknown as ArrayBuffer).toString('utf8');
    expect(text.startsWith('\uFEFFRollout\r\n\r\nDo this in steps:\r\n')).toBe(true);
    expect(text).toContain('Ada\tcode_review\r\n');
    expect(text).not.toMatch(/[#*_]{2}/);
  });

  test('of a Doc is Markdown', async () => {
    const { data } = await client.files.export(
      { fileId: 'doc', mimeType: 'text/markdown' },
      { responseType: 'text' },
    );
    expect(data).toBe(
      [
        '# Rollout',
        '',
        'Do **this** in [steps](https://example.com/x):',
        '',
        '1.  one',
        '2.  two',
        '',
        '| Who | What |',
        '| --- | --- |',
        '| Ada | code\\_review |',
        '',
        '## Later',
        '',
        '*   a',
        '    *   b',
        '',
      ].join('\n'),
    );
  });

  test.each([
    ['sheet', xlsxType],
    ['talk', pptxType],
  ])('of a %s is its file, byte for byte', async (id, mimeType) => {
    const got = await get(`files/${id}/export?${query({ mimeType })}`);
    expect([got.status, got.headers.get('content-type')]).toEqual([200, mimeType]);
    expect(got.bytes.equals(bytes)).toBe(true);
  });

  test('has at most 10 MB', async () => {
    const limit = 10 * 1024 * 1024;
    const mimeType = spreadsheetType;
    store.createFile({ id: 'fits', name: 'f', mimeType, content: Buffer.alloc(limit) });
    store.createFile({ id: 'large', name: 'l', mimeType, content: Buffer.alloc(limit + 1) });
    const as = query({ mimeType: xlsxType });
    expect((await get(`files/fits/export?${as}`)).status).toBe(200);
    const { status, json } = await get<ErrorBody>(`files/large/export?${as}`);
    expect([status, json.error]).toMatchObject([
      403,
      {
        message: 'This file is too large to be exported.',
        errors: [{ reason: 'exportSizeLimitExceeded' }],
      },
    ]);
  });
});
