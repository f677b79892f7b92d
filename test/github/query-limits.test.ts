import { afterAll, describe, expect, test } from 'vitest';
import { queryCost } from '../../local/github/conversations/query-limits.ts';
import {
  wholeIssuesQuery,
  wholePullsQuery,
} from '../../shared/src/sources/conversations/whole-threads.ts';
import { MadeConversations } from '../sync-github/made-conversations.ts';
import { serveConversations } from '../sync-github/serve-conversations.ts';
import { removeTemporaryFolders } from './temporary-clone.ts';

const github = await serveConversations(() => new MadeConversations());
afterAll(async () => {
  await github.close();
  removeTemporaryFolders();
});

async function ask(items: string) {
  const query = `{ repository(owner: "acme", name: "handbook") { ${items} } }`;
  const response = await fetch(`${github.url}/graphql`, {
    method: 'POST',
    headers: { authorization: 'Bearer token', 'user-agent': 'test' },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as { data?: object; errors?: { type: string; message: string }[] };
}

describe('a query that asks for more than GitHub answers is refused', () => {
  test.each([
    ['a page of 101', 'issues(first: 101) { nodes { number } }', 'EXCESSIVE_PAGINATION'],
    ['a list without an end', 'issues { nodes { number } }', 'MISSING_PAGINATION_BOUNDARIES'],
    [
      'over 500,000 items',
      `pullRequests(first: 100) { nodes { reviewThreads(first: 100) { nodes {
         comments(first: 50) { nodes { body } } } } } }`,
      'MAX_NODE_LIMIT_EXCEEDED',
    ],
  ])('%s', async (_, items, type) => {
    const { data, errors } = await ask(items);
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ type }]);
  });

  test('and not at these limits', async () => {
    const items = 'issues(first: 100) { nodes { number comments(first: 100) { nodes { body } } } }';
    expect((await ask(items)).errors).toBeUndefined();
  });
});

test('10,000 threads, half of them pull requests, take less than a third of an hour’s points', () => {
  const issues = queryCost(wholeIssuesQuery, { first: 25 });
  const pulls = queryCost(wholePullsQuery, { first: 15 });
  expect(issues.nodes + pulls.nodes).toBeLessThan(20_000);
  const points = Math.ceil(5_000 / 25) * issues.points + Math.ceil(5_000 / 15) * pulls.points;
  expect(points).toBeLessThan(5_000 / 3);
});
