import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRules } from '../../shared/src/ingest/rule-files.ts';
import { runs } from '../support/long-runs.ts';

let folder: string;
const paths = ['a', 'a.md', 'x/a', 'x/b/a', 'x/b/c.md', 'x/y/b', 'b/x/a.md', 'b/c.md/a'];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'as-git-ignores-'));
  execFileSync('git', ['init', '--quiet', folder]);
});
afterAll(() => rmSync(folder, { recursive: true }));

function ignoredByGit(files: { path: string; text: string }[]): string[] {
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), '');
  }
  for (const { path, text } of files) writeFileSync(join(folder, path), text);
  const listed = execFileSync(
    'git',
    ['ls-files', '-z', '--others', '--ignored', '--exclude-per-directory=.docpilotignore'],
    { cwd: folder, encoding: 'utf8' },
  );
  return listed.split('\0').filter((path) => paths.includes(path));
}

const rulesOf = (files: { path: string; text: string }[]) =>
  readRules(files.map((file) => ({ ...file, externalId: file.path, version: '1' })));

test('.docpilotignore files in any folder leave out what git would', () => {
  const part = fc.constantFrom(
    ...['a', 'b', 'x', 'y', '*', '**', '*.md', 'c.md', '[ab]', '?', '*a*', 'a**', '**a', '*?.*'],
    ...[
      '[!a]',
      '[^b]',
      '[a-c]',
      '[]a]',
      '[[:alpha:]]',
      '[[:no:]]',
      '[a',
      '[b-a]',
      '\\a',
      '\\',
      '[\\a]',
    ],
    ...['a ', 'b\\ ', '***', '*[.]*d', '[a-]', '[/]', 'c[.]md'],
  );
  const line = fc
    .tuple(
      fc.constantFrom('', '', '!'),
      fc.constantFrom('', '', '/'),
      fc.array(part, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('', '', '/'),
    )
    .map(([negation, start, parts, end]) => `${negation}${start}${parts.join('/')}${end}`);
  const text = fc.array(line, { maxLength: 3 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, text, (top, x, xb) => {
      const files = [
        { path: '.docpilotignore', text: top },
        { path: 'x/.docpilotignore', text: x },
        { path: 'x/b/.docpilotignore', text: xb },
      ];
      const { isIgnored } = rulesOf(files);
      expect(paths.filter(isIgnored).sort()).toEqual(ignoredByGit(files).sort());
    }),
    { numRuns: runs(100, 1_000), seed: 18 },
  );
});

test.each([
  ['stars in a name', '*a'.repeat(40), 'a'.repeat(4_000)],
  ['stars for folders', '**/a/'.repeat(40), 'a/'.repeat(2_000)],
  ['stars for folders and in names', '**/*a*'.repeat(40), 'aa/'.repeat(1_300)],
  ['sets', '*[!b]'.repeat(40), 'a'.repeat(4_000)],
])('a pattern of many %s is soon seen not to match', (_, pattern, path) => {
  const cpu = process.cpuUsage();
  const text = `${pattern}x*c\n`;
  const { isIgnored, attributesOf } = rulesOf([
    { path: '.docpilotignore', text },
    { path: '.gitattributes', text: text.replace('\n', ' linguist-generated\n') },
  ]);
  expect(isIgnored(`${path}c`)).toBe(false);
  expect(attributesOf(`${path}c`)).toEqual({});
  expect(process.cpuUsage(cpu).user / 1e6).toBeLessThan(2);
});
