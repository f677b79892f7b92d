import { afterAll, describe, expect, test } from 'vitest';
import { memoryStore } from '../../local/drive/memory-store.ts';
import {
  documentType,
  pptxType,
  presentationType,
  spreadsheetType,
  xlsxType,
} from '../../local/drive/mime-types.ts';
import { closeAll, type ErrorBody, query, serve } from './serve.ts';

afterAll(closeAll);

describe('a file', () => {
  test('tells what it is', async () => {
    const store = memoryStore({ now: () => Date.UTC(2026, 4, 1, 8) });
    store.createFolder({ id: 'f', name: 'Team' });
    store.createFile({
      id: 'a',
      name: 'a.tar.gz',
      parentId: 'f',
      content: 'abc',
      mimeType: 'application/gzip',
    });
    const { get } = await serve(store);
    const { json } = await get<Record<string, unknown>>('files/a?fields=*');
    expect(json).toMatchObject({
      name: 'a.tar.gz',
      mimeType: 'application/gzip',
      parents: ['f'],
      size: '3',
      md5Checksum: '900150983cd24fb0d6963f7d28e17f72',
      trashed: false,
      explicitlyTrashed: false,
      shared: true,
      createdTime: '2026-05-01T08:00:00.003Z',
      modifiedTime: '2026-05-01T08:00:00.003Z',
      originalFilename: 'a.tar.gz',
      fileExtension: 'gz',
      capabilities: { canDownload: true, canListChildren: false },
      webViewLink: 'https://drive.google.com/file/d/a/view?usp=drivesdk',
      lastModifyingUser: { kind: 'drive#user', me: false },
      owners: [{ kind: 'drive#user' }],
    });
    expect(json).not.toHaveProperty('driveId');
    expect(json).not.toHaveProperty('shortcutDetails');
    expect(json).not.toHaveProperty('exportLinks');
  });

  test('that is Google’s own has neither checksum nor revision, but exports', async () => {
    const store = memoryStore();
    store.createFile({ id: 'd', name: 'Plan', mimeType: documentType, content: '<p>x</p>' });
    store.createFile({ id: 't', name: 'Sheet', mimeType: spreadsheetType, content: 'x' });
    const { get } = await serve(store);
    const { json } = await get<Record<string, unknown>>('files/d?fields=*');
    expect(json).toMatchObject({
      size: '8',
      webViewLink: 'https://docs.google.com/document/d/d/edit?usp=drivesdk',
      exportLinks: {
        'text/markdown': expect.stringContaining('/d/export?mimeType=text%2Fmarkdown'),
      },
    });
    for (const field of ['md5Checksum', 'headRevisionId', 'originalFilename', 'fileExtension']) {
      expect(json).not.toHaveProperty(field);
    }
    expect((await get('files/t?fields=webViewLink')).json).toEqual({
      webViewLink: 'https://docs.google.com/spreadsheets/d/t/edit?usp=drivesdk',
    });
  });

  test('gets a new revision with its content, a new version with anything', async () => {
    const store = memoryStore();
    store.createFile({ id: 'a', name: 'a', content: '1' });
    const { client } = await serve(store);
    const fields = 'version,headRevisionId,md5Checksum,modifiedTime,name';
    const look = async () => (await client.files.get({ fileId: 'a', fields })).data;
    const first = await look();
    store.rename('a', 'b');
    const renamed = await look();
    expect(renamed).toEqual({ ...first, version: '2', name: 'b' });
    store.update('a', '2');
    const updated = await look();
    expect(updated.version).toBe('3');
    expect(updated.headRevisionId).not.toBe(first.headRevisionId);
    expect(updated.md5Checksum).not.toBe(first.md5Checksum);
    expect(Date.parse(updated.modifiedTime ?? '')).toBeGreaterThan(
      Date.parse(first.modifiedTime ?? ''),
    );
  });

  test('in the trash is shown so, and so is what lies in a folder there', async () => {
    const store = memoryStore();
    store.createFolder({ id: 'f', name: 'f' });
    store.createFile({ id: 'a', name: 'a', parentId: 'f', content: 'still here' });
    store.trash('f');
    const { get } = await serve(store);
    const fields = 'trashed,explicitlyTrashed';
    expect((await get(`files/f?fields=${fields}`)).json).toEqual({
      trashed: true,
      explicitlyTrashed: true,
    });
    expect((await get(`files/a?fields=${fields}`)).json).toEqual({
      trashed: true,
      explicitlyTrashed: false,
    });
    expect((await get('files/a?alt=media')).bytes.toString()).toBe('still here');
  });

  test('that is a shortcut names its target, which may be gone', async () => {
    const store = memoryStore();
    store.createFile({ id: 'a', name: 'a', mimeType: 'text/plain', content: '' });
    store.createShortcut({ id: 's', name: 's', targetId: 'a' });
    store.delete('a');
    const { get } = await serve(store);
    expect((await get('files/s?fields=mimeType,shortcutDetails,size')).json).toEqual({
      mimeType: 'application/vnd.google-apps.shortcut',
      shortcutDetails: { targetId: 'a', targetMimeType: 'text/plain' },
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
    const store = memoryStore();
    store.createFile({ id: 'deleted', name: 'd', content: '' });
    store.createFolder({ id: 'revoked', name: 'r' });
    store.createFile({ id: 'inside', name: 'i', parentId: 'revoked', content: '' });
    store.delete('deleted');
    store.revokeAccess('revoked');
    const { get } = await serve(store);
    const { status, json } = await get<ErrorBody>(path);
    const id = path.split(/[/?]/)[1];
    expect([status, json]).toEqual([
      404,
      {
        error: {
          code: 404,
          message: `File not found: ${id}.`,
          errors: [
            {
              message: `File not found: ${id}.`,
              domain: 'global',
              reason: 'notFound',
              location: 'fileId',
              locationType: 'parameter',
            },
          ],
        },
      },
    ]);
  });

  test('called root is the caller’s My Drive', async () => {
    const { get } = await serve(memoryStore());
    expect((await get('files/root')).json).toMatchObject({ id: 'my-drive', name: 'My Drive' });
  });
});

describe('bytes', () => {
  const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256));

  test('come as they are, with Google’s client too', async () => {
    const store = memoryStore();
    store.createFile({ id: 'a', name: 'a.pdf', mimeType: 'application/pdf', content: bytes });
    store.createFile({ id: 'empty', name: 'e', content: '' });
    store.createFile({
      id: 'j',
      name: 'j.json',
      mimeType: 'application/json',
      content: ' {"x":1}',
    });
    const { get, client } = await serve(store);
    const got = await get('files/a?alt=media');
    expect(got.headers.get('content-type')).toBe('application/pdf');
    expect(got.bytes.equals(bytes)).toBe(true);
    const { data } = await client.files.get(
      { fileId: 'a', alt: 'media' },
      { responseType: 'arraybuffer' },
    );
    expect(Buffer.from(data as unknown as ArrayBuffer).equals(bytes)).toBe(true);
    expect((await get('files/empty?alt=media')).bytes).toHaveLength(0);
  });

  test.each([
    ['bytes=0-9', 206, 'bytes 0-9/70000', 10],
    ['bytes=69990-', 206, 'bytes 69990-69999/70000', 10],
    ['bytes=-5', 206, 'bytes 69995-69999/70000', 5],
    ['bytes=69999-80000', 206, 'bytes 69999-69999/70000', 1],
    ['bytes=70000-', 416, 'bytes */70000', null],
    ['lines=1-2', 200, null, 70_000],
  ])('come in part for Range: %s', async (range, status, contentRange, length) => {
    const store = memoryStore();
    store.createFile({ id: 'a', name: 'a', mimeType: 'application/pdf', content: bytes });
    const { get } = await serve(store);
    const got = await get('files/a?alt=media', { range });
    expect([got.status, got.headers.get('content-range')]).toEqual([status, contentRange]);
    if (length !== null) expect(got.bytes).toHaveLength(length);
  });

  test.each([
    ['folder', 'files/folder?alt=media', '403 fileNotDownloadable alt'],
    ['shortcut', 'files/shortcut?alt=media', '403 fileNotDownloadable alt'],
    ['Google Doc', 'files/doc?alt=media', '403 fileNotDownloadable alt'],
    ['file that may not be downloaded', 'files/kept?alt=media', '403 cannotDownloadFile'],
    [
      'Doc that may not be downloaded',
      `files/secret/export?${query({ mimeType: 'text/plain' })}`,
      '403 cannotExportFile',
    ],
    [
      'file, as an export',
      `files/file/export?${query({ mimeType: 'text/plain' })}`,
      '403 fileNotExportable',
    ],
    [
      'folder, as an export',
      `files/folder/export?${query({ mimeType: 'text/plain' })}`,
      '403 fileNotExportable',
    ],
    ['Doc, as nothing', 'files/doc/export', '400 required mimeType'],
    [
      'Doc, as a sheet',
      `files/doc/export?${query({ mimeType: xlsxType })}`,
      '400 badRequest convertTo',
    ],
    [
      'Sheet, as Markdown',
      `files/sheet/export?${query({ mimeType: 'text/markdown' })}`,
      '400 badRequest convertTo',
    ],
  ])('are not had of a %s', async (_, path, reason) => {
    const store = memoryStore();
    store.createFolder({ id: 'folder', name: 'folder' });
    store.createFile({ id: 'file', name: 'file', content: 'x' });
    store.createFile({ id: 'kept', name: 'kept', content: 'x', canDownload: false });
    store.createFile({ id: 'doc', name: 'doc', mimeType: documentType, content: 'x' });
    store.createFile({
      id: 'secret',
      name: 's',
      mimeType: documentType,
      content: 'x',
      canDownload: false,
    });
    store.createFile({ id: 'sheet', name: 'sheet', mimeType: spreadsheetType, content: 'x' });
    store.createShortcut({ id: 'shortcut', name: 'shortcut', targetId: 'file' });
    const { refusal } = await serve(store);
    expect(await refusal(path)).toBe(reason);
  });
});

describe('exports', () => {
  const html = `<html><head><title>T</title><style>p{}</style></head><body>
    <h1 id="h.abc">Rollout</h1><p>Do <b>this</b> in <a href="https://example.com/x">steps</a>:</p>
    <ol><li>one</li><li>two</li></ol>
    <table><tr><th>Who</th><th>What</th></tr><tr><td>Ada</td><td>code_review</td></tr></table>
    <h2>Later</h2><ul><li>a<ul><li>b</li></ul></li></ul></body></html>`;

  test('a Doc as Markdown, text and HTML', async () => {
    const store = memoryStore();
    store.createFile({ id: 'd', name: 'd', mimeType: documentType, content: html });
    const { client } = await serve(store);
    const as = async (mimeType: string) => {
      const { data } = await client.files.export(
        { fileId: 'd', mimeType },
        { responseType: 'text' },
      );
      return data as string;
    };
    expect(await as('text/markdown')).toBe(
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
    const text = Buffer.from(await as('text/plain')).toString();
    expect(text).toContain('Rollout\r\n\r\nDo this in steps:\r\n');
    expect(text).toContain('Ada\tcode_review\r\n');
    expect(text).not.toMatch(/[#*_]{2}|\bT\b/);
    expect(await as('text/html')).toBe(html);
  });

  test('a Sheet as xlsx and a presentation as pptx, byte for byte', async () => {
    const store = memoryStore();
    const bytes = Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0]);
    store.createFile({ id: 's', name: 's', mimeType: spreadsheetType, content: bytes });
    store.createFile({ id: 'p', name: 'p', mimeType: presentationType, content: bytes });
    const { get } = await serve(store);
    for (const [id, mimeType] of [
      ['s', xlsxType],
      ['p', pptxType],
    ] as const) {
      const got = await get(`files/${id}/export?${query({ mimeType })}`);
      expect([got.status, got.headers.get('content-type')]).toEqual([200, mimeType]);
      expect(got.bytes.equals(bytes)).toBe(true);
    }
  });

  test('end at 10 MB, as the export counts', async () => {
    const store = memoryStore();
    const limit = 10 * 1024 * 1024;
    const mimeType = spreadsheetType;
    store.createFile({ id: 'fits', name: 'f', mimeType, content: Buffer.alloc(limit) });
    store.createFile({ id: 'large', name: 'l', mimeType, content: Buffer.alloc(limit + 1) });
    const { get } = await serve(store);
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
    const low = await serve(store, { exportLimitBytes: 5 });
    expect(await low.refusal(`files/fits/export?${as}`)).toBe('403 exportSizeLimitExceeded');
  });
});
