import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FacetsResponse } from '../../shared/src/search/list/facets.ts';
import { readFacets } from '../../shared/src/search/list/facets.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable(
    {
      'README.md': '# Harbour\n',
      'docs/tides.md': '# Tides\n',
      'docs/deep/rocks.mdx': '# Rocks\n',
      'docs/deep/shoals.md': '# Shoals\n',
      'src/harbour.ts': 'export const depth = 4;\n',
    },
    { 'boats.md': '# Boats\n' },
  );
  await docPilot.database.query(
    `update documents set changed_at = case path
       when 'docs/tides.md' then now() - interval '2 days'
       when 'boats.md' then now() - interval '20 days' end`,
  );
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

const facets = (filters = {}) => readFacets(docPilot.database, filters);
const counts = (facet: FacetsResponse['types']) =>
  facet.map(({ value, documents }) => `${value} ${documents}`);

test('documents are counted by all that they can be filtered by', async () => {
  const { sources, repositories, folders, types, changed } = await facets();
  expect(counts(sources)).toEqual(['github 6']);
  expect(counts(repositories)).toEqual(['acme/repository-1 5', 'acme/repository-2 1']);
  expect(counts(folders)).toEqual(['docs/ 3', 'src/ 1']);
  // A filter by md finds mdx as well.
  expect(counts(types)).toEqual(['md 5', 'ts 1']);
  expect(counts(changed)).toEqual(['7 1', '30 2', '365 2']);
});

test('filters leave fewer, and a folder its own folders', async () => {
  const { folders, types, repositories } = await facets({ path_prefix: 'docs/', type: 'md' });
  expect(counts(folders)).toEqual(['docs/deep/ 2']);
  expect(counts(types)).toEqual(['md 3']);
  expect(counts(repositories)).toEqual(['acme/repository-1 3']);
  expect(await facets({ path_prefix: 'nothing/' })).toEqual({
    ...{ sources: [], repositories: [], folders: [], types: [], states: [], labels: [] },
    ...{ changed: [], latest: [] },
  });
});

test('the documents that changed last come first', async () => {
  const { latest } = await facets();
  expect(latest.map(({ path }) => path)).toEqual(['docs/tides.md', 'boats.md']);
});

test('what is no longer synced is not counted', async () => {
  await docPilot.database.query(
    "update sources set hidden_at = now() where title = 'acme/repository-2'",
  );
  const { repositories, latest } = await facets();
  expect(counts(repositories)).toEqual(['acme/repository-1 5']);
  expect(latest.map(({ path }) => path)).toEqual(['docs/tides.md']);
  await docPilot.database.query('update sources set hidden_at = null');
});
