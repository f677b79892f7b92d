import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';
import { clients } from './connect-client.ts';

let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable(
    {
      'docs/tides.md': '# Tides\n\nThe harbour fills twice a day.\n',
      'docs/deep/rocks.mdx': '# Rocks\n\nRocks at the harbour mouth.\n',
      'src/harbour.ts': 'export const harbour = { depth: 4 };\n',
    },
    { 'README.md': '# Boats\n\nBoats in the harbour.\n' },
  );
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

test('an assistant filters searches, listings and the status in one shape, and in the old one', async () => {
  const client = await clients['the 1.x client'](docPilot);
  const call = async (tool: string, input: object) => {
    const { structuredContent, isError, content } = await client.call(tool, { ...input });
    expect([isError ?? false, content[0]?.text]).toEqual([false, expect.any(String)]);
    const { results, documents, sources } = structuredContent as Record<
      string,
      { path?: string; repository: string }[]
    >;
    return (documents ?? (tool === 'sync_status' ? sources : results))?.map(
      (row) => row.path ?? row.repository,
    );
  };
  const filters = { repository: 'Repository-1', path_prefix: '/docs/' };
  for (const shape of [
    { filters },
    filters,
    { filters: { path_prefix: 'docs/' }, repository: 'repository-1' },
  ]) {
    expect(await call('search_documents', { query: 'harbour', ...shape })).toHaveLength(2);
    expect(await call('list_documents', shape)).toEqual(['docs/deep/rocks.mdx', 'docs/tides.md']);
  }
  expect(await call('list_documents', { filters: { glob: '**/*.ts' } })).toEqual([
    'src/harbour.ts',
  ]);
  for (const shape of [
    { filters: { repository: 'repository-2' } },
    { repository: 'repository-2' },
  ]) {
    expect(await call('sync_status', shape)).toEqual(['acme/repository-2']);
  }
  const { content } = await client.call('list_documents', { view: 'runs', filters: { glob: '*' } });
  expect(content[0]?.text).toContain(
    'glob does not go with view=runs, which takes source, repository.',
  );
  await client.close();
});
