import { expect, test } from 'vitest';
import { textOf, type Words } from './pdf-words.ts';

test('words of a PDF that stand apart are apart', async () => {
  const text = await textOf([
    [50, 700, 'Gate'],
    [84, 700, 'code'],
    [300, 700, 'Keeper'],
    [50, 500, 'Below'],
  ]);
  expect(text).toBe('Gate code Keeper\n\nBelow\n');
});

test.each([
  ['three columns', ['Boje', 'Tiefe', 'Farbe'], (n: number) => [`N${n}`, `${n} Faden`, 'rot']],
  ['two columns', ['Quai', 'Grue'], (n: number) => [`Quai ${n}`, `${n} tonnes`]],
  [
    'four columns',
    ['Name', 'Mon', 'Tue', 'Wed'],
    (n: number) => [`Imke ${n}`, 'day', 'off', 'night'],
  ],
])('a table of %s in a PDF has its header on each of its pieces', async (_, header, row) => {
  const rows = [header, ...Array.from({ length: 70 }, (_, n) => row(n))];
  const text = await textOf([
    [50, 1_200, 'Before the table.'],
    ...rows.flatMap((cells, y) =>
      cells.map((cell, x): [number, number, string] => [50 + 150 * x, 1_150 - 15 * y, cell]),
    ),
  ]);
  const [before, ...pieces] = text.trim().split('\n\n');
  expect(before).toBe('Before the table.');
  expect(pieces.length).toBeGreaterThan(1);
  for (const piece of pieces) expect(piece.startsWith(`| ${header.join(' | ')} |\n`)).toBe(true);
  expect(text).toContain(`| ${row(69).join(' | ')} |`);
});

test.each([
  ['once', 0],
  ['on each page', 1],
])('a table over two pages whose header is printed %s has it on both', async (_, again) => {
  const page = (rows: readonly string[][]): Words =>
    rows.flatMap((cells, y) =>
      cells.map((cell, x): [number, number, string] => [50 + 150 * x, 1_150 - 15 * y, cell]),
    );
  const header = ['Boje', 'Tiefe', 'Farbe'];
  const text = await textOf(
    page([header, ['N1', '4 Faden', 'rot'], ['N2', '5 Faden', 'rot']]),
    page([...(again ? [header] : []), ['N3', '6 Faden', 'rot'], ['N4', '7 Faden', 'rot']]),
  );
  const head = '| Boje | Tiefe | Farbe |\n| --- | --- | --- |\n';
  expect(text).toBe(
    `${head}| N1 | 4 Faden | rot |\n| N2 | 5 Faden | rot |\n\n${head}| N3 | 6 Faden | rot |\n| N4 | 7 Faden | rot |\n`,
  );
});

test('text in two columns is read column by column, and is no table', async () => {
  const line = (side: string, n: number) =>
    `${side} ${n} the harbour master counts every ship that comes in with`;
  const text = await textOf(
    [0, 1, 2, 3].flatMap((n): [number, number, string][] => [
      [50, 700 - 15 * n, line('left', n)],
      [500, 700 - 15 * n, line('right', n)],
    ]),
  );
  const column = (side: string) => [0, 1, 2, 3].map((n) => line(side, n)).join('\n');
  expect(text).toBe(`${column('left')}\n\n${column('right')}\n`);
});

test('the header of a table that each page of a PDF repeats is the header of all its rows', async () => {
  const page = (first: number) =>
    [
      ['Keeper', 'Berth', 'Duty'],
      ...Array.from({ length: 40 }, (_, n) => [`Imke ${first + n}`, `B${first + n}`, 'rope']),
    ].flatMap((cells, y) =>
      cells.map((cell, x): [number, number, string] => [50 + 150 * x, 1_150 - 15 * y, cell]),
    );
  const text = await textOf(page(0), page(40), page(80));
  const pieces = text.trim().split('\n\n');
  for (const piece of pieces) expect(piece.startsWith('| Keeper | Berth | Duty |\n')).toBe(true);
  expect(text.split('| Keeper |')).toHaveLength(pieces.length + 1);
  expect(text).toContain('| Imke 119 | B119 | rope |');
});
