import { expect, test } from 'vitest';
import { textOf, type Words } from './pdf-words.ts';

const numbers = Array.from({ length: 40 }, (_, n) => n);
/** Digits of 12 points, all as wide, that end at a place. */
const endingAt = (x: number, y: number, text: string): Words[number] => [
  x - text.length * 6.672,
  y,
  text,
];

test.each<[string, string, (n: number, y: number) => Words[number][], (n: number) => string]>([
  [
    'numbers are aligned right',
    '| Item | 2023 | 2024 |',
    (n, y) => [
      [50, y, `Item number ${n}`],
      endingAt(300, y, `${n ** 3}`),
      endingAt(450, y, `${n * 12_345}`),
    ],
    (n) => `| Item number ${n} | ${n ** 3} | ${n * 12_345} |`,
  ],
  [
    'cells are empty',
    '| Item | 2023 | 2024 |',
    (n, y) => [
      [50, y, `Item number ${n}`],
      ...(n % 3 === 1 ? [] : [endingAt(300, y, `${n}`)]),
      ...(n % 4 === 2 || n % 3 === 1 ? [] : [endingAt(450, y, `${n}`)]),
    ],
    (n) =>
      `| Item number ${n} | ${n % 3 === 1 ? '' : n} | ${n % 4 === 2 || n % 3 === 1 ? '' : n} |`,
  ],
  [
    'cells go on on the next lines',
    '| Item | 2023 | 2024 |',
    (n, y) => [
      [50, y, `Item number ${n}`],
      [273.3, y, `fell ${n}`],
      [273.3, y - 13, 'then rose'],
      endingAt(450, y, `${n}`),
    ],
    (n) => `| Item number ${n} | fell ${n} then rose | ${n} |`,
  ],
])('the header of a table whose %s is above each of its pieces', async (_, header, row, read) => {
  const words: Words = [
    [50, 1_270, 'Item'],
    endingAt(300, 1_270, '2023'),
    endingAt(450, 1_270, '2024'),
    ...numbers.flatMap((n) => row(n, 1_242 - 28 * n)),
    [50, 60, 'What stands below it is no row'],
  ];
  const text = await textOf(words);
  const pieces = text.trim().split('\n\n');
  expect(pieces.pop()).toBe('What stands below it is no row');
  expect(pieces.length).toBeGreaterThan(1);
  for (const piece of pieces) expect(piece.split('\n')[0]).toBe(header);
  for (const n of numbers) expect(text).toContain(`\n${read(n)}\n`);
});
