import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SearchResponse } from '../../shared/src/search/request/search-request.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

beforeAll(async () => {
  const files = Array.from({ length: 230 }, (_, index): [string, string] => [
    `notes/${index}.md`,
    `# Note ${index}\n\nA note about lighthouses${', lighthouses'.repeat(index % 7)}, number ${index}.\n`,
  ]);
  const beacon = '# Beacon\n\nA beacon burns all night on the northern cliff.\n';
  const copies = Array.from({ length: 210 }, (_, index) => [`copies/${index}.md`, beacon]);
  const other = `# Cliffs\n\nThe walk passes a beacon${' and gulls over the sea'.repeat(20)}.\n`;
  docPilot = await searchable(Object.fromEntries([...files, ...copies, ['other.md', other]]));
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

async function allPages(limit: number, more: object = {}): Promise<SearchResponse[]> {
  const pages: SearchResponse[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await docPilot.ask('lighthouses', {
      limit,
      ...more,
      ...(cursor ? { cursor } : {}),
    });
    pages.push(page);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return pages;
}

describe('pages', () => {
  test('show the first 200 hits, each once, best first', async () => {
    const pages = await allPages(50);
    const results = pages.flatMap((page) => page.results);
    expect(pages.map((page) => page.results.length)).toEqual([50, 50, 50, 50]);
    expect(new Set(results.map(({ document_id }) => document_id)).size).toBe(200);
    const scores = results.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  test('are as many as their size makes them', async () => {
    const pages = await allPages(33);
    expect(pages.map((page) => page.results.length)).toEqual([33, 33, 33, 33, 33, 33, 2]);
    expect(new Set(pages.map((page) => page.evidence)).size).toBe(1);
  });

  test('leave out what was deleted meanwhile, and repeat nothing', async () => {
    const first = await docPilot.ask('lighthouses', { limit: 10 });
    const second = await docPilot.ask('lighthouses', { limit: 10, cursor: first.next_cursor });
    const deleted = second.results[0]?.document_id;
    await docPilot.database.query('delete from documents where key = $1', [deleted]);
    const again = await docPilot.ask('lighthouses', { limit: 10, cursor: first.next_cursor });
    const shown = again.results.map(({ document_id }) => document_id);
    expect(shown).not.toContain(deleted);
    expect(shown).toHaveLength(10);
    for (const { document_id } of first.results) expect(shown).not.toContain(document_id);
  });

  test('go on after more copies of one text than are ranked at a time', async () => {
    const first = await docPilot.ask('beacon');
    expect(first.results).toMatchObject([{ title: 'Beacon', also_in: { length: 10 } }]);
    const shown: string[] = [];
    for (let cursor = first.next_cursor; cursor !== null; ) {
      const page = await docPilot.ask('beacon', { cursor });
      shown.push(...page.results.map(({ title }) => title));
      cursor = page.next_cursor;
    }
    expect(shown).toContain('Cliffs');
  });

  test('may differ in size, budget and width', async () => {
    const { next_cursor: cursor } = await docPilot.ask('lighthouses', { limit: 3 });
    const page = await docPilot.ask('lighthouses', {
      cursor,
      limit: 2,
      max_tokens: 2_000,
      expand: 'section',
    });
    expect(page.results).toHaveLength(2);
  });
});

describe('a cursor is refused when it', () => {
  const refused = { status: 400, code: 'invalid_request' };

  test('belongs to another query or other filters', async () => {
    const { next_cursor: cursor } = await docPilot.ask('lighthouses');
    expect(await docPilot.refusal({ query: 'note', cursor })).toMatchObject(refused);
    const filters = { path_prefix: 'notes/' };
    expect(await docPilot.refusal({ query: 'lighthouses', filters, cursor })).toMatchObject(
      refused,
    );
  });

  test('was altered anywhere', async () => {
    const { next_cursor: cursor } = await docPilot.ask('lighthouses');
    const bytes = Buffer.from(cursor ?? '', 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 1;
      const request = { query: 'lighthouses', cursor: altered.toString('base64url') };
      expect(await docPilot.refusal(request)).toMatchObject(refused);
    }
  });

  test.each(['', 'x', 'AQIK', '%%%', 'é'.repeat(50), 'A'.repeat(8_001)])(
    'is %s',
    async (cursor) => {
      expect(await docPilot.refusal({ query: 'lighthouses', cursor })).toMatchObject(refused);
    },
  );
});
