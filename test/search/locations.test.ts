import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SearchResponse } from '../../shared/src/search/request/search-request.ts';
import {
  removeTemporaryFolders,
  type TemporaryClone,
  temporaryClone,
} from '../github/temporary-clone.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';

const documents = join(import.meta.dirname, '../fixtures/documents');

let clone: TemporaryClone;
let docPilot: RunningDocPilot;

beforeAll(async () => {
  clone = temporaryClone();
  const names = ['report.pdf', 'harbour.pptx', 'stock.xlsx', 'stock.csv'];
  const files = names.map((name) => [name, readFileSync(join(documents, name))]);
  clone.commit('Write', { ...Object.fromEntries(files), 'moor.md': '# Moor\n\nMoor in winter.\n' });
  docPilot = await runDocPilot([clone.folder]);
  await docPilot.sync();
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

async function found(query: string, path: string) {
  const response = await docPilot.post('/search', { query, filters: { glob: path } });
  const { results } = (await response.json()) as SearchResponse;
  return results[0];
}

test.each([
  ['a PDF', 'report.pdf', 'dredger Wattwurm', 'page 2–3'],
  ['a presentation', 'harbour.pptx', 'grounding of the trawler Seestern', 'slide 1–2'],
  ['a workbook', 'stock.xlsx', 'pay of Imke Janssen', 'sheet Keepers & pay'],
])('a passage of %s tells where it stands', async (_, path, query, location) => {
  expect(await found(query, path)).toMatchObject({ location });
});

test('a passage of a table tells the line of the file', async () => {
  const hit = await found('"Petrol pump 59"', 'stock.csv');
  const line = Number(/^line (\d+)$/.exec(hit?.location ?? '')?.[1]);
  const own = readFileSync(join(documents, 'stock.csv'), 'utf8').split('\n');
  // Line 60 holds it; the piece of the table it stands in begins before.
  expect(own[59]).toContain('Petrol pump 59');
  expect(line).toBeGreaterThan(20);
  expect(line).toBeLessThanOrEqual(60);
});

test('a file whose lines are its own has no other place', async () => {
  expect(await found('winter', 'moor.md')).toMatchObject({ location: null, start_line: 1 });
});

test('a renamed file keeps its places, though it is not read again', async () => {
  clone.git('mv', 'report.pdf', 'annual.pdf');
  clone.commit('Rename', {});
  expect(await docPilot.sync()).toMatchObject({ indexed: 1, requests: { github: 2 } });
  expect(await found('dredger Wattwurm', 'annual.pdf')).toMatchObject({ location: 'page 2–3' });
});
