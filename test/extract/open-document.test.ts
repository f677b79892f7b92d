import { describe, expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';
import { makeZip } from './make-zip.ts';

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const root = (body: string, before = '') =>
  `${head}<office:document-content>${before}<office:body>${body}</office:body></office:document-content>`;
const archive = (content: string) => makeZip([{ name: 'content.xml', content }]);
const bytesOf = (text: string) => new TextEncoder().encode(text);

async function read(bytes: Uint8Array, name: string) {
  const extracted = await extractText(bytes, { name });
  if ('skip' in extracted) throw new Error(`${extracted.skip} ${extracted.detail}`);
  return extracted;
}

const p = (text: string) => `<text:p>${text}</text:p>`;
const cell = (text: string, more = '') => `<table:table-cell${more}>${p(text)}</table:table-cell>`;
const row = (cells: string, more = '') => `<table:table-row${more}>${cells}</table:table-row>`;

describe('a spreadsheet', () => {
  const sheets = root(
    `<office:spreadsheet>
<table:table table:name="Rota" table:style-name="shown"><table:table-column/><table:table-column table:visibility="collapse"/>
${row(`${cell('Rota of spring')}<table:table-cell table:number-columns-repeated="16383"/>`)}
${row(cell('Name') + cell('Salary') + cell('Night'))}
${row(cell('Imke') + cell('1785') + cell('02.03.26', ' office:date-value="2026-03-02T00:00:00"'))}
${row(`<table:table-cell>${p('<text:a xlink:href="https://oil.example/">Oil</text:a>')}<office:annotation><dc:creator>Zoë</dc:creator>${p('Linseed')}</office:annotation></table:table-cell><table:table-cell/>${cell('x', ' table:number-columns-repeated="2"')}`, ' table:number-rows-repeated="2"')}
${row(cell('Gone'), ' table:visibility="filter"')}
${row('<table:table-cell table:number-columns-repeated="16384"/>', ' table:number-rows-repeated="1048570"')}
</table:table>
<table:table table:name="Old" table:style-name="hidden">${row(cell('Secret'))}</table:table>
</office:spreadsheet>`,
    '<office:automatic-styles><style:style style:name="shown"><style:table-properties/></style:style><style:style style:name="hidden"><style:table-properties table:display="false"/></style:style></office:automatic-styles>',
  );
  const said =
    '## Rota\n\nRota of spring\n\n| Name | Night |  |\n| --- | --- | --- |\n| Imke | 2026-03-02 |  |\n| Oil (https://oil.example/) | x | x |\n| Oil (https://oil.example/) | x | x |\n\nComment on A4 by Zoë: Linseed\n';

  test('gives every sheet that is shown, its links and comments', async () => {
    const { text, locations } = await read(archive(sheets), 'a.ods');
    expect(text).toBe(said);
    expect(locations).toEqual({ kind: 'sheet', starts: [{ line: 1, at: 'Rota' }] });
  });

  test('marks what is hidden in it if it is to be read', async () => {
    const marked = await extractText(archive(sheets), { name: 'a.ods' }, 'mark');
    const text = 'text' in marked ? marked.text : '';
    expect(text).toContain('| Name | [hidden] Salary | Night |');
    expect(text).toContain('| Imke | [hidden] 1785 | 2026-03-02 |');
    expect(text).toContain('| [hidden] Gone |');
    expect(text).toContain('## [hidden] Old\n\n[hidden] Secret');
  });

  test('in one XML file is read, too', async () => {
    expect((await read(bytesOf(sheets), 'a.fods')).text).toBe(said);
  });

  test('repeats the header of a long sheet', async () => {
    const rows = Array.from({ length: 200 }, (_, n) => row(cell(`Part ${n}`) + cell('B7')));
    const long = root(
      `<office:spreadsheet><table:table table:name="S">${row(cell('Part') + cell('Shelf'))}${rows.join('')}</table:table></office:spreadsheet>`,
    );
    const { text } = await read(archive(long), 'a.ods');
    expect(text.match(/\| Part \| Shelf \|/g)?.length).toBeGreaterThan(3);
  });
});

describe('a presentation', () => {
  const frame = (kind: string, body: string) =>
    `<draw:frame presentation:class="${kind}"><draw:text-box>${body}</draw:text-box></draw:frame>`;
  const slides = root(
    `<office:presentation><draw:page draw:name="page1">${frame('title', p('Harbour <text:span>review</text:span>'))}${frame('outline', `<text:list><text:list-item>${p('214 ships')}</text:list-item></text:list>`)}${frame('page-number', p('1'))}<presentation:notes>${frame('title', p('no'))}${frame('notes', p('Mention the Seestern.'))}</presentation:notes></draw:page><draw:page draw:name="page2"><draw:frame><table:table>${row(cell('Berth') + cell('Depth'))}${row(cell('North') + cell('6 m'))}</table:table></draw:frame></draw:page></office:presentation>`,
    '<office:master-styles><style:master-page><draw:frame><draw:text-box><text:p>Click to edit</text:p></draw:text-box></draw:frame></style:master-page></office:master-styles>',
  );

  test.each([
    ['a.odp', archive(slides)],
    ['a.fodp', bytesOf(slides)],
  ])('%s is read slide by slide, with tables and notes', async (name, bytes) => {
    const { text, locations } = await read(bytes, name);
    expect(text).toBe(
      '# Harbour review\n\n## Slide 1: Harbour review\n\n- 214 ships\n\nNotes: no Mention the Seestern.\n\n## Slide 2\n\n| Berth | Depth |\n| --- | --- |\n| North | 6 m |\n',
    );
    expect(locations).toMatchObject({ kind: 'slide', starts: [{ at: 1 }, { at: 2 }] });
  });
});

test('a text in one XML file is read without what is beside its text', async () => {
  const flat = root(
    `<office:text><text:h text:outline-level="1">Lamp</text:h>${p('Oil daily.<draw:image><office:binary-data>iVBORw0KGgo=</office:binary-data></draw:image>')}</office:text>`,
    `<office:master-styles><style:header>${p('Page 1')}</style:header></office:master-styles>`,
  );
  expect((await read(bytesOf(flat), 'a.fodt')).text).toBe('# Lamp\n\nOil daily.\n');
});
