import { describe, expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';
import { bytesOf } from './make-documents.ts';

const rows = (separator: string) =>
  Array.from({ length: 90 }, (_, n) =>
    [`Berth-${n}`, `"${n},50"`, 'by the north pier'].join(separator),
  );
const read = async (text: string) => {
  const found = await extractText(bytesOf(text), { name: 'fees.csv' });
  if (!('text' in found)) throw new Error(found.skip);
  return found;
};

describe('a table is headed by the row that names its columns', () => {
  test.each([
    ['a line that says the separator', ';', 'sep=;\n', ''],
    ['the same with a byte order mark and quotes', ',', '\uFEFF"sep=,"\r\n', ''],
    [
      'a title alone in its row',
      ',',
      'Report generated 2025-01-01,,\n',
      'Report generated 2025-01-01',
    ],
    ['a title and a blank line', ',', 'Harbour fees 2025\n\n', 'Harbour fees 2025'],
    [
      'comments',
      ',',
      '# exported by a tool\n# version 3\n',
      '\\# exported by a tool\n\\# version 3',
    ],
    [
      'what a bank writes above its list',
      ';',
      'Konto:;"DE00 / Giro"\n\nVon:;"01.01.2024"\nBis:;"31.01.2024"\n\n',
      'Konto: DE00 / Giro\nVon: 01.01.2024\nBis: 31.01.2024',
    ],
    ['nothing', ',', '', ''],
  ])('below %s', async (_, separator, above, said) => {
    const head = ['Berth', 'Monthly fee', 'Place'].join(separator);
    const source = `${above}${head}\n${rows(separator).join('\n')}\n`;
    const { text, locations } = await read(source);
    const blocks = text.trim().split('\n\n');
    if (said !== '') expect(blocks.shift()).toBe(said);
    expect(blocks.length).toBeGreaterThan(2);
    for (const block of blocks) expect(block).toMatch(/^\| Berth \| Monthly fee \| Place \|\n/);
    const last = locations?.starts.at(-1);
    const firstRow = text.split('\n')[(last?.line ?? 0) + 1];
    const line = source.split('\n')[Number(last?.at) - 1];
    expect(firstRow?.split(' ')[1]).toBe(line?.split(separator)[0]);
  });

  test.each([
    ['an index without a name', ',2023,2024\nNorth,5,6\nSouth,7,8\n', '|  | 2023 | 2024 |'],
    ['one name of two', 'Berth,\nNorth,5\nSouth,7\n', '| Berth |  |'],
  ])('that has %s', async (_, source, header) => {
    expect((await read(source)).text.split('\n')[0]).toBe(header);
  });
});

test('a space before quotes is none of the value', async () => {
  const { text } = await read('Berth, "Fee"\nNorth, "5, fifty"\nSouth, "6, ""about"" fifty"\n');
  expect(text).toContain('| North | 5, fifty |\n| South | 6, "about" fifty |');
});

test('a table of 450,000 short rows is read', async () => {
  const source = `Id,Name,Value\n${Array.from({ length: 450_000 }, (_, n) => `${n},n${n % 97},${n % 7}`).join('\n')}`;
  const { text } = await read(source);
  expect(text.length).toBeLessThan(1.3 * source.length);
  const blocks = text.trim().split('\n\n');
  expect(blocks.every((block) => block.startsWith('|Id|Name|Value|\n|---|---|---|\n'))).toBe(true);
  expect(blocks.at(-1)).toMatch(/\|449999\|n16\|4\|$/);
});

test('a page of 5 MB is read', async () => {
  const source = `<p>${'All about boats, berths and fees.</p><p>'.repeat(130_000)}`;
  const found = await extractText(bytesOf(source), { name: 'a.html' });
  expect('text' in found ? found.text.length : found.skip).toBeGreaterThan(4.2e6);
});
