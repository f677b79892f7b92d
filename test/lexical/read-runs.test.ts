import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginningsOf } from '../../shared/src/lexical/words/beginnings.ts';
import {
  isUnspaced,
  readRuns,
  runPattern,
  visitRuns,
} from '../../shared/src/lexical/words/read-words.ts';

/** What ends a run, what joins two, what is neither; and letters of every kind. */
const piece = fc.constantFrom(
  ...['a', 'the', 'Word', 'HTTP', 'fooBar', 'é', 'Über', 'e\u0301', '7', '_', '😀', 'жук'],
  ...[
    ' ',
    '\n',
    '.',
    ':',
    '::',
    '-',
    '->',
    '--',
    '/',
    '@',
    "'",
    '’',
    '#',
    '++',
    '+',
    '>',
    ',',
    '"',
  ],
);
const spacedText = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

test('the runs of a text are what the pattern finds, and stand where they are said to', () => {
  fc.assert(
    fc.property(spacedText, (text) => {
      expect(readRuns(text)).toEqual(text.match(runPattern) ?? []);
      visitRuns(text, null, (run, start) => {
        expect(text.slice(start, start + run.length)).toBe(run);
      });
    }),
    { numRuns: 2000 },
  );
});

test('nothing but words that begin otherwise, and runs of ASCII characters without such a beginning, is left out', () => {
  fc.assert(
    fc.property(spacedText, (text) => {
      const visited: string[] = [];
      visitRuns(text, beginningsOf(['that']), (run) => visited.push(run));
      const isAscii = (run: string) => !/[^\0-\x7F]/.test(run);
      // A number may be written otherwise, and marks between the two letters be left out.
      const mayGive = (run: string) => /^[^a-z\d]*\d|t[^a-z\d]*h/i.test(run);
      const isPlain = (run: string) => /^(?!th)[a-z]+$/i.test(run);
      const isLeftOut = (run: string) => isPlain(run) || (isAscii(run) && !mayGive(run));
      expect(visited.filter((run) => !isLeftOut(run))).toEqual(
        readRuns(text).filter((run) => !isLeftOut(run)),
      );
    }),
    { numRuns: 2000 },
  );
});

test('what has no spaces between its words is a run where it stands', () => {
  const found: [string, number][] = [];
  visitRuns('read 日本語 or 备份, then stop.', beginningsOf([]), (run, start) =>
    found.push([run, start]),
  );
  expect(found).toEqual([
    ['日本語', 5],
    ['备份', 12],
  ]);
});

test('every character of a script without spaces is known for one, and no emoji', () => {
  const script =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
  const characters = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));
  const unspaced = characters.filter((character) => script.test(character));
  expect(unspaced.length).toBeGreaterThan(90_000);
  expect(unspaced.filter((character) => !isUnspaced(character))).toEqual([]);
  expect(isUnspaced('Ready 🚀 and ⚠️ safe')).toBe(false);
});
