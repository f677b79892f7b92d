import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SearchResponse } from '../../shared/src/search/request/search-request.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { clients } from '../mcp/connect-client.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

const notes = Array.from({ length: 15 }, (_, index): [string, string] => [
  `notes/${index}.md`,
  `# Watch ${index}\n\nThe lamp of the lighthouse was lit${', and lit'.repeat(index)} in watch ${index}.\n`,
]);
/** Each of more characters than a snippet has. */
const logs = Array.from({ length: 12 }, (_, index): [string, string] => [
  `logs/${index}.md`,
  `# Log ${index}\n\n${Array.from({ length: 30 }, (_, line) => `The barometer fell to ${line}${index}${line} at noon.\n`).join('')}`,
]);

let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable({
    ...Object.fromEntries([...notes, ...logs]),
    'lamp.md': '# Trim the lamp\n\nTrim the wick of the lamp at dusk, before it is lit.\n',
    'tides.md': '# Tides\n\nThe harbour fills twice a day.\n',
    'rota.md': '# Rota\n\nThe keepers change on Mondays.\n',
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

async function ask(request: object): Promise<SearchResponse> {
  const response = await docPilot.post('/search', request);
  expect([response.status, await response.clone().text()]).toEqual([200, expect.any(String)]);
  return (await response.json()) as SearchResponse;
}

const parts = ['when does the harbour fill', 'keepers change', 'zeppelin moorings'];
const pathsOf = ({ results }: SearchResponse) => results.map(({ path }) => path);

describe('several queries in one search', () => {
  test('make one list, whose results name the queries that they answer', async () => {
    const answer = await ask({ query: 'trim the wick of the lamp', queries: parts });
    const numbers = new Map(answer.results.map(({ path, queries }) => [path, queries]));
    expect(new Set(pathsOf(answer)).size).toBe(answer.results.length);
    expect(numbers.get('lamp.md')).toEqual([1]);
    expect(numbers.get('tides.md')).toEqual([2]);
    expect(numbers.get('rota.md')).toEqual([3]);
    const scores = answer.results.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  test('say how well each is answered: the whole is strong or none only if each is', async () => {
    const mixed = await ask({ queries: parts });
    expect(mixed.evidence).toBe('weak');
    expect(mixed.queries).toEqual([
      { query: parts[0], evidence: 'strong', coverage: 1 },
      { query: parts[1], evidence: 'strong', coverage: 1 },
      { query: parts[2], evidence: 'none', coverage: 0 },
    ]);
    expect((await ask({ queries: parts.slice(0, 2) })).evidence).toBe('strong');
    expect((await ask({ queries: ['zeppelin', 'moorings'] })).evidence).toBe('none');
  });

  test('find a short one beside longer ones that share many documents', async () => {
    const long = [
      'lamp of the lighthouse lit',
      'lit lamp in the watch',
      'lighthouse lamp watch lit',
    ];
    const answer = await ask({ queries: [...long, 'rota'] });
    expect(pathsOf(answer).indexOf('rota.md')).toBeLessThan(8);
  });

  test('that say the same are one, and one alone is as query', async () => {
    const { took_ms: _, next_cursor: cursor, ...one } = await ask({ query: 'lamp' });
    const {
      took_ms: __,
      next_cursor: other,
      ...same
    } = await ask({
      query: 'lamp',
      queries: ['lamp', ' lamp '],
    });
    expect(same).toEqual(one);
    expect(other).toBe(cursor);
    expect(one.queries).toBeUndefined();
    expect(pathsOf(await ask({ queries: ['lamp'] }))).toEqual(
      pathsOf(await ask({ query: 'lamp' })),
    );
  });

  test('have pages that repeat nothing, and whose evidence is the first page’s', async () => {
    const request = { queries: ['lamp lit', 'harbour'], limit: 6 };
    const paths: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await ask({ ...request, ...(cursor === undefined ? {} : { cursor }) });
      expect(page.queries?.map(({ evidence }) => evidence)).toEqual(['strong', 'strong']);
      if (cursor !== undefined) expect(page.queries?.[0]?.coverage).toBeNull();
      paths.push(...pathsOf(page));
      cursor = page.next_cursor;
    }
    expect(paths).toHaveLength(17);
    expect(new Set(paths).size).toBe(17);
    const { next_cursor: cursor } = await ask(request);
    const refused = await docPilot.refusal({ ...request, queries: ['lamp lit'], cursor });
    expect(refused).toMatchObject({ status: 400, message: expect.stringContaining('queries') });
  });

  test('are explained one by one, and each hit by the query that ranks it highest', async () => {
    const { explanation, results } = await ask({ queries: parts, explain: true });
    const stopWords = [explanation, ...(explanation?.more_queries ?? [])].map(
      (each) => each?.query?.terms.length,
    );
    expect(stopWords).toEqual([2, 2, 2]);
    expect(explanation?.hits).toMatchObject(
      results.map(({ id, path }) => ({
        id,
        query: path === 'tides.md' ? 1 : 2,
        places: path === 'tides.md' ? [1, null, null] : [null, 1, null],
      })),
    );
  });

  test('can be in an address, where q is repeated', async () => {
    const address = `/search?${parts.map((part) => `q=${encodeURIComponent(part)}`).join('&')}`;
    const found = (await (await docPilot.request(address)).json()) as SearchResponse;
    expect(found.results).toEqual((await ask({ queries: parts })).results);
  });

  test('are refused if there are none, too many, or an empty one', async () => {
    const refusals = [
      [{}, 'query: must be text: what you look for'],
      [{ queries: [] }, 'query: must be text: what you look for'],
      [{ query: 'a', queries: ['b', 'c', 'd', 'e', 'f', 'g'] }, 'queries: must have at most 5'],
      [{ queries: ['a', ' '] }, 'queries.1: must not be empty'],
      [{ queries: 'a' }, 'queries: must be a list of texts'],
    ] as const;
    for (const [request, message] of refusals) {
      expect(await docPilot.refusal(request)).toMatchObject({
        status: 400,
        message: expect.stringContaining(message),
      });
    }
  });

  test('give an assistant one answer within one budget, the same in both forms', async () => {
    const client = await clients['the 1.x client'](docPilot);
    const call = (queries: string[]) => client.call('search_documents', { queries });
    const { content, structuredContent } = await call(parts);
    const text = content[0]?.text ?? '';
    expect(text).toContain('- query 2: keepers change (strong, 100 % of its words)');
    expect(text).toMatch(/^\d\. Tides.*\(.*for query 1, id/m);
    expect(structuredContent).toMatchObject({ queries: [{}, {}, { evidence: 'none' }] });
    const nothing = await call(['zeppelin', 'moorings']);
    expect(nothing.structuredContent).toMatchObject({
      results: [],
      suggestions: [expect.stringContaining('“zeppelin”, “moorings”'), expect.any(String)],
    });
    await client.close();
  });

  test('give an assistant more results, of which the first three are longer', async () => {
    const client = await clients['the 1.x client'](docPilot);
    const queries = ['barometer fell', 'barometer at noon', 'barometer log'];
    const { structuredContent } = await client.call('search_documents', { queries });
    const { results } = structuredContent as unknown as SearchResponse;
    const isLong = results.map(({ snippet }) => snippet.length > 300);
    expect(isLong).toEqual([true, true, true, ...Array(9).fill(false)]);
    await client.close();
  });
});
