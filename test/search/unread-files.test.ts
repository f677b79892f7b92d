import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable({
    'a.md': '# Harbour\n\nThe harbour is dredged in spring.\n',
    'charts.md': '# Charts\n\nThe old charts.bin of the sound lies in the chest.\n',
    'charts.bin': '\u0000\u0001',
    'plans/Dredging permit scan.png': '\u0089PNG\r\n\u001a\n\u0000\u0000',
    'plans/dredging-permit-old.bin': '\u0000\u0001\u0002',
    'snaps/app.test.js.snap': '// Jest Snapshot v1\n',
    'lib/libtide.so': '\u0000\u0001',
    '.docpilotignore': 'private/\n',
    'private/merger.md': '# Merger\n\nOf the pilots.\n',
    'img/logo': '\u0000\u0001',
    'logos.md': '# Logos\n\nOur img of the logo: a logo, an img of the logo.\n',
    'package-lock.json': '{ "lockfileVersion": 3 }\n',
    'Häfen und Kräne.png': '\u0089PNG\r\n\u001a\n\u0000\u0000',
    'maps/shipping-lane.png': '\u0000\u0001',
    'maps/shipping_lane_2.3.1-final.png': '\u0000\u0001',
    'maps/C++ sounding sheet.png': '\u0000\u0001',
    'maps/aerial 12.03.2025.png': '\u0000\u0001',
    'maps/BuoyPositions-Bold.ttf': '\u0000\u0001',
    ...Object.fromEntries([1, 2, 3, 4].map((n) => [`app-1.2.${n}.tgz`, '\u0000\u0001'])),
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

test.each([
  ['dredging permit', ['plans/dredging-permit-old.bin', 'plans/Dredging permit scan.png']],
  ['Dredging permit scan.png', ['plans/Dredging permit scan.png']],
  ['permits for dredging', ['plans/dredging-permit-old.bin', 'plans/Dredging permit scan.png']],
  ['package-lock.json', ['package-lock.json']],
  ['Häfen', ['Häfen und Kräne.png']],
  ['app.test.js.snap', ['snaps/app.test.js.snap']],
  ['libtide.so', ['lib/libtide.so']],
  ['shipping-lane.png', ['maps/shipping-lane.png', 'maps/shipping_lane_2.3.1-final.png']],
  ['where is shipping-lane.png?', ['maps/shipping-lane.png', 'maps/shipping_lane_2.3.1-final.png']],
  ['shippinglane', ['maps/shipping-lane.png']],
  ['shipping lane 2.3.1', ['maps/shipping_lane_2.3.1-final.png']],
  ['shipping_lane_2.3.1-final', ['maps/shipping_lane_2.3.1-final.png']],
  ['C++ sounding sheet', ['maps/C++ sounding sheet.png']],
  ['aerial 12.03.2025', ['maps/aerial 12.03.2025.png']],
  ['2025-03-12', ['maps/aerial 12.03.2025.png']],
  ['BuoyPositions-Bold.ttf', ['maps/BuoyPositions-Bold.ttf']],
  ['buoy positions', ['maps/BuoyPositions-Bold.ttf']],
])('a file that is not read is found by its name: %s', async (query, paths) => {
  const { results, evidence } = await docPilot.ask(query);
  const unread = results.filter(({ not_read }) => not_read !== undefined);
  expect(unread.map(({ path }) => path)).toEqual(paths);
  expect(evidence).toBe('weak');
  for (const { snippet, not_read, url, path } of unread) {
    expect(snippet).toContain(`was not read (${not_read})`);
    expect(decodeURIComponent(url).endsWith(`/${path}`)).toBe(true);
  }
});

test('of several like it, the one that is written like the query comes first', async () => {
  const { results } = await docPilot.ask('app-1.2.4.tgz');
  expect(results[0]?.path).toBe('app-1.2.4.tgz');
});

test('it comes after what was read, and only where its name has all the words', async () => {
  expect((await docPilot.ask('harbour dredging')).results.map(({ path }) => path)).toEqual([
    'a.md',
  ]);
  const { results } = await docPilot.ask('dredged dredging');
  expect(results[0]?.path).toBe('a.md');
});

test('it comes first if the query is its name, and that of no text', async () => {
  const named = await docPilot.ask('charts.bin', { limit: 1 });
  expect(named.results.map(({ path }) => path)).toEqual(['charts.bin', 'charts.md']);
  expect(named.next_cursor).toBeNull();
  expect((await docPilot.ask('img/logo')).results[0]?.path).toBe('img/logo');
  const { results } = await docPilot.ask('Charts');
  expect(results.map(({ path }) => path)).toEqual(['charts.md', 'charts.bin']);
});

test('what the team leaves out of the index is not named', async () => {
  expect((await docPilot.ask('merger')).results).toEqual([]);
});

test('a filter leaves it out as it leaves out documents', async () => {
  const inPlans = await docPilot.ask('scan', { filters: { path_prefix: 'plans/' } });
  expect(inPlans.results).toHaveLength(1);
  for (const filters of [{ glob: '*.md' }, { type: 'md' }]) {
    expect((await docPilot.ask('scan', { filters })).results).toEqual([]);
  }
});

test('reading it says why there is no text', async () => {
  const { results } = await docPilot.ask('dredging permit scan');
  const response = await docPilot.post('/fetch', { id: results[0]?.document_id });
  expect(response.status).toBe(404);
});

test('it is found where no file is read, and by a word that is misspelt', async () => {
  const misspelt = await docPilot.ask('drenging permit');
  expect(misspelt.results.filter(({ not_read }) => not_read)).toHaveLength(2);
  const pictures = await searchable({ 'Dredging permit.png': '\u0089PNG\r\n\u001a\n\u0000\u0000' });
  const { results } = await pictures.ask('permit');
  expect(results.map(({ path }) => path)).toEqual(['Dredging permit.png']);
  await pictures.close();
});
