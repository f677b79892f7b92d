import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chunkDocument } from '../../shared/src/chunk/chunk-document.ts';
import { extractText } from '../../shared/src/reader/extract-text.ts';

const folder = join(import.meta.dirname, '../fixtures/documents');
const bytesOf = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
async function read(name: string) {
  const extracted = await extractText(bytesOf(name), { name });
  if ('skip' in extracted) throw new Error(`${name}: ${extracted.skip} ${extracted.detail}`);
  return extracted;
}
const placesOf = ({ locations, text }: Awaited<ReturnType<typeof read>>) =>
  locations?.starts.map(({ line, at }) => [at, text.split('\n')[line - 1]]);

describe.each(['handbook.docx', 'handbook.odt', 'handbook.html'])('%s', (name) => {
  test('keeps headings, lists, tables, links, code and notes', async () => {
    const { text, lines } = await read(name);
    expect(lines).toBe('derived');
    expect(text).toMatch(/^# Lighthouse Handbook\n\nThis handbook tells the keepers/);
    expect(text).toContain('\n## Lamp room\n\nThe lamp burns from dusk to dawn.');
    expect(text).toContain(
      '\n- Clean the lens before every watch\n    - use a chamois cloth only\n',
    );
    expect(text).toContain(
      '\n### Spare parts\n\n| Part | Shelf | Count |\n| --- | --- | --- |\n| Fresnel prism | B7 | 12 |\n',
    );
    expect(text).toContain('[Ostsee Optik](https://optik.example/spares)');
    expect(text).toContain(
      '\ndef blasts(fog_metres):\n    return 3 if fog_metres < 400 else 0\n```',
    );
    expect(text).toContain('Der Wärter notiert Windstärke');
    expect(text).toContain('Orders close on the last Friday of the month.');
  });

  test('is cut under its headings', async () => {
    const { text } = await read(name);
    const { title, headings } = chunkDocument('handbook.md', text);
    expect(title).toBe('Lighthouse Handbook');
    expect(headings).toContain('Fog signal');
  });
});

test.each(['handbook.doc', 'handbook.rtf'])('%s keeps its words and tables', async (name) => {
  const { text, lines } = await read(name);
  expect(lines).toBe('derived');
  expect(text).toMatch(/^(?:# )?Lighthouse Handbook\n\nThis handbook tells the keepers/);
  expect(text).toContain(
    '| Part | Shelf | Count |\n| --- | --- | --- |\n| Fresnel prism | B7 | 12 |\n',
  );
  expect(text).toContain('Der Wärter notiert Windstärke');
  expect(text).toContain('Orders close on the last Friday of the month.');
});

test('a presentation is read slide by slide, with tables and notes', async () => {
  const extracted = await read('harbour.pptx');
  expect(extracted.text).toContain(
    '## Slide 2: Traffic in spring\n\n- 214 ships passed\n- 9 called for a pilot\n    - two of them at night\n\nNotes: Mention the grounding of the trawler Seestern.\n',
  );
  expect(extracted.text).toContain('| North | 6.2 m | Imke |');
  expect(extracted.locations?.kind).toBe('slide');
  expect(placesOf(extracted)).toEqual([
    [1, '## Slide 1: Harbour review'],
    [2, '## Slide 2: Traffic in spring'],
    [3, '## Slide 3: Berths'],
    [4, '## Slide 4: Next steps'],
  ]);
});

describe('a workbook', () => {
  test('gives every sheet, with dates and percentages as they are shown', async () => {
    const extracted = await read('stock.xlsx');
    expect(extracted.text).toContain('| Mantle 2 | B2 | 4 | 2026-02-02 | 0.5% |');
    expect(extracted.text).toContain(
      '## Keepers & pay\n\nPay of the keepers, winter\n\n| Name | Nights | Pay |\n| --- | --- | --- |\n| Imke Janssen | 21 | 1785 |\n',
    );
    expect(placesOf(extracted)).toEqual([
      ['Stock', '## Stock'],
      ['Keepers & pay', '## Keepers & pay'],
    ]);
  });

  test('repeats its header in every chunk of a long sheet', async () => {
    const { text } = await read('stock.xlsx');
    const { chunks } = chunkDocument('stock.xlsx.md', text);
    const rows = chunks.filter((chunk) => /[A-D]\d \|/.test(chunk.text));
    expect(rows.length).toBeGreaterThanOrEqual(4);
    for (const chunk of rows) {
      expect(chunk.text).toContain('| Part | Shelf | Count | Ordered | Worn |');
      expect(chunk.headingPath).toEqual(['Stock']);
    }
  });
});

test.each(['stock.csv', 'stock.tsv'])(
  '%s tells the line of the file each piece begins on',
  async (name) => {
    const extracted = await read(name);
    const own = new TextDecoder().decode(bytesOf(name)).split('\n');
    const lines = extracted.text.split('\n');
    expect(extracted.locations?.starts.length).toBeGreaterThan(2);
    for (const { line, at } of extracted.locations?.starts ?? []) {
      expect(lines[line - 1]).toBe('| Part | Shelf | Count | Ordered | Worn |');
      const firstCell = lines[line + 1]?.split(' | ')[0]?.slice(2) ?? '';
      expect(own[Number(at) - 1]).toContain(firstCell);
    }
  },
);

test.each(['report.pdf', 'owner-password.pdf'])('%s is read page by page', async (name) => {
  const extracted = await read(name);
  expect(extracted.text).toMatch(/^# Annual report of the harbour\n\nThe harbour master counts/);
  expect(extracted.text).toContain('The dredger\nWattwurm begins in May.');
  expect(extracted.locations?.kind).toBe('page');
  expect(placesOf(extracted)).toEqual([
    [1, '# Annual report of the harbour'],
    [2, '## Dredging'],
    [3, '## Accounts'],
  ]);
});

test('a notebook keeps its cells and outputs', async () => {
  const { text } = await read('tides.ipynb');
  expect(text).toMatch(/^# Tide analysis\n/);
  expect(text).toContain('```python\nheights = [2.31, 2.74, 3.02]\n');
  expect(text).toContain('```output\nhighest: 3.02\n```');
  expect(text).toContain('IndexError: list index out of range');
});

test('the source’s type decides for a name that says nothing', async () => {
  const mediaType = 'application/pdf';
  expect(
    await extractText(bytesOf('report.pdf'), { name: 'Report 2026', mediaType }),
  ).toMatchObject({
    format: 'pdf',
    contentType: mediaType,
  });
});
