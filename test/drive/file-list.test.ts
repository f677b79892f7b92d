import { afterAll, describe, expect, test } from 'vitest';
import { memoryStore } from './memory-store.ts';
import { closeAll, type ErrorBody, query, serve } from './serve.ts';

afterAll(closeAll);

interface Page {
  files: Array<{ id: string; driveId?: string }>;
  nextPageToken?: string;
}

const mine = "('my-drive' in parents) and trashed = false";

describe('pages', () => {
  test('go on after the last file, whatever came or went between', async () => {
    const store = memoryStore();
    for (const id of ['b', 'd', 'f', 'h']) store.createFile({ id, name: id, content: id });
    const { get } = await serve(store);
    const first = await get<Page>(`files?${query({ q: mine, pageSize: 2 })}`);
    expect(first.json.files.map(({ id }) => id)).toEqual(['b', 'd']);
    store.delete('d');
    store.createFile({ id: 'a', name: 'a', content: '' });
    store.createFile({ id: 'e', name: 'e', content: '' });
    const pageToken = first.json.nextPageToken ?? '';
    const second = await get<Page>(`files?${query({ q: mine, pageSize: 3, pageToken })}`);
    expect(second.json.files.map(({ id }) => id)).toEqual(['e', 'f', 'h']);
    expect(second.json).not.toHaveProperty('nextPageToken');
  });

  test('belong to the query they were given for', async () => {
    const store = memoryStore();
    for (const id of ['a', 'b']) store.createFile({ id, name: id, content: id });
    const { get, refusal } = await serve(store);
    const first = await get<Page>(`files?${query({ q: mine, pageSize: 1 })}`);
    const pageToken = first.json.nextPageToken ?? '';
    const trashed = mine.replace('false', 'true');
    expect(await refusal(`files?${query({ q: trashed, pageToken })}`)).toBe(
      '400 invalid pageToken',
    );
    for (const wrong of ['x', '1', 'W10', Buffer.from('{}').toString('base64url')]) {
      expect(await refusal(`files?${query({ q: mine, pageToken: wrong })}`)).toBe(
        '400 invalid pageToken',
      );
    }
  });

  test('have 100 files, or as many as asked for up to 1000', async () => {
    const store = memoryStore();
    for (let index = 0; index < 1005; index += 1) store.createFile({ name: 'f', content: '' });
    const { client } = await serve(store);
    expect((await client.files.list({ q: mine, pageSize: 5000 })).data.files).toHaveLength(1000);
    expect((await client.files.list({ q: mine })).data.files).toHaveLength(100);
  });

  test('have the fields asked for', async () => {
    const store = memoryStore();
    store.createFile({ id: 'a', name: 'a.md', mimeType: 'text/markdown', content: '# A' });
    store.createShortcut({ id: 's', name: 'to a', targetId: 'a' });
    const { get } = await serve(store);
    const fields = 'nextPageToken,files(id,shortcutDetails(targetId))';
    expect((await get(`files?${query({ q: mine, fields })}`)).json).toEqual({
      files: [{ id: 'a' }, { id: 's', shortcutDetails: { targetId: 'a' } }],
    });
    expect((await get(`files?${query({ q: mine, pageSize: 1 })}`)).json).toEqual({
      kind: 'drive#fileList',
      incompleteSearch: false,
      nextPageToken: expect.any(String),
      files: [{ kind: 'drive#file', id: 'a', name: 'a.md', mimeType: 'text/markdown' }],
    });
  });
});

describe('a query', () => {
  const store = memoryStore();
  for (const id of ['one', "two's", 'back\\slash']) store.createFolder({ id, name: id });
  store.createFile({ id: 'a', name: 'a', parentId: 'one', content: '' });
  store.createFile({ id: 'b', name: 'b', parentId: 'one', content: '' });
  store.createFile({ id: 'c', name: 'c', parentId: "two's", content: '' });
  store.createFile({ id: 'd', name: 'd', parentId: 'back\\slash', content: '' });
  store.trash('b');
  const drive = serve(store);

  test.each([
    ["('one' in parents) and trashed = false", 'a'],
    ["('one' in parents) and trashed = true", 'b'],
    ["('one' in parents or 'two\\'s' in parents) and trashed = false", 'a c'],
    ["('back\\\\slash' in parents) and trashed = false", 'd'],
  ])('%s', async (q, ids) => {
    const { data } = await (await drive).client.files.list({ q, fields: 'files(id)' });
    expect((data.files ?? []).map(({ id }) => id).join(' ')).toBe(ids);
  });

  test.each([
    '',
    "'one' in parents and trashed = false",
    "('one' in parents) and trashed = maybe",
    "('one' in parents",
    '(one in parents) and trashed = false',
    "('one' in owners) and trashed = false",
    "('one' in parents) and trashed = false or name = 'a'",
  ])('of another form is refused with the one there is: %s', async (q) => {
    const { status, json } = await (await drive).get<ErrorBody>(`files?${query({ q })}`);
    const form = "('ID' in parents or …) and trashed = false";
    expect([status, json.error]).toMatchObject([
      400,
      {
        message: `The only form of q that is supported here is ${form}: ${q}`,
        errors: [{ reason: 'invalidParameter', location: 'q' }],
      },
    ]);
  });

  test('for a folder that is not there finds no file, and does not say which', async () => {
    const q = "('one' in parents or 'none' in parents) and trashed = false";
    const { status, json } = await (await drive).get<ErrorBody>(`files?${query({ q })}`);
    expect([status, json.error]).toMatchObject([
      404,
      { message: 'File not found: .', errors: [{ reason: 'notFound', location: 'fileId' }] },
    ]);
  });
});

describe('what is in a shared drive', () => {
  const supports = { supportsAllDrives: true };
  const includes = { ...supports, includeItemsFromAllDrives: true };
  const inFolder = (id: string) => ({ q: `('${id}' in parents) and trashed = false` });
  const store = memoryStore();
  store.createFile({ id: 'mine', name: 'mine', content: '' });
  const mimeType = 'application/vnd.google-apps.document';
  for (const id of ['red', 'blue']) {
    store.createSharedDrive({ id, name: `The ${id} drive` });
    store.createFolder({ id: `${id}-folder`, name: 'folder', parentId: id });
    store.createFile({ id: `${id}-file`, name: 'f', parentId: `${id}-folder`, content: id });
    store.createFile({
      id: `${id}-doc`,
      name: 'doc',
      parentId: `${id}-folder`,
      mimeType,
      content: '<p>Hi</p>',
    });
  }
  const drive = serve(store);

  test.each([
    [inFolder('my-drive'), 'mine'],
    [{ ...includes, ...inFolder('red') }, 'red-folder'],
    [{ ...includes, corpora: 'drive', driveId: 'red', ...inFolder('red') }, 'red-folder'],
    // The folder is found, but files of shared drives are not asked for.
    [{ ...supports, ...inFolder('red-folder') }, ''],
    [{ ...includes, corpora: 'drive', driveId: 'blue', ...inFolder('red') }, ''],
  ])('%j lists %j', async (parameters, ids) => {
    const { json } = await (await drive).get<Page>(`files?${query(parameters)}`);
    expect(json.files.map(({ id }) => id).join(' ')).toBe(ids);
  });

  test.each([
    [{ includeItemsFromAllDrives: true }, '403 supportsTeamDrivesRequired'],
    [{ ...supports, corpora: 'drive', driveId: 'red' }, '403 includeTeamDriveItemsRequired'],
    [{ ...includes, driveId: 'red' }, '403 teamDriveIdRequiresTeamDriveCorpora'],
    [{ ...includes, corpora: 'drive' }, '403 teamDriveIdRequiresTeamDriveCorpora'],
    [{ ...includes, corpora: 'drive', driveId: 'green' }, '404 notFound driveId'],
    [{ corpora: 'everything' }, '400 invalid corpora'],
    [{}, '404 notFound fileId'],
  ])('%j is %s', async (parameters, reason) => {
    const { refusal } = await drive;
    expect(await refusal(`files?${query({ ...inFolder('red'), ...parameters })}`)).toBe(reason);
  });

  test('is not found without supportsAllDrives, except to be exported', async () => {
    const { get, refusal } = await drive;
    expect(await refusal('files/red-file')).toBe('404 notFound fileId');
    expect(await refusal('files/red-file?alt=media')).toBe('404 notFound fileId');
    const media = await get('files/red-file?alt=media&supportsAllDrives=true');
    expect(media.bytes.toString()).toBe('red');
    const fields = 'driveId,parents';
    const { json } = await get(`files/red-file?${query({ ...supports, fields })}`);
    expect(json).toEqual({ driveId: 'red', parents: ['red-folder'] });
    expect((await get('files/red?supportsAllDrives=true')).json).toMatchObject({ name: 'Drive' });
    const exported = await get('files/red-doc/export?mimeType=text/markdown');
    expect(exported.bytes.toString()).toBe('Hi\n');
  });

  test('has the drive’s name', async () => {
    const { get, client, refusal } = await drive;
    const { data } = await client.drives.get({ driveId: 'red' });
    expect(data).toEqual({ kind: 'drive#drive', id: 'red', name: 'The red drive' });
    expect((await get('drives/red?fields=name')).json).toEqual({ name: 'The red drive' });
    expect(await refusal('drives/green')).toBe('404 notFound driveId');
  });
});
