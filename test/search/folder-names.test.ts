import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListResponse } from '../../shared/src/search/list/list-request.ts';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { driveUnderTest } from '../support/drive-under-test.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';

let drive: Awaited<ReturnType<typeof driveUnderTest>>;
let docPilot: RunningDocPilot;
let shared: string;

beforeAll(async () => {
  drive = await driveUnderTest();
  shared = drive.store.createSharedDrive({ name: 'Everyone' });
  drive.store.rename(drive.folder, 'Team handbook');
  for (const parentId of [drive.folder, shared]) {
    drive.store.createFile({ name: 'Tea.md', parentId, content: `Green tea of ${parentId}.` });
  }
  const clone = temporaryClone();
  clone.commit('Write', { 'coffee.md': 'Black coffee.' });
  docPilot = await runDocPilot([clone.folder], {
    environment: { ...drive.environment, GDRIVE_FOLDER_ID: `${drive.folder},${shared}` },
  });
  await docPilot.sync();
});
afterAll(async () => {
  await docPilot.close();
  await drive.close();
  removeTemporaryFolders();
});

async function places(filters: object): Promise<string[]> {
  const results = await docPilot.search('green tea', { filters });
  return results.map(({ repository }) => repository).sort();
}

async function list(query: string): Promise<ListResponse> {
  return (await docPilot.request(`/list?${query}`)).json() as Promise<ListResponse>;
}

test('a folder goes by its name, a shared drive by its own', async () => {
  expect(await places({})).toEqual(['Everyone', 'Team handbook']);
  const { documents = [] } = await list('view=documents&source=drive');
  expect(documents.map(({ repository }) => repository)).toEqual(['Everyone', 'Team handbook']);
  const [found] = await docPilot.search('green tea');
  const response = await docPilot.post('/mcp/search_documents', { query: 'green tea' });
  expect(await response.json()).toMatchObject({
    results: [{ repository: found?.repository }, expect.anything()],
  });
});

test('filters take the name, in any case, or the id', async () => {
  expect(await places({ repository: 'team HANDBOOK' })).toEqual(['Team handbook']);
  expect(await places({ repository: 'team' })).toEqual(['Team handbook']);
  expect(await places({ repository: shared })).toEqual(['Everyone']);
  const unknown = { query: 'green tea', filters: { repository: 'Team handbook 2' } };
  expect((await docPilot.post('/search', unknown)).status).toBe(400);
  for (const view of ['documents', 'runs', 'sources'] as const) {
    for (const name of ['everyone', shared]) {
      const { [view]: rows = [] } = await list(`view=${view}&repository=${name}`);
      expect(rows).toEqual([expect.objectContaining({ repository: 'Everyone' })]);
    }
  }
});

test('runs and sources also tell the id that is configured', async () => {
  const { runs } = await list('view=runs&repository=everyone');
  const { sources } = await list('view=sources&repository=everyone');
  expect(runs).toMatchObject([{ configured_as: shared }]);
  expect(sources).toMatchObject([{ configured_as: shared }]);
});

test('a folder that is renamed has its new name after the next sync', async () => {
  drive.store.rename(drive.folder, 'Handbook');
  await docPilot.sync();
  expect(await places({})).toEqual(['Everyone', 'Handbook']);
});
