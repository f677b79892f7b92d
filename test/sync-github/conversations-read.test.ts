import type { Database } from '@docpilot/shared/database';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { MadeConversations } from './made-conversations.ts';
import { readConversations, serveConversations } from './serve-conversations.ts';

let database: Database;
let made: MadeConversations;
let github: Awaited<ReturnType<typeof serveConversations>>;

beforeAll(async () => {
  github = await serveConversations(() => made);
});
beforeEach(async () => {
  database = await openTestDatabase();
  made = new MadeConversations();
});
afterAll(async () => {
  await github.close();
  removeTemporaryFolders();
});

const sync = (bots?: string[]) => syncOnce(database, github.source(bots ? { bots } : {}));

describe('a thread as a document', () => {
  test('an issue: what it is, its text, and each comment under who wrote it and when', async () => {
    const number = made.open({
      title: 'Why do we retry twice?',
      body: '## Context\n\nRetries cost money.',
      labels: ['billing', 'good first issue'],
    });
    made.comment(number, '# Because\n\nThe gateway drops the first call.');
    made.edit(number, { state: 'closed' });
    await sync();
    const { 'issues/1': issue } = await readConversations(database);
    expect(issue).toMatchObject({
      title: 'Why do we retry twice? #1',
      url: 'https://github.com/acme/handbook/issues/1',
      type: 'issue',
      state: 'closed',
      labels: ['billing', 'good first issue'],
    });
    expect(issue?.text).toBe(
      [
        '# Why do we retry twice? #1',
        '',
        'Issue, closed; by alice on 2026-01-01; labels: billing, good first issue.',
        '',
        '### Context',
        '',
        'Retries cost money.',
        '',
        '## bob, 2026-01-01',
        '',
        '### Because',
        '',
        'The gateway drops the first call.',
        '',
      ].join('\n'),
    );
  });

  test('a pull request: reviews, and comments at their code with the answers below them', async () => {
    const number = made.open({ title: 'Raise the limit', body: 'It is too low.' }, true);
    const first = made.reviewComment(number, 'Is three enough?');
    made.comment(number, 'Merging soon.');
    made.reviewComment(number, 'For now, yes.', first);
    made.review(number, 'Good reasons given.');
    made.review(number, '');
    made.edit(number, { state: 'closed', pull_request: { merged_at: made.now() } });
    await sync();
    const { 'pulls/1': pull } = await readConversations(database);
    expect(pull).toMatchObject({ type: 'pull', state: 'merged', title: 'Raise the limit #1' });
    expect(pull?.text.split('\n').filter((line) => line.startsWith('## '))).toEqual([
      '## carol on src/a.ts, line 12, 2026-01-01',
      '## carol on src/a.ts, line 12, 2026-01-01',
      '## bob, 2026-01-01',
      '## carol, 2026-01-01 (approved)',
    ]);
    expect(pull?.text).toContain('```diff\n const a = 1;\n-const b = 2;\n+const b = 3;\n```');
    expect(pull?.text.match(/```diff/g)).toHaveLength(1);
  });

  test('a discussion with its answer and replies, and a release whoever published it', async () => {
    const number = made.discuss({ title: 'Which database?', labels: ['ideas'] });
    const comment = made.answer(number, 'Postgres.', { isAnswer: true });
    made.answer(number, 'Or none.');
    made.reply(number, comment, 'Agreed.');
    made.release('v1.2.0', 'Faster syncs.');
    await sync();
    const read = await readConversations(database);
    expect(read['discussions/1']).toMatchObject({
      type: 'discussion',
      state: 'answered',
      labels: ['ideas'],
    });
    expect(read['discussions/1']?.text).toMatch(
      /## erik, 2026-01-01 \(answer\)\n\nPostgres\.\n\n## dora, 2026-01-01\n\nAgreed\.\n\n## erik/,
    );
    expect(read['releases/v1.2.0']).toMatchObject({
      type: 'release',
      state: null,
      title: 'v1.2.0',
    });
    expect(read['releases/v1.2.0']?.text).toContain('Faster syncs.');
  });

  test('what a comment never closes ends with it', async () => {
    const number = made.open();
    made.comment(number, '```\nnever closed');
    made.comment(number, '<pre>\nnor this');
    made.comment(number, 'The last word.');
    await sync();
    const rows = await database.query<{ headings: string[] }>(
      `select heading_path as headings from passages join chunks on passage_id = passages.id
       where body like '%The last word.%'`,
    );
    expect(rows[0]?.headings[0]).toBe('A question #1');
    const { 'issues/1': issue } = await readConversations(database);
    expect(issue?.text).toContain('> ```\n> never closed\n\n## bob');
  });
});

describe('text that weighs nothing', () => {
  test('templates: comments, boxes and empty fields are left out, what was done stays', async () => {
    made.open({
      body: [
        '<!-- Thank you for reporting! -->',
        '### Checklist',
        '- [x] I have searched existing issues',
        '- [ ] I would like to help',
        '### What happened',
        'It stopped. <!-- be precise -->',
        '### Steps',
        '- [x] upgraded to 2.0',
        '```yaml',
        '# - [ ] not a box, <!-- nor a comment -->',
        '```',
        '### Anything else',
        '_No response_',
      ].join('\r\n'),
    });
    await sync();
    const { 'issues/1': issue } = await readConversations(database);
    expect(issue?.text.split('\n').slice(4)).toEqual([
      '#### What happened',
      'It stopped. ',
      '#### Steps',
      '- [x] upgraded to 2.0',
      '```yaml',
      '# - [ ] not a box, <!-- nor a comment -->',
      '```',
      '',
    ]);
  });

  test('bots: their comments are left out, and a thread that only bots wrote is skipped', async () => {
    made.open({ title: 'Bump lodash', body: 'Bumps lodash.', by: 'dependabot[bot]' }, true);
    const discussed = made.open({ title: 'Bump zod', by: 'renovate[bot]', body: 'Noise.' }, true);
    made.comment(discussed, 'We wait: 4.0 breaks the forms.');
    const own = made.open();
    made.comment(own, 'Stale, closing.', 'stale[bot]');
    made.comment(own, 'Coverage fell.', 'acme-ci');
    expect(await sync(['ACME-CI'])).toMatchObject({ seen: 3, indexed: 2, skipped: 1 });
    const read = await readConversations(database);
    expect(Object.keys(read)).toEqual(['issues/3', 'pulls/2']);
    expect(read['pulls/2']?.text).toContain('4.0 breaks');
    expect(read['pulls/2']?.text).not.toContain('Noise');
    expect(read['issues/3']?.text).not.toMatch(/Stale|Coverage/);
    expect(await database.query('select path, reason from problems')).toEqual([
      { path: 'pulls/1', reason: 'bot' },
    ]);
  });

  test('an account that GitHub calls a bot is read where the setting says it is none', async () => {
    made.open({ title: 'Nightly figures', body: 'Latency rose.', by: 'figures[bot]' });
    await sync(['!figures[bot]']);
    const { 'issues/1': issue } = await readConversations(database);
    expect(issue?.text).toContain('Latency rose.');
  });
});
