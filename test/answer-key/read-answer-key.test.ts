import { describe, expect, test } from 'vitest';
import { readAnswerKey } from '../../shared/src/answer-key/read-answer-key.ts';

test('a key holds questions, each with a path or several', async () => {
  const key = `
# What newcomers ask.
How do I reset my password?: docs/accounts.md
"Who: the board?": ["./team/board.md", /minutes/2026.md]
`;
  expect(await readAnswerKey(key)).toEqual([
    { text: 'How do I reset my password?', paths: ['docs/accounts.md'] },
    { text: 'Who: the board?', paths: ['team/board.md', 'minutes/2026.md'] },
  ]);
});

describe('a key that cannot be used says what to put right', () => {
  const tenOf = (name: string) => `[${Array(10).fill(`*${name}`).join(', ')}]`;
  const growing = ['a: &a [x]', `b: &b ${tenOf('a')}`, `c: &c ${tenOf('b')}`, `d: ${tenOf('c')}`];
  const cases: [text: string, said: RegExp][] = [
    ['', /^It must hold questions/],
    ['{}', /^It has no questions\.$/],
    ['- a.md', /^It must hold questions/],
    ['Where: "a.md', /^It is not YAML: Missing closing .quote at line 1, column 13\.$/],
    ['Where: a.md\nWhere: b.md', /^It is not YAML: Map keys must be unique at line 2/],
    ['Where: is: it', /^It is not YAML: .* at line 1/],
    ['Where: 3', /^“Where” must be a path, or a list of at least one path\.$/],
    ['Where: []', /^“Where” must name a path\.$/],
    ['Where: ""', /^“Where” must be a path/],
    ['Where: {path: a.md}', /^“Where” must be a path/],
    ['"": a.md', /^“” is an empty question\.$/],
    [`? ${'why '.repeat(600)}\n: a.md`, /is over 2000 characters long\.$/],
    [growing.join('\n'), /^It is not YAML: Excessive alias count/],
  ];
  test('also one that would take minutes to read', async () => {
    const long = Array.from({ length: 60_000 }, (_, i) => `q${i}: a.md`).join('\n');
    await expect(readAnswerKey(long)).rejects.toThrow('It must have at most 262,144 characters.');
  });
  test.each(cases)('%j', async (text, said) => {
    await expect(readAnswerKey(text)).rejects.toThrow(said);
    await expect(readAnswerKey(text)).rejects.toMatchObject({ name: 'TeamFileError' });
  });
});
