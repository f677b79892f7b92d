import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verdict } from '../../local/report.ts';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { driveUnderTest } from '../support/drive-under-test.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';

let drive: Awaited<ReturnType<typeof driveUnderTest>>;
let docPilot: RunningDocPilot;

beforeEach(async () => {
  const clone = temporaryClone();
  clone.commit('Write', { 'coffee.md': '# Coffee\n\nDescale the espresso machine on Mondays.\n' });
  drive = await driveUnderTest();
  drive.store.createFile({
    name: 'Holidays',
    parentId: drive.folder,
    mimeType: 'application/vnd.google-apps.document',
    content: '<h1>Holidays</h1><p>Thirty days a year.</p>',
  });
  docPilot = await runDocPilot([clone.folder], { environment: drive.environment });
});
afterEach(async () => {
  await docPilot.close();
  await drive.close();
  removeTemporaryFolders();
});

const found = async (query: string) => (await docPilot.search(query)).map(({ source }) => source);

test('a clone and a Drive folder are synced beside each other and found together', async () => {
  const report = await docPilot.sync();
  expect(report.sources.map(({ source, outcome }) => ({ source, outcome }))).toEqual(
    expect.arrayContaining([
      { source: 'github', outcome: 'succeeded' },
      { source: 'drive', outcome: 'succeeded' },
    ]),
  );
  const { runs } = (await (await docPilot.request('/list?view=runs')).json()) as {
    runs: { started_at: string; finished_at: string }[];
  };
  const [one, other] = runs;
  // In parallel: each had begun before the other ended.
  expect(Date.parse(one?.started_at ?? '')).toBeLessThan(Date.parse(other?.finished_at ?? ''));
  expect(Date.parse(other?.started_at ?? '')).toBeLessThan(Date.parse(one?.finished_at ?? ''));
  expect(await found('espresso')).toEqual(['github']);
  expect(await found('thirty days')).toEqual(['drive']);
  expect(await docPilot.sync()).toMatchObject({ requests: { github: 1, drive: 1 }, indexed: 0 });
});

test('a broken source hides neither the other nor what was indexed of it, and the sync says partial', async () => {
  await docPilot.sync();
  drive.store.revokeAccess(drive.folder);
  const report = await docPilot.sync();
  expect(report.sources).toEqual([
    expect.objectContaining({ source: 'github', outcome: 'succeeded', unchanged: 1 }),
    expect.objectContaining({ source: 'drive', outcome: 'failed', deleted: 0 }),
  ]);
  expect(report.sources[1]?.error?.message).toContain('shows no folder');
  expect(verdict({ state: 'failed', error: 'x', runs: [] }, report)).toBe(
    'Partial: 1 of 2 sources could not be synced; the others are up to date.',
  );
  expect(await found('thirty days')).toEqual(['drive']);
  const status = await docPilot.request('/list?view=sources');
  expect(await status.json()).toEqual({
    view: 'sources',
    sources: [
      expect.objectContaining({
        source: 'drive',
        state: 'failed',
        documents: 1,
        last_run: expect.objectContaining({
          error: expect.objectContaining({ message: expect.stringContaining('shows no folder') }),
        }),
      }),
      expect.objectContaining({ source: 'github', state: 'up_to_date', documents: 1 }),
    ],
    next_cursor: null,
  });
});

test('a Drive folder that is named alone is synced without the clone around', async () => {
  await docPilot.close();
  const folder = mkdtempSync(join(tmpdir(), 'docpilot-drive-'));
  writeFileSync(join(folder, 'tea.md'), 'The kettle whistles at four.\n');
  docPilot = await runDocPilot([], { drive: folder });
  const { sources } = await docPilot.sync();
  expect(sources).toEqual([expect.objectContaining({ source: 'drive', outcome: 'succeeded' })]);
  expect(await found('kettle')).toEqual(['drive']);
  rmSync(folder, { recursive: true });
});
