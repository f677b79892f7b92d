import { afterAll, describe, expect, test } from 'vitest';
import { memoryStore } from './memory-store.ts';
import { closeAll, type ErrorBody, query, serve } from './serve.ts';

afterAll(closeAll);

async function served() {
  const store = memoryStore();
  store.createFile({ id: 'a', name: 'a.md', mimeType: 'text/markdown', content: '# A' });
  store.createShortcut({ id: 's', name: 'to a', targetId: 'a' });
  return serve(store);
}

const kindFirst = { kind: 'drive#file', id: 'a', name: 'a.md', mimeType: 'text/markdown' };

describe('fields of a file', () => {
  test.each([
    ['id,name', { id: 'a', name: 'a.md' }],
    ['id, name', { id: 'a', name: 'a.md' }],
    ['size', { size: '3' }],
    ['md5Checksum,size', { size: '3', md5Checksum: '095870b31bd6107f851591525f90756b' }],
    ['capabilities/canDownload', { capabilities: { canDownload: true } }],
    ['capabilities(canDownload,canEdit)', { capabilities: { canDownload: true, canEdit: false } }],
    ['owners(me),owners/kind', { owners: [{ kind: 'drive#user', me: false }] }],
    ['shortcutDetails', {}],
    ['', {}],
  ])('%j', async (fields, wanted) => {
    const { get } = await served();
    const { json } = await get(`files/a?${query({ fields })}`);
    expect(json).toEqual(wanted);
  });

  test('are four when none are named', async () => {
    const { get } = await served();
    expect((await get('files/a')).json).toEqual(kindFirst);
  });

  test('are all there are under *', async () => {
    const { get } = await served();
    const { json } = await get<Record<string, unknown>>('files/a?fields=*');
    expect(json).toMatchObject({ ...kindFirst, trashed: false, parents: ['my-drive'] });
    expect(Object.keys(json).length).toBeGreaterThan(25);
    const owners = await get('files/a?fields=owners/*');
    expect(owners.json).toEqual({ owners: json.owners });
  });
});

test('fields of a list reach into its files', async () => {
  const { get, client } = await served();
  const fields = 'nextPageToken,files(id,name,shortcutDetails(targetId))';
  expect((await client.files.list({ fields })).data).toEqual({
    files: [
      { id: 'a', name: 'a.md' },
      { id: 's', name: 'to a', shortcutDetails: { targetId: 'a' } },
    ],
  });
  expect((await get('files?fields=files/id')).json).toEqual({ files: [{ id: 'a' }, { id: 's' }] });
  expect((await get('files?fields=kind')).json).toEqual({ kind: 'drive#fileList' });
  expect((await get('files?fields=files(*)')).json).toEqual((await get('files?fields=files')).json);
  const { json } = await get('files?pageSize=1');
  expect(json).toEqual({
    kind: 'drive#fileList',
    incompleteSearch: false,
    nextPageToken: expect.any(String),
    files: [kindFirst],
  });
});

test.each([
  ['files?fields=items(id)', 'items'],
  ['files?fields=files(id,title)', 'title'],
  ['files?fields=files/owners/mail', 'mail'],
  ['files?fields=id', 'id'],
  ['files/a?fields=files', 'files'],
  ['files/a?fields=id/value', 'value'],
  ['files/a?fields=name,shortcutDetails(id)', 'id'],
  ['files/a?fields=owners(', 'owners('],
  ['files/a?fields=id)', 'id)'],
  ['files/a?fields=,id', ',id'],
  ['changes?pageToken=1&fields=changes(file(fileId))', 'fileId'],
  ['changes/startPageToken?fields=pageToken', 'pageToken'],
])('%s is refused', async (path, named) => {
  const { get } = await served();
  const { status, json } = await get<ErrorBody>(path);
  expect([status, json]).toEqual([
    400,
    {
      error: {
        code: 400,
        message: `Invalid field selection ${named}`,
        errors: [
          {
            message: `Invalid field selection ${named}`,
            domain: 'global',
            reason: 'invalidParameter',
            location: 'fields',
            locationType: 'parameter',
          },
        ],
      },
    },
  ]);
});
