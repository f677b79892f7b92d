import type { Database } from '@docpilot/shared/database';
import { beforeEach, describe, expect, test } from 'vitest';
import { optionalSetting } from '../../shared/src/config.ts';
import { changedPatterns } from '../../shared/src/ingest/choose/changed-patterns.ts';
import { memoryRepository } from '../support/memory-source.ts';
import { syncFiles } from '../support/sync-files.ts';
import { openTestDatabase } from '../support/test-database.ts';

let database: Database;
let repository: ReturnType<typeof memoryRepository>;

beforeEach(async () => {
  database = await openTestDatabase();
  repository = memoryRepository();
  for (const path of [
    'README.md',
    'docs/a.md',
    'docs/deep/b.md',
    'docs/archive/c.md',
    'drafts/merger.md',
    'ops/drafts/plan.md',
    'ops/logs/a.log',
    'Old notes/d.md',
    'app/(shop)/[id]/page.tsx',
  ]) {
    repository.files.set(path, `words of ${path}\n`);
  }
});

async function indexed(environment: Record<string, string>): Promise<string[]> {
  const include = optionalSetting(environment, 'include') ?? [];
  const exclude = optionalSetting(environment, 'exclude') ?? [];
  const files = await syncFiles(database, repository, { include, exclude });
  return Object.keys(files)
    .filter((path) => files[path] === 'indexed')
    .sort();
}

async function unmatched(): Promise<string[]> {
  const [run] = await database.query<{ unmatched: string[] }>(
    'select unmatched_patterns as unmatched from sync_runs order by id desc limit 1',
  );
  return run?.unmatched ?? [];
}

const all = () => [...repository.files.keys()].sort();
const without = (...paths: string[]) => all().filter((path) => !paths.includes(path));

describe('EXCLUDE is read as .gitignore is:', () => {
  test.each([
    ['a folder’s name, in any folder', 'drafts/', ['drafts/merger.md', 'ops/drafts/plan.md']],
    ['a folder’s name, at the top alone', '/drafts/', ['drafts/merger.md']],
    ['a name without a slash is a folder’s, too', '/drafts', ['drafts/merger.md']],
    ['an extension, in any folder', '*.log', ['ops/logs/a.log']],
    ['a path with stars', 'docs/**', ['docs/a.md', 'docs/archive/c.md', 'docs/deep/b.md']],
    ['stars before a name', '**/logs', ['ops/logs/a.log']],
    ['a path that begins with a dot', './drafts/', ['drafts/merger.md']],
    ['a space behind a backslash', 'Old\\ notes/', ['Old notes/d.md']],
    [
      'braces, one for each',
      '/{drafts,ops}/',
      ['drafts/merger.md', 'ops/drafts/plan.md', 'ops/logs/a.log'],
    ],
    ['parentheses as they stand', 'app/(shop)/', ['app/(shop)/[id]/page.tsx']],
    ['an exception', 'docs/**/*.md,!docs/a.md', ['docs/archive/c.md', 'docs/deep/b.md']],
    ['capitals that differ match nothing', 'Drafts/,*.LOG', []],
  ])('%s', async (_, EXCLUDE, left) => {
    expect(await indexed({ EXCLUDE })).toEqual(without(...left));
  });
});

describe('INCLUDE is read so, too:', () => {
  test.each([
    ['a folder', '/docs/', ['docs/a.md', 'docs/archive/c.md', 'docs/deep/b.md']],
    ['a file of the top folder', '/README.md', ['README.md']],
    ['an extension', '*.log', ['ops/logs/a.log']],
    ['several, separated by spaces', '*.log /README.md', ['README.md', 'ops/logs/a.log']],
    ['an exception', 'docs/**,!docs/archive/,!docs/archive/**', ['docs/a.md', 'docs/deep/b.md']],
  ])('%s', async (_, INCLUDE, chosen) => {
    expect(await indexed({ INCLUDE })).toEqual(chosen);
  });

  test('what is excluded stays out', async () => {
    expect(await indexed({ INCLUDE: 'docs/', EXCLUDE: 'deep/' })).toEqual([
      'docs/a.md',
      'docs/archive/c.md',
    ]);
  });
});

describe('a pattern that matches no file', () => {
  test('is in the run, and in the runs of the unchanged source after it', async () => {
    for (let time = 0; time < 2; time++) {
      await indexed({ INCLUDE: '*.md,wiki/', EXCLUDE: 'drafts/,tmp/,!keep.md' });
      expect(await unmatched()).toEqual(['INCLUDE wiki/', 'EXCLUDE tmp/', 'EXCLUDE !keep.md']);
    }
  });

  test('is no longer there when a file has come that it matches', async () => {
    await indexed({ EXCLUDE: 'tmp/' });
    repository.files.set('tmp/x.md', 'words\n');
    await indexed({ EXCLUDE: 'tmp/' });
    expect(await unmatched()).toEqual([]);
  });
});

test.each(['!docs/**', 'docs/,+(a|b)', 'docs/@(a|b).md'])(
  'a pattern that means nothing in .gitignore’s way stops the start: %s',
  (EXCLUDE) => {
    expect(() => optionalSetting({ EXCLUDE }, 'exclude')).toThrow(
      /EXCLUDE is not valid.*gitignore/,
    );
  },
);

test('what means more than as a glob is said at the start', () => {
  const notes = changedPatterns({
    INCLUDE: 'docs/**,*.md,guide/*',
    EXCLUDE: 'tmp,**/x/**,a/b.md,drafts/',
  });
  expect(notes).toEqual([
    'INCLUDE *.md is for every folder; /*.md would be for the top one alone.',
    'INCLUDE guide/* is for all that lies in the folder, however deep.',
    'EXCLUDE tmp is for every folder; /tmp would be for the top one alone.',
  ]);
});
