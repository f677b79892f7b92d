import { readFileSync } from 'node:fs';
import type { Database } from '@docpilot/shared/database';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { noConversations } from '../../local/github/conversations/conversations.ts';
import { openClone } from '../../local/github/open-clone.ts';
import { type GithubApi, startGithubApi } from '../../local/github/start-github-api.ts';
import { githubConversations } from '../../shared/src/sources/conversations/github-conversations.ts';
import { requireContract } from '../github/contract.ts';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { readConversations } from './serve-conversations.ts';

const name = 'octocat/Hello-World';
const file = new URL('../contracts/github.examples.json', import.meta.url);
const { examples } = JSON.parse(readFileSync(file, 'utf8'));
const exampleOf = (path: string) => examples[`GET /repos/{owner}/{repo}/${path}`];

let database: Database;
let api: GithubApi | undefined;

beforeEach(async () => {
  database = await openTestDatabase();
});
afterAll(removeTemporaryFolders);

test('GitHub’s own examples are as its schemas say', () => {
  // The one exception: a team in the example of pull requests lacks its type.
  delete exampleOf('pulls')[0].requested_teams;
  for (const [operation, example] of Object.entries(examples)) {
    const path = operation.replace('GET ', '').replace(/\{owner\}\/\{repo\}/, name);
    requireContract(path.replace('{issue_number}', '1'), 200, example);
  }
});

test('GitHub’s own examples become a pull request with its comments, and a release', async () => {
  const { folder } = temporaryClone({ origin: `https://github.com/${name}.git` });
  const [listed] = exampleOf('issues');
  const [review] = exampleOf('pulls/comments');
  const conversations = {
    ...noConversations,
    hasIssues: true,
    issues: [{ ...listed, comments: 1 }],
    comments: exampleOf('issues/comments'),
    // The examples are of several pull requests: this one is put where the others are.
    reviewComments: [{ ...review, pull_request_url: listed.pull_request.url }],
    releases: exampleOf('releases'),
  };
  api = await startGithubApi({
    clones: [await openClone(folder)],
    conversations: { [name]: () => conversations },
  });
  try {
    const options = { apiUrl: api.url, token: 'token', deadline: Date.now() + 60_000 };
    const run = await syncOnce(database, githubConversations(name, options));
    expect(run).toMatchObject({ seen: 2, indexed: 2, skipped: 0, failed: 0 });
  } finally {
    await api.close();
  }
  const read = await readConversations(database);
  expect(read['pulls/1347']).toEqual({
    path: 'pulls/1347',
    title: 'Found a bug #1347',
    // As the example has it: what real lists say of a pull request ends in /pull/1347.
    url: 'https://github.com/octocat/Hello-World/issues/1347',
    type: 'pull',
    state: 'open',
    labels: ['bug'],
    text: [
      '# Found a bug #1347',
      '',
      'Pull request, open; by octocat on 2011-04-22; labels: bug.',
      '',
      "I'm having a problem with this.",
      '',
      '## octocat, 2011-04-14',
      '',
      'Me too',
      '',
      '## octocat on file1.txt, line 2, 2011-04-14',
      '',
      'Great stuff!',
      '',
    ].join('\n'),
  });
  expect(read['releases/v1.0.0']).toMatchObject({
    url: 'https://github.com/octocat/Hello-World/releases/v1.0.0',
    type: 'release',
    text: expect.stringContaining('Description of the release'),
  });
});
