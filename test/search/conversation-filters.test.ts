import type { Database } from '@docpilot/shared/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFacets } from '../../shared/src/search/list/facets.ts';
import { searchIndex } from '../../shared/src/search/rank/search-index.ts';
import type { SearchFilters } from '../../shared/src/search/request/filters.ts';
import { searchPassages } from '../../shared/src/search/search-passages.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { memoryRepository } from '../support/memory-source.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { MadeConversations } from '../sync-github/made-conversations.ts';
import { serveConversations } from '../sync-github/serve-conversations.ts';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
  const made = new MadeConversations();
  made.open({ title: 'Retries in billing', labels: ['Billing', 'bug'] });
  made.comment(1, 'Retries hide the outage.');
  made.open({ title: 'Retries in search' });
  made.edit(2, { state: 'closed' });
  made.open({ title: 'Limit the retries', labels: ['billing'] }, true);
  made.edit(3, { state: 'closed', pull_request: { merged_at: made.now() } });
  made.discuss({ title: 'How many retries?' });
  made.answer(4, 'Two retries.', { isAnswer: true });
  made.release('v1', 'Fewer retries.');
  const github = await serveConversations(() => made);
  await syncOnce(database, github.source());
  await github.close();
  removeTemporaryFolders();
  const files = memoryRepository();
  files.files.set('retries.md', '# Retries\n\nHow retries work.');
  await syncOnce(database, files.source());
});
afterAll(removeTemporaryFolders);

async function search(filters: SearchFilters) {
  const index = searchIndex(database, null, undefined);
  const answer = await searchPassages(index, {
    query: 'retries',
    limit: 10,
    expand: 'none',
    filters,
  });
  return answer.results;
}
const paths = async (filters: SearchFilters) =>
  [...new Set((await search(filters)).map(({ path }) => path))].sort();

describe('conversations are filtered', () => {
  test.each<[SearchFilters, string[]]>([
    [{ type: 'issue' }, ['issues/1', 'issues/2']],
    [{ type: ['pull', 'release'] }, ['pulls/3', 'releases/v1']],
    [{ type: 'discussion', state: 'answered' }, ['discussions/4']],
    [{ state: ['open', 'merged'] }, ['issues/1', 'pulls/3']],
    [{ label: 'BILLING' }, ['issues/1', 'pulls/3']],
    [{ label: ['bug', 'nothing like it'] }, ['issues/1']],
    // Their text is Markdown, but they are no files.
    [{ type: 'md' }, ['retries.md']],
    [{ source: 'conversations', glob: 'pulls/*' }, ['pulls/3']],
  ])('by %j', async (filters, found) => {
    expect(await paths(filters)).toEqual(found);
  });

  test('a label that none has is an error that lists those there are', async () => {
    await expect(search({ label: 'urgent' })).rejects.toMatchObject({
      message: expect.stringMatching(/“urgent” names nothing that is indexed; there are Billing, /),
    });
  });
});

test('a result says what it is, how it stands, and links to the comment', async () => {
  const results = await search({ type: 'issue', state: 'open' });
  expect(results[0]).toMatchObject({ type: 'issue', state: 'open', source: 'conversations' });
  expect(results.map(({ url }) => url)).toContain('https://github.com/acme/handbook/issues/1');
  const [file] = await search({ source: 'github' });
  expect(file).not.toHaveProperty('type');
});

test('facets count types, states and labels', async () => {
  const { types, states, labels } = await readFacets(database, {});
  expect(types).toContainEqual({ value: 'issue', documents: 2 });
  expect(states).toEqual([
    { value: 'answered', documents: 1 },
    { value: 'closed', documents: 1 },
    { value: 'merged', documents: 1 },
    { value: 'open', documents: 1 },
  ]);
  expect(labels).toEqual([
    { value: 'Billing', documents: 1 },
    { value: 'billing', documents: 1 },
    { value: 'bug', documents: 1 },
  ]);
});
