import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  removeTemporaryFolders,
  type TemporaryClone,
  temporaryClone,
} from '../github/temporary-clone.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';

let clone: TemporaryClone;
let docPilot: RunningDocPilot;

beforeEach(async () => {
  clone = temporaryClone({ name: 'handbook' });
  clone.commit('Write', {
    'coffee.md': '# Coffee\n\nThe espresso machine wants descaling on Mondays.\n',
    'tea.md': '# Tea\n\nGreen tea is in the cupboard.\n',
    'logo.png': 'png',
  });
  docPilot = await runDocPilot([clone.folder]);
  await docPilot.sync();
});
afterEach(() => docPilot.close());
afterAll(removeTemporaryFolders);

describe('a later sync', () => {
  test('of an unchanged repository costs one request and repeats what is left out', async () => {
    expect(await docPilot.sync()).toMatchObject({
      seen: 3,
      indexed: 0,
      unchanged: 2,
      skipped: { binary: 1 },
      requests: { github: 1 },
    });
  });

  test('finds the new text of an edited file and no longer the old', async () => {
    clone.commit('Edit', { 'coffee.md': '# Coffee\n\nThe grinder wants cleaning on Fridays.\n' });
    expect(await docPilot.sync()).toMatchObject({ seen: 3, indexed: 1, unchanged: 1 });
    expect(await docPilot.search('grinder cleaning')).toHaveLength(1);
    expect(await docPilot.search('espresso descaling')).toEqual([]);
  });

  test('no longer finds a deleted file', async () => {
    clone.commit('Delete', { 'tea.md': null });
    expect(await docPilot.sync()).toMatchObject({ seen: 2, indexed: 0, unchanged: 1, deleted: 1 });
    expect(await docPilot.search('green tea cupboard')).toEqual([]);
  });

  test('finds a renamed file under its new path alone, without fetching it again', async () => {
    clone.git('mv', 'tea.md', 'drinks.md');
    clone.commit('Rename', {});
    const report = await docPilot.sync();
    // The head and the tree.
    expect(report.requests.github).toBe(2);
    const found = await docPilot.search('green tea');
    expect(found.map((result) => result.path)).toEqual(['drinks.md']);
  });

  test('deletes everything of a repository that became empty', async () => {
    clone.commit('Empty', { 'coffee.md': null, 'tea.md': null, 'logo.png': null });
    expect(await docPilot.sync()).toMatchObject({ seen: 0, deleted: 2, failed: {} });
    expect(await docPilot.search('tea')).toEqual([]);
  });

  test('refuses to delete a third of many documents unless it is forced', async () => {
    const files = Array.from({ length: 30 }, (_, i) => `page-${i}.md`);
    clone.commit('Many', Object.fromEntries(files.map((file, i) => [file, `Page number ${i}.\n`])));
    await docPilot.sync();
    clone.commit('Few', Object.fromEntries(files.slice(5).map((file) => [file, null])));
    const refused = await docPilot.sync();
    expect(refused.deleted).toBe(0);
    expect(refused.sources[0]?.error?.message).toBe(
      'This sync would delete 25 of 32 documents. If that is right, sync again with force: true (npm start -- --force).',
    );
    expect(await docPilot.search('page number 29')).not.toEqual([]);
    const started = await docPilot.post('/sync-sources', { force: true });
    const { status_url } = (await started.json()) as { status_url: string };
    await expect
      .poll(async () => (await docPilot.request(new URL(status_url).pathname)).json())
      .toMatchObject({ runs: [{ outcome: 'succeeded', deleted: 25 }] });
  });
});
