import { afterAll, beforeAll, expect, test } from 'vitest';
import { documentType, folderType } from '../../local/drive/mime-types.ts';
import { memoryStore } from './memory-store.ts';
import { closeAll, query, serve } from './serve.ts';

let drive: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  const store = memoryStore({ now: () => Date.UTC(2026, 0, 1) });
  const [one, two] = ['one', 'two'].map((id) => store.createFolder({ id, name: id }));
  if (one === undefined || two === undefined) throw new Error('unreachable');
  store.createFile({
    id: 'a',
    name: "Anna's Plan.md",
    parentId: one,
    mimeType: 'text/markdown',
    content: '',
  });
  store.createFile({ id: 'b', name: 'Budget', parentId: one, mimeType: documentType, content: '' });
  store.createFile({ id: 'c', name: 'c\\d', parentId: two, content: '' });
  store.createFolder({ id: 'three', name: 'three', parentId: two });
  store.createFile({ id: 'd', name: 'deep.txt', parentId: 'three', content: '' });
  store.createShortcut({ id: 's', name: 'link', parentId: two, targetId: 'b' });
  store.trash('three');
  drive = await serve(store);
});

afterAll(closeAll);

async function idsOf(q: string): Promise<string> {
  const { data } = await drive.client.files.list({ q, fields: 'files(id)' });
  return (data.files ?? []).map(({ id }) => id).join(' ');
}

test.each([
  ["'one' in parents", 'a b'],
  ["'one' in parents or 'two' in parents", 'a b c s three'],
  ["('one' in parents or 'two' in parents) and trashed = false", 'a b c s'],
  ["trashed=false and ('one' in parents or ('two' in parents))", 'a b c s'],
  ["'root' in parents", 'one two'],
  ["'three' in parents", 'd'],
  ["'three' in parents and trashed = false", ''],
  ['trashed = true', 'd three'],
  ['trashed != false', 'd three'],
  [`mimeType = '${folderType}'`, 'one three two'],
  [`mimeType != '${folderType}' and trashed = false`, 'a b c s'],
  [`not mimeType = '${folderType}' and trashed = false`, 'a b c s'],
  ["mimeType contains 'google-apps'", 'b one s three two'],
  ["name = 'Anna\\'s Plan.md'", 'a'],
  ["name = 'c\\\\d'", 'c'],
  ["name = 'budget'", 'b'],
  ["name contains 'plan'", 'a'],
  ["name contains 'lan'", ''],
  ["shortcutDetails.targetId = 'b'", 's'],
  ["modifiedTime > '2026-01-01T00:00:00' and 'two' in parents", 'c s three'],
  ["modifiedTime <= '2026-01-01T00:00:00Z'", ''],
  ["createdTime >= '2026-01-01T01:00:00+01:00' and 'one' in parents", 'a b'],
  // From left to right, as Google says: (one and nothing) or two.
  ["'two' in parents or 'one' in parents and trashed = true", 'three'],
  ["'one' in parents and trashed = true or 'two' in parents", 'c s three'],
  ['', 'a b c d one s three two'],
])('%s', async (q, ids) => {
  expect(await idsOf(q)).toBe(ids);
});

test.each([
  "title = 'x'",
  'trashed',
  'trashed = maybe',
  "trashed = 'false'",
  "'one' in parents and",
  "('one' in parents",
  "'one' in parents)",
  'one in parents',
  "'one in parents",
  "'one' in owners",
  "name > 'a'",
  'name = a',
  "mimeType = 'a' mimeType = 'b'",
  "modifiedTime > 'yesterday'",
  "modifiedTime contains '2026'",
  "fullText contains 'x'",
  'sharedWithMe = true',
  '; drop table files',
  'and',
])('%s is an invalid value', async (q) => {
  const { status, json } = await drive.get(`files?${query({ q })}`);
  expect([status, json]).toEqual([
    400,
    {
      error: {
        code: 400,
        message: 'Invalid Value',
        errors: [
          {
            message: 'Invalid Value',
            domain: 'global',
            reason: 'invalid',
            location: 'q',
            locationType: 'parameter',
          },
        ],
      },
    },
  ]);
});

test('a folder that is not there is not found, by no name', async () => {
  const { status, json } = await drive.get(
    `files?${query({ q: "'one' in parents or 'none' in parents" })}`,
  );
  expect([status, json]).toMatchObject([
    404,
    {
      error: { message: 'File not found: .', errors: [{ reason: 'notFound', location: 'fileId' }] },
    },
  ]);
});
