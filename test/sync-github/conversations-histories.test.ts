import type { Database } from '@docpilot/shared/database';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foldDeltas } from '../../shared/src/store/documents/term-frequencies.ts';
import { markDirty } from '../../shared/src/store/sync/sources.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { indexContents } from '../support/index-contents.ts';
import { killableDatabase } from '../support/killable-database.ts';
import { runs } from '../support/long-runs.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { MadeConversations, repository } from './made-conversations.ts';
import { readConversations, serveConversations } from './serve-conversations.ts';

let made: MadeConversations;
/** How many requests are answered before the rest is refused, and as what. */
let answers: number;
let refusal: 'outage' | 'rate limit';
let github: Awaited<ReturnType<typeof serveConversations>>;

beforeAll(async () => {
  github = await serveConversations(() => made, {
    intercept: (_, response) => {
      answers -= 1;
      if (answers >= 0) return false;
      if (refusal === 'outage') response.writeHead(502).end();
      else response.writeHead(429, { 'retry-after': '600' }).end('{"message": "Slow down"}');
      return true;
    },
  });
});
afterAll(async () => {
  await github.close();
  removeTemporaryFolders();
});

const syncs = [
  ...['sync', 'sync', 'sync', 'outage', 'short', 'short', 'kill', 'kill', 'rate limit', 'all anew'],
] as const;
const kinds = [
  ...['open', 'open', 'pull', 'discuss', 'release', 'comment', 'comment', 'review', 'code'],
  ...['edit', 'close', 'label', 'merge', 'edit comment', 'delete comment', 'delete comment'],
  ...['answer', 'delete', 'transfer', 'convert', 'lock', 'delete discussion', 'edit release'],
  ...['delete release', ...syncs],
] as const;
const step = fc.record({
  do: fc.constantFrom(...kinds),
  at: fc.nat(1_000),
  word: fc.constantFrom('coffee', 'tea', 'grinder', 'monday', 'naïve', '# cupboard', '```\nopen'),
});
type Step = { do: string; at: number; word: string };

const pick = <Item>(items: readonly Item[], at: number): Item | undefined =>
  items[at % Math.max(1, items.length)];

/** @returns the external id that a webhook tells, where GitHub's lists tell nothing */
function change({ do: kind, at, word }: Step): string | null {
  const issue = pick(made.issues, at);
  const pull = pick(
    made.issues.filter(({ pull_request }) => pull_request),
    at,
  );
  const comment = pick([...made.comments, ...made.reviewComments], at);
  const discussion = pick(made.discussions, at);
  const release = pick(made.releases, at);
  if (kind === 'open') made.open({ title: `About ${word}`, body: word });
  if (kind === 'pull') made.open({ title: `Change ${word}`, body: word }, true);
  if (kind === 'discuss') made.discuss({ title: `Idea ${word}`, body: word });
  if (kind === 'release') made.release(`v${made.releases.length}.${at}`, word);
  if (issue && kind === 'comment') made.comment(issue.number, word);
  if (pull && kind === 'review') made.review(pull.number, word);
  if (pull && kind === 'code') made.reviewComment(pull.number, word);
  if (issue && kind === 'edit') made.edit(issue.number, { title: `Now ${word}`, body: word });
  if (issue && kind === 'close') made.edit(issue.number, { state: at % 2 ? 'closed' : 'open' });
  if (issue && kind === 'label') made.edit(issue.number, { labels: [{ name: word }] });
  if (issue && kind === 'lock') made.edit(issue.number, { locked: true } as object);
  if (pull && kind === 'merge') {
    made.edit(pull.number, { state: 'closed', pull_request: { merged_at: made.now() } });
  }
  if (discussion && kind === 'answer') {
    made.answer(discussion.number, word, { isAnswer: at % 2 === 0 });
  }
  if (issue && kind === 'delete') made.delete(issue.number);
  if (issue && kind === 'transfer') {
    made.transfer(issue.number, { repository: 'acme/other', number: 1 });
  }
  if (issue && !issue.pull_request && kind === 'convert') made.convert(issue.number);
  if (discussion && kind === 'delete discussion') made.deleteDiscussion(discussion.number);
  if (release && kind === 'edit release') made.editRelease(release.tag_name, word);
  if (release && kind === 'delete release') made.deleteRelease(release.tag_name);
  if (comment === undefined || !kind.endsWith(' comment')) return null;
  made.touches = at % 3 === 0;
  if (kind === 'edit comment') made.editComment(comment.id, `Again ${word}`);
  else made.deleteComment(comment.id);
  const number = (comment.issue_url ?? comment.pull_request_url ?? '').split('/').at(-1);
  return `${comment.pull_request_url ? 'pulls' : 'issues'}/${number}`;
}

async function apply(each: Step, database: Database): Promise<void> {
  const hint = change(each);
  if (hint !== null) await markDirty(database, 'conversations', repository, [hint]);
  if (!syncs.some((kind) => kind === each.do)) return;
  const before = Object.keys(await readConversations(database));
  const isRefusing = each.do === 'outage' || each.do === 'rate limit';
  refusal = each.do === 'outage' ? 'outage' : 'rate limit';
  answers = isRefusing ? each.at % 20 : Number.POSITIVE_INFINITY;
  if (each.do === 'all anew') await database.query(readLongAgo);
  const at = { statement: 1 + (each.at % 150), when: each.at % 2 ? 'before' : 'after' } as const;
  const used = each.do === 'kill' ? killableDatabase(database, at).database : database;
  // Parts so small that a reading takes several.
  const limits = { threads: 1 + (each.at % 5), page: 1 + (each.at % 3) };
  const options = each.do === 'short' ? { forMs: -1 } : {};
  await syncOnce(used, github.source({ limits }), options).catch(() => {});
  await database.query("update sources set lease_expires_at = now() - interval '1 s'");
  // Whatever is still there is still found.
  const live = [
    ...made.issues.map(
      ({ number, pull_request }) => `${pull_request ? 'pulls' : 'issues'}/${number}`,
    ),
    ...made.discussions.map(({ number }) => `discussions/${number}`),
    ...made.releases.map(({ tag_name }) => `releases/${tag_name}`),
  ];
  const after = Object.keys(await readConversations(database));
  expect(after).toEqual(expect.arrayContaining(before.filter((path) => live.includes(path))));
}

const readLongAgo = `update sources set cursor = jsonb_set(cursor, '{readAt}', '"2026-01-01T00:00:00Z"')
   where cursor ? 'readAt'`;

async function settle(database: Database): Promise<void> {
  answers = Number.POSITIVE_INFINITY;
  await database.query("update problems set next_attempt_at = now() where outcome = 'failed'");
  // The guard asks before it deletes most of what there is.
  const guarded = (error: unknown) => {
    expect(error).toMatchObject({ code: 'forbidden' });
    return syncOnce(database, github.source(), { force: true });
  };
  // A reading may have to end; then the two lists of comments are asked for in turn.
  for (const _ of ['all', 'comments', 'review comments']) {
    const report = await syncOnce(database, github.source()).catch(guarded);
    expect(report).toMatchObject({ done: true, failed: 0 });
  }
  await foldDeltas(database);
}

test('after any history, the index is as after a sync from scratch', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (history) => {
      made = new MadeConversations();
      const database = await openTestDatabase();
      for (const word of ['coffee', 'tea', 'grinder', 'monday']) {
        change({ do: 'open', at: 0, word });
        change({ do: 'pull', at: 0, word });
        change({ do: 'discuss', at: 0, word });
      }
      for (const each of history) await apply(each, database);
      await settle(database);
      const synced = await indexContents(database);

      const fresh = await openTestDatabase();
      await settle(fresh);
      expect(synced).toEqual(await indexContents(fresh));
    }),
    { numRuns: runs(4, 30) },
  );
});
