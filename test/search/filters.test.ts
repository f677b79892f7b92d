import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable(
    {
      'docs/tides.md': '# Tides\n\nThe harbour fills twice a day.\n',
      'docs/deep/rocks.mdx': '# Rocks\n\nRocks at the harbour mouth.\n',
      'src/harbour.ts': 'export const harbour = { depth: 4 };\n',
      'src/harbour.tsx': 'export const Harbour = () => null; // harbour\n',
      'ports.csv': 'harbour,depth\nnorth,4\n',
    },
    { 'README.md': '# Boats\n\nBoats in the harbour.\n' },
  );
  await docPilot.database.query(
    `update documents set changed_at = case path
       when 'docs/tides.md' then timestamptz '2026-01-10' when 'README.md' then '2026-03-10' end`,
  );
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

async function paths(filters: object): Promise<string[]> {
  const { results } = await docPilot.ask('harbour', { filters });
  return results.map(({ path }) => path).sort();
}

describe('only documents', () => {
  const cases: [what: string, filters: object, found: string[]][] = [
    ['of a kind of source', { source: 'github', type: 'csv' }, ['ports.csv']],
    ['of a repository, whatever its case', { repository: 'ACME/repository-2' }, ['README.md']],
    ['of a repository by its short name', { repository: 'repository-2' }, ['README.md']],
    [
      'of a repository by its address',
      { repository: 'https://github.com/acme/repository-2/' },
      ['README.md'],
    ],
    [
      'below a folder, from the top, whatever its case',
      { path_prefix: '/DOCS/deep' },
      ['docs/deep/rocks.mdx'],
    ],
    ['whose path matches a glob, whatever its case', { glob: '/Docs/*.MD' }, ['docs/tides.md']],
    ['below a folder', { path_prefix: 'docs/' }, ['docs/deep/rocks.mdx', 'docs/tides.md']],
    ['whose path matches a glob', { glob: 'docs/*.md' }, ['docs/tides.md']],
    ['in any depth', { glob: '**/*.{mdx,tsx}' }, ['docs/deep/rocks.mdx', 'src/harbour.tsx']],
    ['by one character', { glob: 'src/harbou?.t[rs]' }, ['src/harbour.ts']],
    [
      'of an extension’s family',
      { type: 'md' },
      ['README.md', 'docs/deep/rocks.mdx', 'docs/tides.md'],
    ],
    ['of code', { type: '.ts' }, ['src/harbour.ts', 'src/harbour.tsx']],
    ['of a content type', { type: 'text/csv' }, ['ports.csv']],
    [
      'of one of several types',
      { type: ['csv', '.MD'] },
      ['README.md', 'docs/deep/rocks.mdx', 'docs/tides.md', 'ports.csv'],
    ],
    [
      'of one of several folders',
      { path_prefix: ['docs/deep/', 'p'] },
      ['docs/deep/rocks.mdx', 'ports.csv'],
    ],
    [
      'of one of several repositories',
      { repository: ['Acme/Repository-2', 'acme/nothing'] },
      ['README.md'],
    ],
    ['changed after a day', { changed_after: '2026-02-01' }, ['README.md']],
    ['changed before a time', { changed_before: '2026-02-01T00:00:00+01:00' }, ['docs/tides.md']],
    [
      'that meet all',
      { type: 'md', path_prefix: 'docs/', glob: '**/*.mdx' },
      ['docs/deep/rocks.mdx'],
    ],
  ];
  test.each(cases)('%s', async (_, filters, found) => {
    expect(await paths(filters)).toEqual(found);
  });
});

test('what has no date is left out by dates, and counted', async () => {
  const filters = { changed_after: '2020-01-01' };
  expect(await docPilot.ask('harbour', { filters })).toMatchObject({ undated: 4 });
  const inRepository = { ...filters, repository: 'acme/repository-2' };
  expect(await docPilot.ask('harbour', { filters: inRepository })).toMatchObject({ undated: 0 });
  expect(await docPilot.ask('harbour')).not.toHaveProperty('undated');
});

describe('a filter is refused', () => {
  const cases: [what: string, filters: unknown, message: string][] = [
    [
      'that is not known',
      { folder: 'x' },
      'filters: has no folder; it may have source, repository,',
    ],
    ['of an unknown source', { source: 'gitlab' }, 'filters.source'],
    ['that is empty', { path_prefix: '' }, 'filters.path_prefix'],
    ['whose glob never closes', { glob: 'docs/{a,b' }, 'filters.glob: must be a glob'],
    ['whose set never closes', { glob: 'docs/[ab' }, 'filters.glob: must be a glob'],
    ['of a type that is none', { type: 'a b' }, 'filters.type: must be an extension'],
    ['by a day that is none', { changed_after: '2026-02-30' }, 'filters.changed_after: must be'],
    ['by what is no time', { changed_before: 'yesterday' }, 'filters.changed_before: must be'],
    ['of no type at all', { type: [] }, 'filters.type'],
    [
      'by what is no text',
      { repository: 7 },
      'filters.repository: must be text, or a list of 1 to 20 texts',
    ],
    ['that is bad in a list', { type: ['md', 'a b'] }, 'filters.type.1: must be an extension'],
    [
      'with too many values',
      { path_prefix: Array(21).fill('docs/') },
      'filters.path_prefix: must be text, or a list of 1 to 20 texts',
    ],
    ['that is no object', 'docs/', 'filters'],
  ];
  test.each(cases)('%s', async (_, filters, message) => {
    const refusal = await docPilot.refusal({ query: 'harbour', filters });
    expect(refusal).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(refusal.message).toContain(message);
  });
});

describe('a bound is refused', () => {
  const cases: [request: object, message: string][] = [
    [{ similarity_threshold: -0.1 }, 'similarity_threshold: must be at least 0'],
    [{ similarity_threshold: 1.1 }, 'similarity_threshold: must be at most 1'],
    [{ similarity_threshold: '1' }, 'similarity_threshold: must be a number from 0 to 1'],
    [{ max_tokens: 199 }, 'max_tokens: must be at least 200'],
    [{ max_tokens: 50_001 }, 'max_tokens: must be at most 50000'],
    [{ max_tokens: 500.5 }, 'max_tokens: must be a whole number'],
    [{ expand: 'all' }, 'expand: must be none, neighbours, section or best'],
    [{ limit: 51 }, 'limit: must be at most 50'],
    [{ cursor: 7 }, 'cursor: must be text'],
  ];
  test.each(cases)('%o', async (request, message) => {
    const refusal = await docPilot.refusal({ query: 'harbour', ...request });
    expect(refusal).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(refusal.message).toContain(message);
  });
});

test('a threshold leaves what was not compared by meaning', async () => {
  const { results } = await docPilot.ask('harbour', { similarity_threshold: 1 });
  expect(results).toHaveLength(6);
});

describe('a filter that names nothing', () => {
  const cases: [filters: object, message: string][] = [
    [
      { source: 'drive' },
      'source: “drive” names nothing that is indexed; there are acme/repository-1, acme/repository-2.',
    ],
    [
      { repository: 'acme/nothing' },
      'repository: “acme/nothing” names nothing that is indexed; there are acme/repository-1, acme/repository-2.',
    ],
    [
      { path_prefix: 'doc/', repository: 'repository-1' },
      'path_prefix: “doc/” names nothing that is indexed; there are docs/, src/, ports.csv.',
    ],
    [
      { path_prefix: 'Docs/shallow/x' },
      'path_prefix: “Docs/shallow/x” names nothing that is indexed; there are docs/deep/, docs/tides.md.',
    ],
    [
      { glob: '**/*.py', path_prefix: 'src' },
      'glob: “**/*.py” names nothing that is indexed; there are docs/, src/, README.md, ports.csv.',
    ],
    [
      { type: 'pdf', repository: 'repository-2' },
      'type: “pdf” names nothing that is indexed; there are md.',
    ],
  ];
  test.each(cases)('is an error that lists what there is: %j', async (filters, message) => {
    expect(await docPilot.refusal({ query: 'harbour', filters })).toMatchObject({
      status: 400,
      code: 'invalid_request',
      message,
    });
    const flat = new URLSearchParams(filters as Record<string, string>);
    const listed = await docPilot.request(`/list?${flat}`);
    expect([listed.status, await listed.json()]).toEqual([
      400,
      { error: expect.objectContaining({ message }) },
    ]);
  });

  test('is none where the dates alone leave nothing, or a word is nowhere', async () => {
    const filters = { path_prefix: 'docs/', changed_after: '2030-01-01' };
    expect(await docPilot.ask('harbour', { filters })).toMatchObject({ results: [] });
    expect(await docPilot.ask('zeppelin', { filters: { type: 'md' } })).toMatchObject({
      results: [],
    });
  });

  test('may not be a short name of two repositories', async () => {
    await docPilot.database.query(
      `insert into sources (kind, name, title) values ('github', 'other/Repository-2', 'other/Repository-2')`,
    );
    const { message } = await docPilot.refusal({
      query: 'a',
      filters: { repository: 'repository-2' },
    });
    expect(message).toBe(
      'repository “repository-2” can mean acme/repository-2, other/Repository-2: name one of them in full.',
    );
    await docPilot.database.query(`delete from sources where name = 'other/Repository-2'`);
  });
});

test('an argument that there is not is refused with those that there are', async () => {
  const { message } = await docPilot.refusal({ query: 'a', filters: { repo: 'b' }, top_k: 3 });
  expect(message).toContain('(body): has no top_k; it may have query, queries, limit, cursor,');
  expect(message).toContain('filters: has no repo; it may have source, repository, path_prefix,');
  const listed = await docPilot.request('/list?folder=docs');
  expect(await listed.text()).toContain('has no folder; it may have view, source, repository');
});
