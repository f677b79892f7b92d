import { afterAll, describe, expect, test } from 'vitest';
import { type MemoryStore, memoryStore } from './memory-store.ts';
import { closeAll, query, serve } from './serve.ts';

afterAll(closeAll);

interface Page {
  files: Array<{ id: string; driveId?: string }>;
  nextPageToken?: string;
}

describe('pages', () => {
  test('go on where the last ended, whatever came or went between', async () => {
    const store = memoryStore();
    for (const id of ['b', 'd', 'f', 'h']) store.createFile({ id, name: id, content: id });
    const { get } = await serve(store);
    const first = await get<Page>('files?pageSize=2');
    expect(first.json.files.map(({ id }) => id)).toEqual(['b', 'd']);
    store.delete('d');
    store.createFile({ id: 'a', name: 'a', content: '' });
    store.createFile({ id: 'e', name: 'e', content: '' });
    const pageToken = first.json.nextPageToken ?? '';
    const second = await get<Page>(`files?${query({ pageSize: 3, pageToken })}`);
    expect(second.json.files.map(({ id }) => id)).toEqual(['e', 'f', 'h']);
    expect(second.json).not.toHaveProperty('nextPageToken');
  });

  test('belong to the query they were given for', async () => {
    const store = memoryStore();
    for (const id of ['a', 'b']) store.createFile({ id, name: id, content: id });
    const { get, refusal } = await serve(store);
    const pageToken = (await get<Page>('files?pageSize=1')).json.nextPageToken ?? '';
    expect(await refusal(`files?${query({ pageToken, q: 'trashed = false' })}`)).toBe(
      '400 invalid pageToken',
    );
    for (const wrong of ['x', '1', 'W10', Buffer.from('{}').toString('base64url')]) {
      expect(await refusal(`files?pageToken=${wrong}`)).toBe('400 invalid pageToken');
    }
  });

  test('are in the order asked for', async () => {
    const store = memoryStore();
    store.createFile({ id: 'a', name: 'file 10', content: '1' });
    store.createFile({ id: 'b', name: 'file 9', content: '333' });
    store.createFolder({ id: 'c', name: 'Folder' });
    store.createFile({ id: 'd', name: 'file 10', content: '22' });
    store.update('a', '1');
    const { client, refusal } = await serve(store);
    const idsBy = async (orderBy: string) => {
      const ids: string[] = [];
      let pageToken: string | undefined;
      do {
        const { data } = await client.files.list({
          orderBy,
          pageSize: 1,
          ...(pageToken && { pageToken }),
        });
        for (const { id } of data.files ?? []) ids.push(id ?? '');
        pageToken = data.nextPageToken ?? undefined;
      } while (pageToken !== undefined);
      return ids.join('');
    };
    expect(await idsBy('name')).toBe('adbc');
    expect(await idsBy('name desc,createdTime')).toBe('cbad');
    expect(await idsBy('name_natural')).toBe('badc');
    expect(await idsBy('folder,modifiedTime desc')).toBe('cadb');
    expect(await idsBy('quotaBytesUsed desc')).toBe('bdac');
    for (const orderBy of ['title', 'name up', 'viewedByMeTime', 'starred', 'constructor']) {
      expect(await refusal(`files?${query({ orderBy })}`)).toBe('400 invalid orderBy');
    }
  });
});

describe('what lies in a shared drive', () => {
  const supports = { supportsAllDrives: true };
  const includes = { ...supports, includeItemsFromAllDrives: true };

  function twoDrives(): MemoryStore {
    const store = memoryStore();
    store.createFile({ id: 'mine', name: 'mine', content: '' });
    for (const id of ['red', 'blue']) {
      store.createSharedDrive({ id, name: `The ${id} drive` });
      store.createFolder({ id: `${id}-folder`, name: 'folder', parentId: id });
      store.createFile({ id: `${id}-file`, name: 'f', parentId: `${id}-folder`, content: id });
    }
    return store;
  }

  test.each([
    [{}, 'mine'],
    [supports, 'mine'],
    [includes, 'blue-file blue-folder mine red-file red-folder'],
    [{ ...includes, corpora: 'allDrives' }, 'blue-file blue-folder mine red-file red-folder'],
    [{ ...includes, corpora: 'drive', driveId: 'red' }, 'red-file red-folder'],
    [{ ...includes, q: "'red' in parents" }, 'red-folder'],
    [
      { supportsTeamDrives: true, includeTeamDriveItems: true, q: "'red' in parents" },
      'red-folder',
    ],
    // Known to be there, but not asked for.
    [{ ...supports, q: "'red-folder' in parents" }, ''],
    [{ ...includes, corpora: 'drive', driveId: 'blue', q: "'red' in parents" }, ''],
  ])('%j lists %j', async (parameters, ids) => {
    const { get } = await serve(twoDrives());
    const { json } = await get<Page>(`files?${query(parameters)}`);
    expect(json.files.map(({ id }) => id).join(' ')).toBe(ids);
  });

  test.each([
    [{ includeItemsFromAllDrives: true }, '403 supportsTeamDrivesRequired'],
    [{ ...supports, corpora: 'allDrives' }, '403 includeTeamDriveItemsRequired'],
    [{ ...supports, corpora: 'drive', driveId: 'red' }, '403 includeTeamDriveItemsRequired'],
    [{ ...includes, driveId: 'red' }, '403 teamDriveIdRequiresTeamDriveCorpora'],
    [{ ...includes, corpora: 'drive' }, '403 teamDriveIdRequiresTeamDriveCorpora'],
    [{ ...includes, corpora: 'drive', driveId: 'green' }, '404 notFound driveId'],
    [{ corpora: 'everything' }, '400 invalid corpora'],
    [{ spaces: 'appDataFolder' }, '400 invalid spaces'],
    [{ q: "'red-folder' in parents" }, '404 notFound fileId'],
  ])('%j is %s', async (parameters, reason) => {
    const { refusal } = await serve(twoDrives());
    expect(await refusal(`files?${query(parameters)}`)).toBe(reason);
  });

  test('names its drive, and no owner', async () => {
    const { get } = await serve(twoDrives());
    const { json } = await get(`files/red-file?${query({ ...supports, fields: '*' })}`);
    expect(json).toMatchObject({ driveId: 'red', teamDriveId: 'red', parents: ['red-folder'] });
    expect(json).not.toHaveProperty('owners');
    expect(json).not.toHaveProperty('ownedByMe');
    const listed = await get<Page>(`files?${query({ ...includes, q: "'red' in parents" })}`);
    expect(listed.json.files).toEqual([
      expect.objectContaining({ id: 'red-folder', driveId: 'red', teamDriveId: 'red' }),
    ]);
  });

  test('is not found without supportsAllDrives, except to be exported', async () => {
    const store = twoDrives();
    const mimeType = 'application/vnd.google-apps.document';
    store.createFile({ id: 'doc', name: 'doc', parentId: 'red', mimeType, content: '<p>Hi</p>' });
    const { get, refusal } = await serve(store);
    expect(await refusal('files/red-file')).toBe('404 notFound fileId');
    expect(await refusal('files/red-file?alt=media')).toBe('404 notFound fileId');
    expect((await get('files/red-file?alt=media&supportsAllDrives=true')).bytes.toString()).toBe(
      'red',
    );
    expect((await get('files/red?supportsAllDrives=true')).json).toMatchObject({ name: 'Drive' });
    expect((await get('files/doc/export?mimeType=text/markdown')).bytes.toString()).toBe('Hi\n');
  });

  test('a stranger to the drive sees what he was given, without the folder above', async () => {
    const store = memoryStore();
    store.createSharedDrive({ id: 'theirs', name: 'Theirs', isMember: false });
    store.createFolder({ id: 'given', name: 'given', parentId: 'theirs' });
    store.createFile({ id: 'f', name: 'f', parentId: 'given', content: '' });
    const { get, refusal } = await serve(store);
    expect(await refusal('drives/theirs')).toBe('404 notFound driveId');
    expect(await refusal('files/theirs?supportsAllDrives=true')).toBe('404 notFound fileId');
    const { json } = await get('files/given?supportsAllDrives=true&fields=id,parents,driveId');
    expect(json).toEqual({ id: 'given', driveId: 'theirs' });
    const listed = await get<Page>(`files?${query({ ...includes, q: "'given' in parents" })}`);
    expect(listed.json.files).toHaveLength(1);
  });
});
