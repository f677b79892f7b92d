import type { Database } from '@docpilot/shared/database';
import { beforeEach, describe, expect, test } from 'vitest';
import { memoryRepository, outage } from '../support/memory-source.ts';
import { syncFiles } from '../support/sync-files.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';

let database: Database;
let repository: ReturnType<typeof memoryRepository>;

const paths = ['a.md', 'team/a.md', 'team/notes/b.md', 'team/notes/keep.md', 'team/x.log', 'x.log'];

beforeEach(async () => {
  database = await openTestDatabase();
  repository = memoryRepository();
  for (const path of paths) repository.files.set(path, `words of ${path}\n`);
});

async function excluded(): Promise<string[]> {
  const files = await syncFiles(database, repository);
  return Object.keys(files)
    .filter((path) => files[path] === 'excluded')
    .sort();
}

describe('.docpilotignore', () => {
  test.each([
    ['at the top, holds for all folders', { '': '*.log\n' }, ['team/x.log', 'x.log']],
    ['in a folder, holds for it alone', { 'team/': '*.log\n' }, ['team/x.log']],
    ['in a folder, a slash is that folder', { 'team/': '/a.md\n' }, ['team/a.md']],
    ['in a folder, a path starts there', { 'team/': 'notes/b.md\n' }, ['team/notes/b.md']],
    [
      'takes back in a folder what the one above left out',
      { '': '*.log\n', 'team/': '!x.log\n' },
      ['x.log'],
    ],
    [
      'cannot take back a file of a folder that is left out',
      { '': 'notes/\n', 'team/notes/': '!keep.md\n' },
      ['team/notes/b.md', 'team/notes/keep.md'],
    ],
    [
      'takes back a file among those a star left out',
      { '': 'team/notes/*\n!team/notes/keep.md\n' },
      ['team/notes/b.md'],
    ],
    ['a slash alone says nothing', { 'team/': '/\n', '': '/\n' }, []],
    [
      'has comments, blank lines, and lines that end as on Windows',
      { '': '# logs\r\n\r\n*.log\r\n' },
      ['team/x.log', 'x.log'],
    ],
  ])('%s', async (_, files: Record<string, string>, left) => {
    for (const [folder, text] of Object.entries(files)) {
      repository.files.set(`${folder}.docpilotignore`, text);
    }
    expect(await excluded()).toEqual(left);
  });

  test('in a folder whose name has signs that patterns use', async () => {
    repository.files.set('app/[id]/.docpilotignore', 'b.md\n');
    repository.files.set('app/[id]/b.md', 'words\n');
    repository.files.set('app/i/b.md', 'words\n');
    expect(await excluded()).toEqual(['app/[id]/b.md']);
  });

  test('counts characters, where git counts bytes', async () => {
    for (const name of ['ä.md', '🚲.md', 'ab.md']) repository.files.set(name, 'words\n');
    repository.files.set('.docpilotignore', '/?.md\n/[🚀-🚴].md\n!/a.md\n');
    expect(await excluded()).toEqual(['ä.md', '🚲.md']);
  });

  test('is applied at the next sync when it changes, to files that did not', async () => {
    repository.files.set('.docpilotignore', '*.log\n');
    expect(await excluded()).toEqual(['team/x.log', 'x.log']);
    repository.files.set('.docpilotignore', 'notes/\n');
    expect(await excluded()).toEqual(['team/notes/b.md', 'team/notes/keep.md']);
    repository.files.delete('.docpilotignore');
    expect(await excluded()).toEqual([]);
  });

  test('is stored, whatever the settings and itself say, and is no search result', async () => {
    repository.files.set('.docpilotignore', '*\n!*.md\n');
    const files = await syncFiles(database, repository, { include: ['docs/'], exclude: ['.*'] });
    expect(files['.docpilotignore']).toBe('stored');
  });

  test('that cannot be fetched is a problem, and counts as it last was until it can be', async () => {
    repository.files.set('.docpilotignore', '*.log\n');
    await excluded();
    repository.files.set('.docpilotignore', 'notes/\n');
    await syncOnce(
      database,
      repository.source({
        onFetch: (_, { path }) => {
          if (path === '.docpilotignore') throw outage();
        },
      }),
    );
    const problems = 'select path, reason from problems order by path';
    expect(await database.query(problems)).toEqual([
      { path: '.docpilotignore', reason: 'upstream_unavailable' },
      { path: 'team/x.log', reason: 'excluded' },
      { path: 'x.log', reason: 'excluded' },
    ]);
    await database.query("update problems set next_attempt_at = now() where outcome = 'failed'");
    expect(await excluded()).toEqual(['team/notes/b.md', 'team/notes/keep.md']);
  });

  test('that is no text is a problem and leaves nothing out', async () => {
    repository.files.set('.docpilotignore', '*.log\n\0\n');
    const files = await syncFiles(database, repository);
    expect(files).toMatchObject({ '.docpilotignore': 'binary', 'x.log': 'indexed' });
  });

  test('of too many lines is a problem and leaves nothing out', async () => {
    repository.files.set('.docpilotignore', '*.log\n'.repeat(1_001));
    const files = await syncFiles(database, repository);
    expect(files).toMatchObject({ '.docpilotignore': 'too_complex', 'x.log': 'indexed' });
  });
});
