import { expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';

test.each([
  [
    'a script',
    `<script>${'const berth = 1;\n'.repeat(400)}</script>`,
    'windows-1251',
    'cffdf0f1',
    'Пэрс',
  ],
  [
    'a style',
    `<style>${'.berth{margin:0}\n'.repeat(3_000)}</style>`,
    'iso-8859-2',
    'b6cbbc',
    'śËź',
  ],
  ['a remark', `<!--${' made by a tool'.repeat(300)}-->`, 'euc-jp', 'b9c1', '港'],
])('a page says its charset behind %s', async (_, before, charset, hex, word) => {
  const head = `<html><head>${before}<meta charset="${charset}"></head><body><p>`;
  const bytes = Buffer.concat([
    Buffer.from(head),
    Buffer.from(hex, 'hex'),
    Buffer.from('</p></body></html>'),
  ]);
  const read = await extractText(bytes, { name: 'a.html' });
  expect(read).toMatchObject({ text: `${word}\n` });
});

/** Small letters, capitals and digits of code page 37. */
function inEbcdic(text: string): Uint8Array {
  const rows: [string, number][] = [
    ['abcdefghi', 0x81],
    ['jklmnopqr', 0x91],
    ['stuvwxyz', 0xa2],
    ['ABCDEFGHI', 0xc1],
    ['JKLMNOPQR', 0xd1],
    ['STUVWXYZ', 0xe2],
    ['0123456789', 0xf0],
  ];
  const codes = new Map(
    rows.flatMap(([row, first]) =>
      [...row].map((sign, at): [string, number] => [sign, first + at]),
    ),
  );
  return Uint8Array.from(
    text,
    (sign) => codes.get(sign) ?? (sign === '\n' ? 0x15 : sign === '.' ? 0x4b : 0x40),
  );
}

test.each([
  'The harbour master counts every ship that comes in.\n',
  'DIE SCHLEUSE OEFFNET UM SIEBEN UND SCHLIESST UM ZEHN\n'.repeat(20),
  '       IDENTIFICATION DIVISION.\n       PROGRAM-ID. TIDES.\n       MOVE 1 TO BERTH.\n',
])('text of a mainframe is skipped, and no Russian: %s', async (text) => {
  expect(await extractText(inEbcdic(text), { name: 'JOB.txt' })).toMatchObject({ skip: 'binary' });
});
