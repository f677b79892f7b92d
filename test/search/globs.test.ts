import type { Database } from '@docpilot/shared/database';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { globPattern } from '../../shared/src/search/request/glob-pattern.ts';
import { openTestDatabase } from '../support/test-database.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});

const piece = fc.constantFrom(
  ...['*', '**', '**/', '?', '[', ']', '[!', '[^', '{', '}', ',', '-', '!', '^', '\\', '.', '/'],
  ...['a', 'b', 'z', 'A', '0', '+', ':', '=', '(', '|', '$', 'é', '港', '🦆'],
);
const set = fc
  .tuple(fc.constantFrom('', '!', '^'), fc.array(piece, { minLength: 1, maxLength: 5 }))
  .map(([not, members]) => `[${not}${members.join('')}]`);
const glob = fc.array(fc.oneof({ weight: 3, arbitrary: piece }, set), { maxLength: 12 });
const path = fc.stringMatching(/^[abz0+.é港/-]{0,8}$/);

test('every glob that is taken says the same in Postgres as in JavaScript', async () => {
  await fc.assert(
    fc.asyncProperty(glob, fc.array(path, { minLength: 1, maxLength: 4 }), async (parts, paths) => {
      const pattern = globPattern(parts.join(''));
      if (pattern === null) return;
      const rows = await database.query<{ path: string }>(
        'select path from unnest($1::text[]) as path where path ~ $2',
        [paths, pattern],
      );
      const matched = paths.filter((each) => new RegExp(pattern, 'su').test(each));
      expect(rows.map((row) => row.path)).toEqual(matched);
    }),
    { numRuns: 800, interruptAfterTimeLimit: 15_000 },
  );
});

describe('a set of characters', () => {
  const matches = (pattern: string, text: string) =>
    new RegExp(globPattern(pattern) ?? '(?!)', 'su').test(text);

  test.each([
    ['a[!b]c', 'axc', true],
    ['a[!b]c', 'abc', false],
    ['a[!b]c', 'a/c', false],
    ['a[+-9]c', 'a/c', false],
    ['v[0-9-]', 'v-', true],
    ['[-a]', '-', true],
    ['[!!]', '!', false],
  ])('%s of %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  test.each(['[!]', '[^]', '[]', '[z-a]', '[a-c-e]', '[--a]', '[[:alpha:]]'])(
    'that is none is refused: %s',
    (pattern) => {
      expect(globPattern(pattern)).toBeNull();
    },
  );
});
