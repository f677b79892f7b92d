import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import {
  removeTemporaryFolders,
  type TemporaryClone,
  temporaryClone,
} from '../github/temporary-clone.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';

let clone: TemporaryClone;
let docPilot: RunningDocPilot;

beforeEach(async () => {
  clone = temporaryClone();
  clone.commit('Write', {
    'coffee.md': '# Coffee\n\nDescale the espresso machine on Mondays.\n',
    'tea.md': '# Tea\n\nOolong is in the cupboard.\n',
  });
  docPilot = await runDocPilot([clone.folder]);
  await docPilot.sync();
  await docPilot.keepFresh();
});
afterEach(() => docPilot.close());
afterAll(removeTemporaryFolders);

const found = async (query: string) => (await docPilot.search(query)).map(({ path }) => path);

test('within seconds of a commit search finds the new text and no longer the old', async () => {
  expect(await found('espresso descale')).toEqual(['coffee.md']);
  expect(await found('oolong')).toEqual(['tea.md']);
  clone.commit('Edit and delete', {
    'coffee.md': '# Coffee\n\nClean the grinder on Fridays.\n',
    'tea.md': null,
  });
  await expect.poll(() => found('grinder')).toEqual(['coffee.md']);
  expect(await found('espresso descale')).toEqual([]);
  await expect.poll(() => found('oolong')).toEqual([]);
  const runs = await (await docPilot.request('/list?view=runs&limit=1')).json();
  expect(runs).toMatchObject({ runs: [{ trigger: 'webhook', repository: 'local/handbook' }] });
});

test('of many commits in a row none is lost', async () => {
  for (let i = 0; i < 8; i++) {
    clone.commit(`Write ${i}`, { [`page-${i}.md`]: `# Page ${i}\n\nAbout kumquats.\n` });
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  await expect.poll(async () => (await found('kumquats')).length).toBe(8);
});
