import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BookType, utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';

function workbook(bookType: BookType): Uint8Array {
  const sheet = utils.aoa_to_sheet([
    ['Wärter', 'Nacht', 'Anteil'],
    ['Imke', { t: 'n', v: 46083, z: 'dd.mm.yyyy' }, { t: 'n', v: 0.005, z: '0.0%' }],
    ['Zoë', { t: 'b', v: true }, 12],
  ]);
  const hidden = utils.aoa_to_sheet([['Secret']]);
  const book = { SheetNames: ['Plan', 'Alt'], Sheets: { Plan: sheet, Alt: hidden } };
  const Workbook = { Sheets: [{ Hidden: 0 as const }, { Hidden: 1 as const }] };
  const written = Buffer.from(write({ ...book, Workbook }, { type: 'array', bookType }));
  if (bookType !== 'biff5') return new Uint8Array(written);
  // In place of letters beyond ASCII the writer puts lines, not Windows-1252.
  const text = written.toString('latin1').replace('W_rter', 'W\xe4rter').replace('Zo_', 'Zo\xeb');
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

test.each<[BookType, string]>([
  ['biff8', 'a.xls'],
  ['biff5', 'a.xls'],
  ['biff8', 'renamed.xlsx'],
])('a workbook written as %s and called %s is read as an xlsx is', async (bookType, name) => {
  expect(await extractText(workbook(bookType), { name })).toMatchObject({
    format: 'xls',
    contentType: 'application/vnd.ms-excel',
    text: '## Plan\n\n| Wärter | Nacht | Anteil |\n| --- | --- | --- |\n| Imke | 2026-03-02 | 0.5% |\n| Zoë | TRUE | 12 |\n',
    locations: { kind: 'sheet', starts: [{ line: 1, at: 'Plan' }] },
  });
});

test('a hidden sheet of an old workbook is marked if it is to be read', async () => {
  const read = await extractText(workbook('biff8'), { name: 'a.xls' }, 'mark');
  expect('text' in read && read.text).toContain('## [hidden] Alt\n\n[hidden] Secret');
});

test.each<[BookType, string]>([
  ['xlsb', 'a.xlsb'],
  ['xlsb', 'a.xls'],
  ['xlml', 'a.xls'],
])('a workbook written as %s and called %s is unsupported', async (bookType, name) => {
  expect(await extractText(workbook(bookType), { name })).toMatchObject({ skip: 'unsupported' });
});

test('an xlsx under the name of its predecessor is read', async () => {
  const bytes = readFileSync(join(import.meta.dirname, '../fixtures/documents/stock.xlsx'));
  const read = await extractText(new Uint8Array(bytes), { name: 'stock.xls' });
  expect(read).toMatchObject({ format: 'xlsx' });
});

test.each([
  [
    'a page',
    '<html><body><table><tr><th>Teil</th></tr><tr><td>Öl</td></tr></table></body></html>',
    'html',
  ],
  ['separated values', 'Teil\tFach\nÖl\tB7\n', 'csv'],
])('%s under the name of a workbook is read as what it is', async (_, content, format) => {
  const read = await extractText(new TextEncoder().encode(content), { name: 'export.xls' });
  expect(read).toMatchObject({ format });
  expect('text' in read && read.text).toContain('Öl');
});

test('text under the name of a Word document is text', async () => {
  const read = await extractText(new TextEncoder().encode('Read me first.\n'), { name: 'a.doc' });
  expect(read).toMatchObject({ format: 'text', text: 'Read me first.\n' });
});
