import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRules } from '../../shared/src/ingest/choose/rule-files.ts';
import { runs } from '../support/long-runs.ts';
import { runGit } from '../support/run-git.ts';

let folder: string;
const paths = ['a', 'a.md', 'x/a', 'x/b/a', 'x/b/c.md', 'x/y/b', 'b/x/a.md', 'b/c.md/a'];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'as-git-ignores-'));
  git('init', '--quiet', '--template=');
});
afterAll(() => rmSync(folder, { recursive: true }));

const git = (...args: string[]) =>
  runGit({ args, cwd: folder, env: process.env, input: '' }).toString('utf8');

type RuleFile = { path: string; text: string };

/** Of each case, in a folder of its own, what git leaves out: by one process for all. */
function ignoredByGit(cases: readonly RuleFile[][]): string[][] {
  for (const [at, files] of cases.entries()) {
    for (const { path, text } of [...paths.map((each) => ({ path: each, text: '' })), ...files]) {
      const file = join(folder, `case-${at}`, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
  const listed = git(
    ...['ls-files', '-z', '--others', '--ignored', '--exclude-per-directory=.docpilotignore'],
  );
  const ignored = new Set(listed.split('\0'));
  return cases.map((_, at) => paths.filter((path) => ignored.has(`case-${at}/${path}`)));
}

const rulesOf = (files: RuleFile[]) =>
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
  const slashes = fc.constantFrom('/', '!/', '//', '/ ', '**/', '!**/', '/*/');
  const anyLine = fc.oneof({ weight: 9, arbitrary: line }, { weight: 1, arbitrary: slashes });
  const text = fc.array(anyLine, { maxLength: 3 }).map((lines) => lines.join('\n'));
  const texts = fc.sample(fc.tuple(text, text, text), { numRuns: runs(100, 1_000), seed: 18 });
  const cases = texts.map(([top, x, xb]) => [
    { path: '.docpilotignore', text: top },
    { path: 'x/.docpilotignore', text: x },
    { path: 'x/b/.docpilotignore', text: xb },
  ]);
  const byGit = ignoredByGit(cases);
  for (const [at, files] of cases.entries()) {
    const { isIgnored } = rulesOf(files);
    expect(paths.filter(isIgnored), JSON.stringify(files)).toEqual(byGit[at]);
  }
  expect(byGit.flat().length).toBeGreaterThan(cases.length);
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
