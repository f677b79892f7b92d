import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ListResponse } from '../../shared/src/search/list/list-request.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type ConnectedClient, clients } from '../mcp/connect-client.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;
let assistant: ConnectedClient;
let id: string;

beforeAll(async () => {
  const notes = Array.from({ length: 60 }, (_, n): [string, string] => [
    `notes/${n}.md`,
    `# Note ${n}\n\nHarbour ${n} has a light of ${n} candles.\n`,
  ]);
  docPilot = await searchable({ ...Object.fromEntries(notes), 'photo.png': '\0' });
  assistant = await clients['the 1.x client'](docPilot);
  id = (await docPilot.ask('harbour')).results[0]?.document_id ?? '';
});
afterAll(async () => {
  await assistant.close();
  await docPilot.close();
  removeTemporaryFolders();
});

const long = (length: number) => 'x'.repeat(length);

describe('a search takes', () => {
  const taken: [what: string, request: object, results: number][] = [
    ['limit 1', { limit: 1 }, 1],
    ['limit 50', { limit: 50 }, 50],
    ['no limit, which is 10', {}, 10],
    ['similarity_threshold 0', { similarity_threshold: 0 }, 10],
    ['similarity_threshold 1', { similarity_threshold: 1 }, 10],
    ['max_tokens 50,000', { max_tokens: 50_000 }, 10],
    ['expand none', { expand: 'none' }, 10],
    ['no filter at all', { filters: {} }, 10],
    ['its source', { filters: { source: 'github' } }, 10],
  ];
  test.each(taken)('%s', async (_, request, results) => {
    expect((await docPilot.ask('harbour', request)).results).toHaveLength(results);
  });

  test('a query of 2,000 characters, blanks around it not counted', async () => {
    const query = `harbour ${long(1_992)}`;
    expect(query).toHaveLength(2_000);
    expect((await docPilot.ask(`  ${query} `)).results).toHaveLength(10);
  });

  test('max_tokens 200, in which little fits', async () => {
    const answer = await docPilot.ask('harbour', { max_tokens: 200 });
    expect(answer).toMatchObject({ truncated: true });
    expect(answer.results.length).toBeLessThan(2);
  });
});

describe('a search refuses', () => {
  const refused: [what: string, request: object, field: string][] = [
    ['limit 0', { limit: 0 }, 'limit'],
    ['limit 51', { limit: 51 }, 'limit'],
    ['a limit that is text', { limit: '10' }, 'limit'],
    ['a limit of null', { limit: null }, 'limit'],
    ['a query of 32,769 characters', { query: long(32_769) }, 'query'],
    ['filters that are a list', { filters: [] }, 'filters'],
    ['a path_prefix of 1,001', { filters: { path_prefix: long(1_001) } }, 'filters.path_prefix'],
    ['a repository of 301', { filters: { repository: long(301) } }, 'filters.repository'],
    ['an empty repository', { filters: { repository: '' } }, 'filters.repository'],
    ['a repository that is a number', { filters: { repository: 7 } }, 'filters.repository'],
    ['a glob of 201', { filters: { glob: long(201) } }, 'filters.glob'],
    ['a type of 101', { filters: { type: long(101) } }, 'filters.type'],
    ['a time without its zone', { filters: { changed_after: '2026-01-31T12:00' } }, 'filters'],
    ['expand true', { expand: true }, 'expand'],
    ['an empty cursor', { cursor: '' }, 'cursor'],
    ['a cursor of 8,001', { cursor: long(8_001) }, 'cursor'],
  ];
  test.each(refused)('%s', async (_, request, field) => {
    const refusal = await docPilot.refusal({ query: 'harbour', ...request });
    expect(refusal).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(refusal.message).toContain(`The request is not valid. ${field}`);
  });

  test.each([
    ['path_prefix', 1_000],
    ['repository', 300],
    ['glob', 200],
    ['type', 100],
  ])('a %s of %i characters only because it names nothing', async (filter, length) => {
    const filters = { [filter]: long(length) };
    const refusal = await docPilot.refusal({ query: 'harbour', filters });
    expect(refusal).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(refusal.message).toMatch(new RegExp(`^${filter}: “x+” names nothing`));
  });

  test('two fields at once, and names each', async () => {
    const response = await docPilot.post('/search', { query: '', limit: 0 });
    expect(await response.json()).toMatchObject({
      error: {
        details: [
          { field: 'query', problem: 'must not be empty: say what you look for' },
          { field: 'limit', problem: 'must be at least 1' },
        ],
      },
    });
  });

  test('a cursor that belongs to another similarity_threshold', async () => {
    const { next_cursor: cursor } = await docPilot.ask('harbour', { similarity_threshold: 0.5 });
    const refusal = await docPilot.refusal({ query: 'harbour', cursor });
    expect(refusal).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(refusal.message).toContain('cursor is not one of this search');
  });
});

async function list(query: string) {
  const response = await docPilot.request(`/list?${query}`);
  return { status: response.status, body: (await response.json()) as ListResponse };
}

describe('a list takes', () => {
  const taken: [query: string, rows: number][] = [
    ['', 50],
    ['limit=1', 1],
    ['limit=200', 60],
    ['path_prefix=notes/1', 11],
    ['source=github&limit=7', 7],
    ['repository=ACME/Repository-1&limit=3', 3],
  ];
  test.each(taken)('“%s”', async (query, rows) => {
    const { body } = await list(query);
    expect([body.view, body.documents?.length]).toEqual(['documents', rows]);
  });

  test('a cursor, page by page, each document once', async () => {
    const paths: string[] = [];
    for (let cursor: string | null | undefined = ''; cursor !== null; ) {
      const { body } = await list(`limit=25${cursor && `&cursor=${cursor}`}`);
      paths.push(...(body.documents ?? []).map(({ path }) => path));
      cursor = body.next_cursor;
    }
    expect(paths).toHaveLength(60);
    expect(new Set(paths).size).toBe(60);
  });

  test('the problems of a folder', async () => {
    const { body } = await list('view=problems&path_prefix=photo');
    expect(body).toEqual({
      view: 'problems',
      problems: [
        {
          source: 'github',
          repository: 'acme/repository-1',
          path: 'photo.png',
          outcome: 'skipped',
          reason: 'binary',
          detail: 'by path or size',
          attempts: 1,
          next_attempt_at: null,
          since: expect.stringMatching(/Z$/),
        },
      ],
      next_cursor: null,
    });
  });
});

describe('a list refuses', () => {
  const refused: [query: string, message: string][] = [
    ['limit=0', 'limit: must be at least 1'],
    ['limit=201', 'limit: must be at most 200'],
    ['limit=1.5', 'limit: must be a whole number from 1 to 200'],
    ['limit=many', 'limit: must be a whole number from 1 to 200'],
    ['view=everything', 'view: must be documents, runs, problems or sources'],
    ['source=gitlab', 'source: must be github, drive, conversations, web or folder'],
    ['repository=', 'repository: '],
    ['path_prefix=', 'path_prefix: '],
    ['order=path', 'has no order; it may have view'],
    ['cursor=e30', 'cursor is not one of this listing'],
    ['cursor=%F0', 'cursor is not one of this listing'],
    ['view=runs&path_prefix=docs/', 'path_prefix does not go with view=runs'],
    ['view=sources&path_prefix=docs/', 'path_prefix does not go with view=sources'],
    ['path_prefix=none', 'path_prefix: “none” names nothing that is indexed; there are '],
    ['source=drive', 'source: “drive” names nothing that is indexed; there are acme/repository-1'],
  ];
  test.each(refused)('“%s”', async (query, message) => {
    const { status, body } = await list(query);
    expect([status, body]).toEqual([
      400,
      { error: expect.objectContaining({ code: 'invalid_request' }) },
    ]);
    expect(JSON.stringify(body).replaceAll('\\"', '"')).toContain(message);
  });

  test('a cursor of another view', async () => {
    const { body } = await list('limit=1');
    const { status } = await list(`view=problems&cursor=${body.next_cursor}`);
    expect(status).toBe(400);
  });
});

test('an assistant’s limit is a number', async () => {
  for (const limit of [true, [7], null, '5', 0, 201, 1.5]) {
    const { isError, content } = await assistant.call('list_documents', { limit });
    expect([isError, content[0]?.text]).toEqual([true, expect.stringContaining('limit: must be ')]);
  }
});

describe('a document is read by its id', () => {
  const read = (input: object) => assistant.call('fetch', { id, ...input });

  test.each([
    [{}, 1, 3],
    [{ start_line: 3 }, 3, 3],
    [{ end_line: 1 }, 1, 1],
    [{ start_line: 3, end_line: 3 }, 3, 3],
    [{ end_line: 99 }, 1, 3],
    [{ end_line: 3_000_000_000 }, 1, 3],
    [{ max_tokens: 500 }, 1, 3],
    [{ max_tokens: 50_000 }, 1, 3],
  ])('%j', async (input, first, last) => {
    const { structuredContent } = await read(input);
    expect(structuredContent).toMatchObject({ start_line: first, end_line: last, total_lines: 3 });
  });

  test.each([
    [{ id: 'x' }, 'id: must be a document_id'],
    [{ id: 7 }, 'id: must be text'],
    [{ id: `${'A'.repeat(22)}` }, 'There is no document'],
    [{ start_line: 4 }, 'The document has 3 lines'],
    [{ start_line: 1.5 }, 'start_line: must be a whole number'],
    [{ end_line: 0 }, 'end_line: must be at least 1'],
    [{ max_tokens: 499 }, 'max_tokens: must be at least 500'],
    [{ max_tokens: 50_001 }, 'max_tokens: must be at most 50000'],
    [{ lines: 3 }, 'has no lines; it may have id'],
  ])('or not: %j', async (input, message) => {
    const { isError, content } = await read(input);
    expect(isError).toBe(true);
    expect(content[0]?.text).toContain(message);
  });
});
