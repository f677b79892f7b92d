import { describe, expect, it } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';
import { bytesOf, docx, odt, pptx, xlsx } from './make-documents.ts';

const count = 150;
const numbers = Array.from({ length: count }, (_, n) => n);
const rowsOf = (row: (n: number) => string) => numbers.map(row).join('');
const textOf = async (name: string, bytes: Uint8Array) => {
  const read = await extractText(bytes, { name });
  return 'text' in read ? read.text : read.skip;
};
const header = '| Berth | Fee summer | Fee winter |';

const wordCell = (text: string, properties = '') =>
  `<w:tc><w:tcPr>${properties}</w:tcPr><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
const wordHead = (cells: string) => `<w:tr><w:trPr><w:tblHeader/></w:trPr>${cells}</w:tr>`;
const word = docx(
  `<w:tbl>${wordHead(
    wordCell('Berth', '<w:vMerge w:val="restart"/>') + wordCell('Fee', '<w:gridSpan w:val="2"/>'),
  )}${wordHead(wordCell('', '<w:vMerge/>') + wordCell('summer') + wordCell('winter'))}${rowsOf(
    (n) => `<w:tr>${wordCell(`B${n}`)}${wordCell(`${n}`)}${wordCell('free')}</w:tr>`,
  )}</w:tbl>`,
);

const odf = (text: string, attributes = '') =>
  `<table:table-cell ${attributes}><text:p>${text}</text:p></table:table-cell>`;
const odfRow = (cells: string) => `<table:table-row>${cells}</table:table-row>`;
const covered = '<table:covered-table-cell/>';
const writer = odt(
  `<table:table><table:table-header-rows>${odfRow(
    odf('Berth', 'table:number-rows-spanned="2"') +
      odf('Fee', 'table:number-columns-spanned="2"') +
      covered,
  )}${odfRow(covered + odf('summer') + odf('winter'))}</table:table-header-rows>${rowsOf((n) =>
    odfRow(odf(`B${n}`) + odf(`${n}`) + odf('free')),
  )}</table:table>`,
);

const slideCell = (text: string, attributes = '') =>
  `<a:tc ${attributes}><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:tc>`;
const slides = pptx(
  1,
  `<p:graphicFrame><a:tbl><a:tr>${slideCell('Berth', 'rowSpan="2"')}${slideCell('Fee', 'gridSpan="2"')}${slideCell('', 'hMerge="1"')}</a:tr><a:tr>${slideCell('', 'vMerge="1"')}${slideCell('summer')}${slideCell('winter')}</a:tr>${rowsOf(
    (n) => `<a:tr>${slideCell(`B${n}`)}${slideCell(`${n}`)}${slideCell('free')}</a:tr>`,
  )}</a:tbl></p:graphicFrame>`,
);

const cell = (name: string, text: string) =>
  `<c r="${name}" t="inlineStr"><is><t>${text}</t></is></c>`;
const sheetRows = rowsOf(
  (n) =>
    `<row r="${n + 3}">${cell(`A${n + 3}`, `B${n}`)}${cell(`B${n + 3}`, `${n}`)}${cell(`C${n + 3}`, 'free')}</row>`,
);
const workbook = (merged: string) =>
  xlsx(
    `<sheetData><row r="1">${cell('A1', 'Berth')}${cell('B1', 'Fee')}</row><row r="2">${cell('B2', 'summer')}${cell('C2', 'winter')}</row>${sheetRows}</sheetData><mergeCells>${merged}</mergeCells>`,
  );

const htmlHead = (cell: string) =>
  `<tr><${cell} rowspan="2">Berth</${cell}><${cell} colspan="2">Fee</${cell}></tr><tr><${cell}>summer</${cell}><${cell}>winter</${cell}></tr>`;
const htmlRows = rowsOf((n) => `<tr><td>B${n}</td><td>${n}</td><td>free</td></tr>`);

describe('two rows that name the columns are one header on each piece of the table', () => {
  it.each([
    ['Word', 'a.docx', word],
    ['OpenDocument', 'a.odt', writer],
    ['slides', 'a.pptx', slides],
    ['a workbook', 'a.xlsx', workbook('<mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/>')],
    ['a workbook with an empty cell', 'a.xlsx', workbook('<mergeCell ref="B1:C1"/>')],
    ['HTML', 'a.html', bytesOf(`<table><thead>${htmlHead('th')}</thead>${htmlRows}</table>`)],
    ['HTML without thead', 'a.html', bytesOf(`<table>${htmlHead('th')}${htmlRows}</table>`)],
    ['HTML without th', 'a.html', bytesOf(`<table>${htmlHead('td')}${htmlRows}</table>`)],
  ])('in %s', async (_, name, bytes) => {
    const text = await textOf(name, bytes);
    const pieces = text.split('\n\n').filter((block) => block.startsWith('|'));
    expect(pieces.length).toBeGreaterThan(2);
    for (const piece of pieces)
      expect(piece.startsWith(`${header}\n| --- | --- | --- |\n| B`)).toBe(true);
    for (const n of numbers) expect(text).toContain(`| B${n} | ${n} | free |`);
  });

  it.each([
    [
      'a row of data below a wide name',
      `<tr><th>Berth</th><th colspan="2">Fee</th></tr>${htmlRows}`,
    ],
    [
      'a table of names alone',
      `<tr><th>Berth</th><th>Fee</th></tr><tr><th>B0</th><th>B1</th></tr>`,
    ],
  ])('but not %s', async (_, table) => {
    const text = await textOf('a.html', bytesOf(`<table>${table}</table>`));
    expect(text).toMatch(/^\| Berth \| Fee \|/);
    expect(text).toContain('\n| B0 |');
  });

  it('a title over all columns stands in the first of them', async () => {
    const rows = '<tr><th colspan="2">Fees</th></tr><tr><th>Berth</th><th>Fee</th></tr>';
    const text = await textOf(
      'a.html',
      bytesOf(`<table><thead>${rows}</thead>${htmlRows}</table>`),
    );
    expect(text).toMatch(/^\| Fees Berth \| Fee \|/);
  });
});

describe('a cell merged over rows is said of each of them', () => {
  const merged = xlsx(
    `<sheetData><row r="1">${cell('A1', 'Quay')}${cell('B1', 'Berth')}</row><row r="2">${cell('A2', 'North')}${cell('B2', 'one')}</row><row r="3">${cell('B3', 'two')}</row><row r="5">${cell('B5', 'three')}</row><row r="6">${cell('B6', 'four')}</row></sheetData><mergeCells><mergeCell ref="A2:A5"/></mergeCells>`,
  );
  const sheet = (rows: string) => odt(rows).slice();
  it.each([
    ['a workbook', 'a.xlsx', merged],
    [
      'a text of OpenDocument',
      'a.odt',
      sheet(
        `<table:table>${odfRow(odf('Quay') + odf('Berth'))}${odfRow(odf('North', 'table:number-rows-spanned="3"') + odf('one'))}${odfRow(covered + odf('two'))}${odfRow(covered + odf('three'))}${odfRow(odf('') + odf('four'))}</table:table>`,
      ),
    ],
    [
      'slides',
      'a.pptx',
      pptx(
        1,
        `<p:graphicFrame><a:tbl>${[
          slideCell('Quay') + slideCell('Berth'),
          slideCell('North', 'rowSpan="3"') + slideCell('one'),
          slideCell('', 'vMerge="1"') + slideCell('two'),
          slideCell('', 'vMerge="1"') + slideCell('three'),
          slideCell('') + slideCell('four'),
        ]
          .map((row) => `<a:tr>${row}</a:tr>`)
          .join('')}</a:tbl></p:graphicFrame>`,
      ),
    ],
    [
      'a sheet of OpenDocument',
      'a.fods',
      bytesOf(
        `<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet><table:table table:name="S">${odfRow(odf('Quay') + odf('Berth'))}${odfRow(odf('North', 'table:number-rows-spanned="3"') + odf('one'))}${odfRow(covered + odf('two'))}${odfRow(covered + odf('three'))}${odfRow(`<table:table-cell/>${odf('four')}`)}</table:table></office:spreadsheet></office:body></office:document>`,
      ),
    ],
  ])('in %s', async (_, name, bytes) => {
    const text = await textOf(name, bytes);
    for (const row of ['North | one', 'North | two', 'North | three']) expect(text).toContain(row);
    expect(text).toMatch(/\|\s+\| four \|/);
  });

  it('and costs no more than the cells that hold something', async () => {
    const everything = '<mergeCell ref="A1:XFD1048576"/>'.repeat(1_000);
    const rows = numbers.map(
      (n) => `<row r="${n * 6_000 + 1}">${cell(`B${n * 6_000 + 1}`, 'x')}</row>`,
    );
    const text = await textOf(
      'a.xlsx',
      xlsx(`<sheetData>${rows.join('')}</sheetData>${everything}`),
    );
    expect(text).toContain('x');
  });
});
