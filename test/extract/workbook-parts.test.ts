import { expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';
import { makeZip } from './make-zip.ts';

const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const cell = (ref: string, text: string) =>
  `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (n: number, cells: Record<string, string>, more = '') =>
  `<row r="${n}"${more}>${Object.entries(cells)
    .map(([column, text]) => cell(`${column}${n}`, text))
    .join('')}</row>`;

async function textOf(
  sheet: string,
  parts: Record<string, string> = {},
  hiddenCells: 'omit' | 'mark' = 'omit',
): Promise<string> {
  const bytes = makeZip([
    {
      name: '_rels/.rels',
      content: `<Relationships><Relationship Id="r1" Type="${type}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content:
        '<workbook><sheet name="Rota" r:id="r1"/><sheet name="Old" state="hidden" r:id="r2"/><sheet name="Very old" state="veryHidden" r:id="r2"/></workbook>',
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships><Relationship Id="r1" Type="${type}/worksheet" Target="a.xml"/><Relationship Id="r2" Type="${type}/worksheet" Target="b.xml"/></Relationships>`,
    },
    { name: 'xl/a.xml', content: `<worksheet>${sheet}</worksheet>` },
    {
      name: 'xl/b.xml',
      content: `<worksheet><sheetData>${row(1, { A: 'Secret', B: 'x' })}${row(2, { A: '1', B: '2' })}</sheetData></worksheet>`,
    },
    ...Object.entries(parts).map(([name, content]) => ({ name, content })),
  ]);
  const read = await extractText(bytes, { name: 'a.xlsx' }, hiddenCells);
  if ('skip' in read) throw new Error(`${read.skip} ${read.detail}`);
  return read.text;
}

const partlyHidden = `<cols><col min="2" max="3" hidden="1"/></cols><sheetData>${row(1, { A: 'Nom', B: 'Salaire', C: 'Prime', D: 'Nuit' })}${row(2, { A: 'Zoë', B: '1', C: '2', D: 'lundi' })}${row(3, { A: 'Max', D: 'mardi' }, ' hidden="true"')}</sheetData>`;

test('hidden sheets, rows and columns of a workbook are left out', async () => {
  const text = await textOf(partlyHidden);
  expect(text).toBe('## Rota\n\n| Nom | Nuit |\n| --- | --- |\n| Zoë | lundi |\n');
});

test('or each of their cells is marked', async () => {
  const text = await textOf(partlyHidden, {}, 'mark');
  expect(text).toContain(
    '| Nom | [hidden] Salaire | [hidden] Prime | Nuit |\n| --- | --- | --- | --- |\n| Zoë | [hidden] 1 | [hidden] 2 | lundi |\n| [hidden] Max |  |  | [hidden] mardi |',
  );
  expect(text).toContain(
    '## [hidden] Old\n\n| [hidden] Secret | [hidden] x |\n| --- | --- |\n| [hidden] 1 | [hidden] 2 |',
  );
});

test('a cell says where its link leads, unless it is no address of the web', async () => {
  const sheet = `<sheetData>${row(1, { A: 'Part', B: 'Shop' })}${row(2, { A: 'Prism', B: 'Optik' })}${row(3, { A: 'Oil', B: 'https://oil.example/' })}${row(4, { A: 'Wick', B: 'local' })}</sheetData><hyperlinks><hyperlink ref="B2" r:id="h1"/><hyperlink ref="B3" r:id="h2"/><hyperlink ref="B4" r:id="h3"/><hyperlink ref="Z9" r:id="h1"/></hyperlinks>`;
  const link = (id: string, target: string) =>
    `<Relationship Id="${id}" Type="${type}/hyperlink" Target="${target}" TargetMode="External"/>`;
  const text = await textOf(sheet, {
    'xl/_rels/a.xml.rels': `<Relationships>${link('h1', 'https://optik.example/p')}${link('h2', 'https://oil.example/')}${link('h3', 'file:///c:/wick')}</Relationships>`,
  });
  expect(text).toContain('| Prism | Optik (https://optik.example/p) |');
  expect(text).toContain('| Oil | https://oil.example/ |');
  expect(text).toContain('| Wick | local |');
});

test('comments on cells name their author', async () => {
  const text = await textOf(
    `<sheetData>${row(1, { A: 'Teil', B: 'Zahl' })}${row(2, { A: 'Öl', B: '4' })}</sheetData>`,
    {
      'xl/_rels/a.xml.rels': `<Relationships><Relationship Id="c" Type="${type}/comments" Target="comments1.xml"/></Relationships>`,
      'xl/comments1.xml':
        '<comments><authors><author>Imke</author><author/></authors><commentList><comment ref="B2" authorId="0"><text><r><t>Nachbestellt </t></r><r><t>im Mai.</t></r></text></comment><comment ref="A2" authorId="1"><text><t>Leinöl</t></text></comment></commentList></comments>',
    },
  );
  expect(text).toContain(
    '\n\nComment on B2 by Imke: Nachbestellt im Mai.\n\nComment on A2: Leinöl\n',
  );
});

test('text boxes and charts on a sheet are read, by their titles and labels', async () => {
  const link = (kind: string, target: string) =>
    `<Relationships><Relationship Id="d" Type="${type}/${kind}" Target="${target}"/></Relationships>`;
  const text = await textOf(
    `<sheetData>${row(1, { A: 'Month', B: 'Oil' })}${row(2, { A: 'May', B: '4' })}</sheetData>`,
    {
      'xl/_rels/a.xml.rels': link('drawing', 'drawings/d.xml'),
      'xl/drawings/d.xml':
        '<xdr:wsDr><xdr:sp><xdr:txBody><a:p><a:r><a:t>Ask Imke.</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>',
      'xl/drawings/_rels/d.xml.rels': link('chart', '../charts/c.xml'),
      'xl/charts/c.xml':
        '<c:chart><c:title><a:p><a:r><a:t>Oil a month</a:t></a:r></a:p></c:title><c:cat><c:strCache><c:pt><c:v>May</c:v></c:pt></c:strCache></c:cat><c:val><c:numCache><c:pt><c:v>4</c:v></c:pt></c:numCache></c:val></c:chart>',
    },
  );
  expect(text).toContain('\n\nAsk Imke.\n\nChart: Oil a month; May\n');
});

test('a formula says where its link leads, and numbered signs are themselves', async () => {
  const linked = `<c r="B2" t="str"><f>HYPERLINK("https://oil.example/p","Shop")</f><v>Shop</v></c>`;
  const text = await textOf(
    `<sheetData>${row(1, { A: 'Part', B: 'Place' })}<row r="2">${cell('A2', 'Oil_x000D_\nlamp _x005F_x000D_')}${linked}</row></sheetData>`,
  );
  expect(text).toContain('| Oil lamp _x000D_ | Shop (https://oil.example/p) |');
});
