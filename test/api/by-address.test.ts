import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DocumentResponse } from '../../shared/src/search/fetch/fetch-request.ts';
import type { SearchResponse } from '../../shared/src/search/request/search-request.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import type { RunningDocPilot } from '../support/running-docpilot.ts';
import { runWithVariedIndex } from './varied-index.ts';

let docPilot: RunningDocPilot;

beforeAll(async () => {
  docPilot = await runWithVariedIndex({});
});
afterAll(async () => {
  await docPilot?.close();
  removeTemporaryFolders();
});

test('a search by address finds what POST finds with the same filters, page by page', async () => {
  const filters = { repository: 'acme/handbook', path_prefix: ['docs/', 'old/'] };
  const address =
    '/search?q=release&limit=1&repository=acme/handbook&path_prefix=docs/&path_prefix=old/';
  const read = async (response: Promise<Response>) =>
    (await (await response).json()) as SearchResponse;
  const first = await read(docPilot.request(address));
  const sent = { query: 'release', limit: 1, filters };
  const same = await read(docPilot.post('/search', sent));
  expect(first.results).toEqual(same.results);
  const cursor = first.next_cursor;
  const next = await read(docPilot.request(`${address}&cursor=${cursor}`));
  expect(next.results).toHaveLength(1);
  expect(next.results).toEqual((await read(docPilot.post('/search', { ...sent, cursor }))).results);
  expect(next.results[0]?.path).not.toBe(first.results[0]?.path);
});

describe('a document', () => {
  const place = { repository: 'acme/handbook', path: 'docs/lts.md' };

  async function read(address: string, query: Record<string, string> = {}) {
    const response = await docPilot.request(`${address}?${new URLSearchParams(query)}`);
    expect([response.status, await response.clone().text()]).toEqual([200, expect.any(String)]);
    return (await response.json()) as DocumentResponse;
  }

  test('is read by its path, by its id, and by the id of a passage', async () => {
    const document = await read('/documents', place);
    expect(document).toMatchObject({ start_line: 1, truncated: false, next_lines: null });
    expect(document.text.split('\n')).toHaveLength(document.total_lines);
    expect(await read(`/documents/${document.metadata.document_id}`)).toEqual(document);
    const [found] = await docPilot.search('release', { filters: { path_prefix: place.path } });
    expect(await read(`/documents/${found?.id}`)).toMatchObject({ text: document.text });
    const otherwise = { repository: 'ACME/Handbook', path: `/${place.path}` };
    expect(await read('/documents', otherwise)).toEqual(document);
  });

  test('is Markdown for who asks for that', async () => {
    const { text, url, metadata } = await read('/documents', place);
    const lines = text.split('\n');
    const response = await docPilot.request(`/documents/${metadata.document_id}?lines=1-2`, {
      headers: { accept: 'text/markdown' },
    });
    expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    const markdown = await response.text();
    expect(markdown).toContain(`(${place.repository} ${place.path}, lines 1–2 of ${lines.length})`);
    expect(markdown).toContain(`\`\`\`\n${lines.slice(0, 2).join('\n')}\n\`\`\``);
    expect(markdown).toContain(url.replace(/#.*$/, ''));
  });

  test('is read in parts: lines that are asked for, and what fits in a number of tokens', async () => {
    const { text, metadata } = await read('/documents', place);
    const lines = text.split('\n');
    const address = `/documents/${metadata.document_id}`;
    expect(await read(address, { lines: '3-4' })).toMatchObject({
      text: lines.slice(2, 4).join('\n'),
      start_line: 3,
      end_line: 4,
      next_lines: null,
      url: expect.stringMatching(/#L3-L4$/),
    });
    expect(await read(address, { lines: '3' })).toMatchObject({ start_line: 3, end_line: 3 });
    const parts: string[] = [];
    for (let next: string | null = '2-'; next !== null; ) {
      const part: DocumentResponse = await read(address, { lines: next, max_tokens: '700' });
      parts.push(part.text);
      next = part.next_lines;
    }
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.join('\n')).toBe(lines.slice(1).join('\n'));
  });
});
