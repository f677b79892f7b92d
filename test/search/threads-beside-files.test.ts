import type { Database } from '@docpilot/shared/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { searchIndex } from '../../shared/src/search/rank/search-index.ts';
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
  made.open({ title: 'Hotfix label', body: 'A hotfix gets a red label when we ship it.' });
  const github = await serveConversations(() => made);
  await syncOnce(database, github.source());
  await github.close();
  const files = memoryRepository();
  const text =
    '# Releases\n\nEvery Monday we ship what was merged.\n\n## Hotfix\n\nBranch from the tag.';
  files.files.set('releases.md', text);
  await syncOnce(database, files.source());
});
afterAll(removeTemporaryFolders);

async function pathsOf(query: string): Promise<string[]> {
  const index = searchIndex(database, null, undefined);
  const { results } = await searchPassages(index, { query, limit: 10, expand: 'none' });
  return results.map(({ path }) => path);
}

test('a file goes before a thread that has the same words', async () => {
  expect(await pathsOf('how to ship a hotfix')).toEqual(['releases.md', 'issues/1']);
});

test.each(['why do we ship a hotfix', 'pourquoi ship hotfix', 'the issue to ship a hotfix'])(
  'the thread goes first where reasons or threads are asked for: %s',
  async (query) => {
    expect(await pathsOf(query)).toEqual(['issues/1', 'releases.md']);
  },
);
