import { expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';
import { odt, pptx, xlsx } from './make-documents.ts';

const rows = [
  ['Part', 'Shelf'],
  ...Array.from({ length: 120 }, (_, n) => [`Fresnel prism ${n}`, `B${n}`]),
];
const each = (row: (cells: string) => string, cell: (text: string) => string) =>
  rows.map((cells) => row(cells.map(cell).join(''))).join('');

test.each([
  [
    'a.odt',
    odt(
      `<table:table>${each(
        (cells) => `<table:table-row>${cells}</table:table-row>`,
        (text) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`,
      )}</table:table>`,
    ),
  ],
  [
    'a.pptx',
    pptx(
      1,
      `<p:graphicFrame><a:tbl>${each(
        (cells) => `<a:tr>${cells}</a:tr>`,
        (text) => `<a:tc><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:tc>`,
      )}</a:tbl></p:graphicFrame>`,
    ),
  ],
  [
    'a.xlsx',
    xlsx(
      each(
        (cells) => `<row>${cells}</row>`,
        (text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`,
      ),
    ),
  ],
])('a long table in %s has its header on each of its pieces', async (name, bytes) => {
  const read = await extractText(bytes, { name });
  const text = 'text' in read ? read.text : '';
  const pieces = text.split('\n\n').filter((block) => block.startsWith('|'));
  expect(pieces.length).toBeGreaterThan(2);
  for (const piece of pieces) expect(piece).toMatch(/^\| Part \| Shelf \|\n\| --- \| --- \|\n/);
  expect(text).toContain('| Fresnel prism 119 | B119 |');
});
