import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

const row = (...cells: string[]) => `| ${cells.map((cell) => cell.padEnd(1_300)).join(' | ')} |`;
let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable({
    'berths.md': [
      '# Berths',
      '',
      row('Berth', 'Rule'),
      `| ${'-'.repeat(1_300)} | ${'-'.repeat(1_300)} |`,
      row('North pier', 'Moor <!-- never --> with two lines'),
      row('South pier', 'Moor with <span hidden>no</span> four lines'),
      '',
    ].join('\n'),
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

test.each([
  ['two lines', 'Moor with two lines'],
  ['four lines', 'Moor with four lines'],
])('a padded row is shown without what is hidden in it: %s', async (query, rule) => {
  const [hit] = await docPilot.search(query);
  const snippet = hit?.snippet.replace(/\s+/g, ' ');
  expect(rule).toContain(snippet?.replace(/^\| (?:North|South) pier \| | \|$/g, ''));
  expect(snippet).toContain('Moor with');
});
