import { afterAll, describe, expect, test } from 'vitest';
import { documentType, spreadsheetType } from '../../local/drive/mime-types.ts';
import { memoryStore } from './memory-store.ts';
import { closeAll, type ErrorBody, serve } from './serve.ts';

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
