import { afterAll, expect, test } from 'vitest';
import { memoryStore } from './memory-store.ts';
import { closeAll, serve } from './serve.ts';

afterAll(closeAll);

test('a shared drive is told to its members', async () => {
  const store = memoryStore();
  store.createSharedDrive({ id: 'red', name: 'The red drive' });
  const { get, client, refusal } = await serve(store);
  expect((await client.drives.get({ driveId: 'red' })).data).toEqual({
    kind: 'drive#drive',
    id: 'red',
    name: 'The red drive',
  });
  expect((await get('drives/red?fields=capabilities/canDownload')).json).toEqual({
    capabilities: { canDownload: true },
  });
  expect(await refusal('drives/blue')).toBe('404 notFound driveId');
  store.setMembership('red', false);
  expect(await refusal('drives/red')).toBe('404 notFound driveId');
});

test('shared drives come in pages', async () => {
  const store = memoryStore();
  for (const id of ['a', 'b', 'c']) store.createSharedDrive({ id, name: id });
  const { client, refusal } = await serve(store);
  const first = (await client.drives.list({ pageSize: 2 })).data;
  expect(first.drives?.map(({ id }) => id)).toEqual(['a', 'b']);
  const pageToken = first.nextPageToken ?? '';
  const second = (await client.drives.list({ pageSize: 2, pageToken })).data;
  expect(second).toEqual({
    kind: 'drive#driveList',
    drives: [expect.objectContaining({ id: 'c' })],
  });
  expect(await refusal('drives?pageToken=x')).toBe('400 invalid pageToken');
  expect(await refusal("drives?q=name='a'")).toBe('400 invalid q');
});

test('about tells the exports, and wants to know of what', async () => {
  const { client, refusal } = await serve(memoryStore());
  expect(await refusal('about')).toBe('400 required fields');
  const { data } = await client.about.get({ fields: 'user(displayName),exportFormats' });
  expect(data.user).toEqual({ displayName: 'DocPilot' });
  expect(data.exportFormats?.['application/vnd.google-apps.document']).toContain('text/markdown');
});
