import { afterAll, describe, expect, test } from 'vitest';
import { type MemoryStore, memoryStore } from './memory-store.ts';
import { closeAll, query, serve } from './serve.ts';

afterAll(closeAll);

const supports = { supportsAllDrives: true };
const includes = { ...supports, includeItemsFromAllDrives: true };
const fields = 'nextPageToken,newStartPageToken,changes(fileId,removed,file(name,trashed))';

interface ChangePage {
  nextPageToken?: string;
  newStartPageToken?: string;
  changes: Array<{
    fileId: string;
    removed: boolean;
    file?: { name: string; trashed: boolean };
  }>;
}

/** A folder with two files in it, and the token of a reader who has seen them. */
async function started(store: MemoryStore = memoryStore()) {
  store.createFolder({ id: 'f', name: 'f' });
  store.createFile({ id: 'a', name: 'a', parentId: 'f', content: 'a' });
  store.createFile({ id: 'b', name: 'b', parentId: 'f', content: 'b' });
  const served = await serve(store);
  const token = (await served.client.changes.getStartPageToken()).data.startPageToken ?? '';
  const changes = async (parameters: Record<string, string | number | boolean> = {}) => {
    const { json } = await served.get<ChangePage>(
      `changes?${query({ pageToken: token, fields, ...parameters })}`,
    );
    return json;
  };
  /** `fileId name`, or `fileId -` for what was removed. */
  const told = async (parameters: Record<string, string | number | boolean> = {}) =>
    (await changes(parameters)).changes.map(
      ({ fileId, removed, file }) =>
        `${fileId} ${removed ? '-' : ''}${file?.name ?? ''}${file?.trashed ? ' trashed' : ''}`,
    );
  return { ...served, store, token, changes, told };
}

describe('the log tells', () => {
  const mutations: Array<[string, (store: MemoryStore) => void, string[]]> = [
    ['nothing when nothing happened', () => {}, []],
    ['a new file', (store) => store.createFile({ id: 'n', name: 'n', content: '' }), ['n n']],
    ['new content', (store) => store.update('a', 'x'), ['a a']],
    ['a new name', (store) => store.rename('a', 'z'), ['a z']],
    ['a move', (store) => store.move('a', 'my-drive'), ['a a']],
    ['of a renamed folder itself alone', (store) => store.rename('f', 'g'), ['f g']],
    [
      'of a moved folder itself alone',
      (store) => {
        store.createFolder({ id: 'n', name: 'n' });
        store.move('f', 'n');
      },
      ['n n', 'f f'],
    ],
    ['a trashed file', (store) => store.trash('a'), ['a a trashed']],
    ['of a trashed folder itself alone', (store) => store.trash('f'), ['f f trashed']],
    ['a deleted file as removed', (store) => store.delete('a'), ['a -']],
    ['lost access as removed', (store) => store.revokeAccess('a'), ['a -']],
    ['of a folder that was taken away itself alone', (store) => store.revokeAccess('f'), ['f -']],
    ['that downloads are forbidden', (store) => store.setCanDownload('a', false), ['a a']],
    [
      'access that came back',
      (store) => {
        store.revokeAccess('a');
        store.restoreAccess('a');
      },
      ['a a'],
    ],
    [
      'each file once, as it is now, where it last changed',
      (store) => {
        store.rename('a', 'x');
        store.update('b', '2');
        store.rename('a', 'y');
      },
      ['b b', 'a y'],
    ],
    [
      'what came and went as removed',
      (store) => {
        store.createFile({ id: 'n', name: 'n', content: '' });
        store.delete('n');
      },
      ['n -'],
    ],
  ];

  test.each(mutations)('%s', async (_, mutate, wanted) => {
    const { store, told } = await started();
    mutate(store);
    expect(await told()).toEqual(wanted);
    expect(await told({ includeRemoved: false })).toEqual(
      wanted.filter((change) => !change.endsWith('-')),
    );
  });

  test('of what lies in a folder, too, when it is made to', async () => {
    const { store, told } = await started(memoryStore({ tellsDescendants: true }));
    store.trash('f');
    expect(await told()).toEqual(['f f trashed', 'a a trashed', 'b b trashed']);
    store.delete('f');
    expect(await told()).toEqual(['f -', 'a -', 'b -']);
  });

  test('a file with the fields asked for', async () => {
    const { store, get, token } = await started();
    store.update('a', 'x');
    const asked = 'changes(changeType,file(id,md5Checksum))';
    expect((await get(`changes?${query({ pageToken: token, fields: asked })}`)).json).toEqual({
      changes: [{ changeType: 'file', file: { id: 'a', md5Checksum: expect.any(String) } }],
    });
  });

  test('the few fields that Google answers when none are named', async () => {
    const { store, get, token } = await started();
    store.update('a', 'x');
    expect((await get(`changes?${query({ pageToken: token })}`)).json).toEqual({
      kind: 'drive#changeList',
      newStartPageToken: expect.any(String),
      changes: [
        {
          kind: 'drive#change',
          changeType: 'file',
          removed: false,
          fileId: 'a',
          file: { kind: 'drive#file', id: 'a', name: 'a', mimeType: 'text/plain' },
        },
      ],
    });
  });
});

describe('page tokens', () => {
  test('go through the log, and from its end on', async () => {
    const { store, changes } = await started();
    for (const id of ['c', 'd', 'e']) store.createFile({ id, name: id, content: '' });
    const first = await changes({ pageSize: 2 });
    expect(first.changes.map(({ fileId }) => fileId)).toEqual(['c', 'd']);
    expect(first).not.toHaveProperty('newStartPageToken');
    store.update('c', 'again');
    const second = await changes({ pageSize: 2, pageToken: first.nextPageToken ?? '' });
    expect(second.changes.map(({ fileId }) => fileId)).toEqual(['e', 'c']);
    expect(second).not.toHaveProperty('nextPageToken');
    const last = await changes({ pageToken: second.newStartPageToken ?? '' });
    expect(last).toEqual({ newStartPageToken: second.newStartPageToken, changes: [] });
  });

  test('that are not of the log are refused', async () => {
    const { refusal, store, token } = await started();
    for (const wrong of ['x', '0', '-1', '1e3', '999', '9'.repeat(30)]) {
      expect(await refusal(`changes?pageToken=${wrong}`)).toBe('400 invalid pageToken');
    }
    expect(await refusal('changes')).toBe('400 required pageToken');
    expect(await refusal('changes?pageToken=')).toBe('400 required pageToken');
    store.expirePageTokens();
    expect(await refusal(`changes?pageToken=${token}`)).toBe('400 invalid pageToken');
  });
});

describe('shared drives', () => {
  async function withDrive() {
    const store = memoryStore();
    store.createSharedDrive({ id: 'red', name: 'Red' });
    store.createFile({ id: 'r', name: 'r', parentId: 'red', content: '' });
    return started(store);
  }
  const ofRed = { ...includes, driveId: 'red' };

  test('have a log of their own', async () => {
    const { store, told } = await withDrive();
    store.update('r', 'x');
    store.update('a', 'x');
    expect(await told(includes)).toEqual(['a a']);
    expect(await told(ofRed)).toEqual(['r r']);
  });

  test('a file that moves between is gone from the one log and new in the other', async () => {
    const { store, told } = await withDrive();
    store.move('f', 'red');
    expect(await told()).toEqual(['f -', 'a -', 'b -']);
    expect(await told(ofRed)).toEqual(['f f', 'a a', 'b b']);
    store.move('a', 'my-drive');
    expect(await told()).toEqual(['f -', 'b -', 'a a']);
    expect(await told(ofRed)).toEqual(['f f', 'b b', 'a -']);
  });

  test('want their flags', async () => {
    const { refusal, token } = await withDrive();
    const asked = (parameters: Record<string, string | boolean>) =>
      refusal(`changes?${query({ pageToken: token, ...parameters })}`);
    expect(await asked({ driveId: 'red' })).toBe('403 includeTeamDriveItemsRequired');
    expect(await asked({ includeItemsFromAllDrives: true })).toBe('403 supportsTeamDrivesRequired');
    expect(await asked({ ...includes, driveId: 'blue' })).toBe('404 notFound driveId');
    expect(await refusal('changes/startPageToken?driveId=red')).toBe(
      '403 supportsTeamDrivesRequired',
    );
    expect(await refusal(`changes/startPageToken?${query({ ...supports, driveId: 'blue' })}`)).toBe(
      '404 notFound driveId',
    );
  });

  test('start where the caller’s log does not', async () => {
    const { client } = await withDrive();
    const { data } = await client.changes.getStartPageToken({ ...supports, driveId: 'red' });
    expect(data.startPageToken).toMatch(/^\d+$/);
  });
});
