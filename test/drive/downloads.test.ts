import { afterAll, describe, expect, test } from 'vitest';
import { documentType, spreadsheetType, xlsxType } from '../../local/drive/mime-types.ts';
import { memoryStore } from './memory-store.ts';
import { closeAll, query, serve } from './serve.ts';

afterAll(closeAll);

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
