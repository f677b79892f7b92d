import type { Database } from '@docpilot/shared/database';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { markDirty } from '../../shared/src/store/sync/sources.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { MadeConversations, repository } from './made-conversations.ts';
import { readConversations, serveConversations } from './serve-conversations.ts';

let database: Database;
let made: MadeConversations;
let github: Awaited<ReturnType<typeof serveConversations>>;

beforeAll(async () => {
  github = await serveConversations(() => made, {
    // Asked for where a query is not answered, to learn why.
    intercept: ({ url }, response) => {
      if (url !== `/repos/${repository}`) return false;
      response.writeHead(200).end('{}');
      return true;
    },
  });
});
beforeEach(async () => {
  database = await openTestDatabase();
  made = new MadeConversations();
});
afterAll(async () => {
  await github.close();
  removeTemporaryFolders();
});

const sync = (options = {}) => syncOnce(database, github.source(options));

/** Reads every thread once more, one by one, as after a change. */
async function readEachAgain() {
  const ids = made.issues.map(
    ({ number, pull_request }) => `${pull_request ? 'pulls' : 'issues'}/${number}`,
  );
  await markDirty(database, 'conversations', repository, ids);
  github.takeRequests();
  const report = await sync();
  const alone = github.takeRequests().filter((url) => /\/issues\/\d+$/.test(url));
  expect(alone).toHaveLength(ids.length);
  return report;
}

test('a thread read among others is byte for byte what it is when it is read alone', async () => {
  const asked = made.open({
    title: 'Naïve —\ttabs',
    body: 'Two\r\nlines.',
    labels: ['z', 'a', 'ä'],
  });
  made.comment(asked, 'By a bot.', 'stale[bot]');
  made.comment(asked, '');
  const ghost = made.open({ body: '' });
  Object.assign(made.issue(ghost), { user: null, body: null });
  made.comment(ghost, 'Closed.');
  made.edit(ghost, { state: 'closed' });
  const bumped = made.open({ title: 'Bump zod', by: 'renovate[bot]' }, true);
  made.comment(bumped, 'We wait.');
  made.open({ title: 'Bump lodash', by: 'dependabot[bot]' }, true);
  const pull = made.open({ title: 'Raise it' }, true);
  const first = made.reviewComment(pull, 'Enough?');
  made.reviewComment(pull, 'Yes.', first);
  const outdated = made.reviewComment(pull, 'Outdated.', undefined, 'src/b.ts');
  const onFile = made.reviewComment(pull, 'On the file.', undefined, 'src/c.ts');
  for (const comment of made.reviewComments) {
    if (comment.id === outdated) Object.assign(comment, { line: undefined, original_line: 3 });
    if (comment.id === onFile) Object.assign(comment, { subject_type: 'file', line: 1 });
  }
  made.review(pull, 'Fine.');
  made.review(pull, 'Not yet.', 'CHANGES_REQUESTED');
  made.edit(pull, { state: 'closed', pull_request: { merged_at: made.now() } });

  expect(await sync()).toMatchObject({ seen: 5, indexed: 4, skipped: 1 });
  const whole = await readConversations(database);
  expect(await readEachAgain()).toMatchObject({ seen: 5, indexed: 0, unchanged: 4, skipped: 1 });
  expect(await readConversations(database)).toEqual(whole);
  expect(whole['pulls/3']?.text).toContain('by renovate[bot]');
  expect(whole['pulls/5']?.text).toContain('## carol on src/b.ts, line 3');
  expect(whole['pulls/5']?.text).toContain('## carol on src/c.ts, 2026');
});

test.each([
  ['an issue with 101 comments', false, 101, 0, 0],
  ['a pull request with 51 comments', true, 51, 0, 0],
  ['a pull request with comments at 21 places', true, 0, 21, 0],
  ['a pull request with 21 comments at one place', true, 0, 1, 20],
])(
  '%s, too many for a list of threads, is read alone',
  async (_, isPull, said, places, answers) => {
    made.open({}, isPull);
    for (let index = 0; index < said; index += 1) made.comment(1, `Said ${index}.`);
    for (let index = 0; index < places; index += 1) made.reviewComment(1, `Place ${index}.`);
    const [place] = made.reviewComments;
    for (let index = 0; index < answers; index += 1) {
      made.reviewComment(1, `Answer ${index}.`, place?.id);
    }
    made.open({ title: 'Another' }, isPull);
    github.takeRequests();
    expect(await sync()).toMatchObject({ seen: 2, indexed: 2 });
    const alone = github.takeRequests().filter((url) => /\/issues\/\d+$/.test(url));
    expect(alone).toEqual(['GET /repos/acme/handbook/issues/1']);
    const { 'issues/1': issue, 'pulls/1': pull } = await readConversations(database);
    expect((issue ?? pull)?.text.match(/^## /gm)).toHaveLength(said + places + answers);
  },
);

test('a thread whose answer is too large among others, and as a whole, is read in pieces', async () => {
  for (let index = 0; index < 7; index += 1) made.open({ title: `Change ${index}` }, true);
  for (let index = 0; index < 8; index += 1) {
    made.comment(4, 'x'.repeat(4_000));
    made.reviewComment(4, 'y'.repeat(4_000));
  }
  expect(await sync({ maxAnswerBytes: 60_000 })).toMatchObject({ seen: 7, indexed: 7, failed: 0 });
  expect((await readConversations(database))['pulls/4']?.text.match(/^## /gm)).toHaveLength(16);
});
