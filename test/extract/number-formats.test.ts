import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';

/** What a cell with this number and format is in a workbook's text. */
async function shown(v: number, z: string, bookType: 'biff8' | 'xlsx'): Promise<string> {
  const sheet = utils.aoa_to_sheet([
    ['Name', 'Value'],
    ['Imke', { t: 'n', v, z }],
  ]);
  const book = { SheetNames: ['Plan'], Sheets: { Plan: sheet } };
  const bytes = new Uint8Array(write(book, { type: 'array', bookType }));
  const read = await extractText(bytes, { name: bookType === 'xlsx' ? 'a.xlsx' : 'a.xls' });
  if ('skip' in read) throw new Error(`${read.skip} ${read.detail}`);
  return /\| Imke \| (.*) \|/.exec(read.text)?.[1] ?? '';
}

describe.each(['xlsx', 'biff8'] as const)('a workbook written as %s shows', (bookType) => {
  test.each([
    ['hours worked', 7.75 / 24, '[h]:mm', '7:45'],
    ['a sum of hours beyond a day', 40.25 / 24, '[h]:mm', '40:15'],
    ['hours that every program knows by number', 30 / 24, '[h]:mm:ss', '30:00:00'],
    ['minutes and seconds', 0.0625, '[mm]:ss', '90:00'],
    ['a time of day', 0.5, 'hh:mm', '12:00'],
    ['the time of a moment', 46_083.25, 'hh:mm', '06:00'],
    ['a postal code', 1067, '00000', '01067'],
    ['a postal code with a language', 1067, '[$-407]00000', '01067'],
    ['an article number', 1234, '"A-"00\\ 00\\ 00', 'A-00 12 34'],
    ['a number of an insurance', 12345678, '000-00-0000', '012-34-5678'],
    ['a telephone', 5551234567, '[<=9999999]###-####;(###) ###-####', '(555) 123-4567'],
    ['an amount', 1234567.5, '#,##0.00 [$€-407]', '1234567.5'],
    ['an amount in red', -5, '0;[Red](0)', '-5'],
    ['a small number', 0.00012, '0.00E+00', '0.00012'],
    ['a fraction', 0.5, '# ?/?', '0.5'],
    ['a date', 46_083, '[$-407]d. mmmm yyyy;@', '2026-03-02'],
  ])('%s', async (_, value, format, text) => {
    expect(await shown(value, format, bookType)).toBe(text);
  });
});
