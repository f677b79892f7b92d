import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linguistAttributes } from '../../shared/src/ingest/choose/linguist-attributes.ts';
import { runs } from '../support/long-runs.ts';
import { runGit } from '../support/run-git.ts';

let folder: string;
const paths = ['a', 'a.md', 'x/a', 'x/b.md', 'x/y/a.md', '!a'];
const names = ['generated', 'vendored', 'documentation'] as const;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'as-git-attributes-'));
  git('', 'init', '--quiet', '--template=');
  mkdirSync(join(folder, 'x'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const git = (input: string, ...args: string[]) =>
  runGit({ args, cwd: folder, env: process.env, input }).toString('utf8');

function saidByGit(top: string, below: string) {
  writeFileSync(join(folder, '.gitattributes'), top);
  writeFileSync(join(folder, 'x/.gitattributes'), below);
  const asked = names.map((name) => `linguist-${name}`);
  const fields = git(paths.join('\0'), 'check-attr', '-z', '--stdin', ...asked).split('\0');
  const said: Record<string, Record<string, boolean>> = {};
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [path = '', name = '', value = ''] = fields.slice(at, at + 3);
    said[path] ??= {};
    if (value === 'unspecified') continue;
    said[path][name.replace('linguist-', '')] = value !== 'unset' && value !== 'false';
  }
  return said;
}

function saidByUs(top: string, below: string) {
  const attributesOf = linguistAttributes([
    { folder: '', text: top },
    { folder: 'x/', text: below },
  ]);
  return Object.fromEntries(paths.map((path) => [path, { ...attributesOf(path) }]));
}

test('.gitattributes says what git reads in it, macros and broken lines included', () => {
  const attribute = fc
    .tuple(
      fc.constantFrom('', '', '', '-', '!'),
      fc.constantFrom(
        ...['linguist-generated', 'linguist-vendored', 'linguist-documentation'],
        ...['made', 'made', 'client', 'text', 'a+b', '-x'],
      ),
      fc.constantFrom('', '', '', '=true', '=false', '=x'),
    )
    .map(([sign, name, value]) => (sign === '' ? `${name}${value}` : `${sign}${name}`));
  const pattern = fc.constantFrom(
    ...['[attr]made', '[attr]made', '[attr]client', '*', '*.md', 'a', '/a', 'x/a', 'x/**', 'y/'],
    ...['"a"', '!a', '\\!a', '# a', 'b.md'],
  );
  const line = fc
    .tuple(pattern, fc.array(attribute, { minLength: 1, maxLength: 3 }))
    .map(([start, attributes]) => [start, ...attributes].join(' '));
  const text = fc.array(line, { maxLength: 5 }).map((lines) => `${lines.join('\n')}\n`);
  const cases = fc.sample(fc.tuple(text, text), { numRuns: runs(120, 1_000), seed: 30 });
  let count = 0;
  for (const [top, below] of cases) {
    const expected = saidByGit(top, below);
    expect(saidByUs(top, below), `${top}--\n${below}`).toEqual(expected);
    count += Object.values(expected).flatMap((said) => Object.keys(said)).length;
  }
  expect(count).toBeGreaterThan(cases.length);
});

test('a macro stands for its attributes, and what is said of it later counts', () => {
  const top = '[attr]made linguist-generated -linguist-vendored\n*.ts made\na.ts -made\n';
  const attributesOf = linguistAttributes([{ folder: '', text: top }]);
  expect(attributesOf('b.ts')).toEqual({ generated: true, vendored: false });
  expect(attributesOf('a.ts')).toEqual({});
});
