import { describe, expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';
import { bytesOf, docx, odt, pptx, xlsx } from './make-documents.ts';

async function textOf(name: string, bytes: Uint8Array): Promise<string> {
  const read = await extractText(bytes, { name });
  if ('skip' in read) throw new Error(`${read.skip} ${read.detail}`);
  return read.text;
}

const paragraph = (properties: string, text: string) =>
  `<w:p><w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r></w:p>`;
const ground = '<w:shd w:val="clear" w:fill="1F3864"/>';

describe('what a Word document does not show is left out', () => {
  test.each([
    ['hidden text', '<w:vanish/>'],
    ['hidden text, said with a value', '<w:vanish w:val="true"/>'],
    ['white text', '<w:color w:val="FFFFFF"/>'],
    ['nearly white text', '<w:color w:val="FDFDFD"/>'],
    ['text of one point', '<w:sz w:val="2"/>'],
    ['hidden text that is bold', '<w:b/><w:vanish/><w:i/>'],
  ])('%s', async (_, properties) => {
    const body = `${paragraph('', 'Seen.')}${paragraph(properties, 'ORDER')}${paragraph('', 'Too.')}`;
    const text = await textOf('a.docx', docx(body));
    expect(text).not.toContain('ORDER');
    expect(text).toMatch(/Seen\.\s+Too\./);
  });

  test.each([
    ['text that is not hidden', paragraph('<w:vanish w:val="0"/>', 'SEEN')],
    ['white text on a dark ground', paragraph(`<w:color w:val="FFFFFF"/>${ground}`, 'SEEN')],
    [
      'white text in a dark cell',
      `<w:tbl><w:tr><w:tc><w:tcPr>${ground}</w:tcPr>${paragraph('<w:color w:val="FFFFFF"/>', 'SEEN')}</w:tc></w:tr></w:tbl>`,
    ],
    [
      'text whose paragraph mark is hidden',
      '<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>SEEN</w:t></w:r></w:p>',
    ],
    ['small print', paragraph('<w:sz w:val="12"/>', 'SEEN')],
  ])('but %s is kept', async (_, body) => {
    expect(await textOf('a.docx', docx(body))).toContain('SEEN');
  });
});

describe('what a page does not show is left out', () => {
  test.each([
    ['an element', '<p style="display:none">ORDER</p>'],
    [
      'an element by a class of the page',
      '<style>.x, #y { display: none }</style><p class="x">ORDER</p>',
    ],
    ['an element by its name', '<style>aside{visibility:hidden}</style><aside>ORDER</aside>'],
    ['white text', '<p style="color:#fff">ORDER</p>'],
    ['text without size', '<div style="font-size:0"><p>ORDER</p></div>'],
    ['a comment', '<!-- ORDER -->'],
    ['a title of an element', '<p title="ORDER">Seen.</p>'],
  ])('%s', async (_, html) => {
    const text = await textOf('a.html', bytesOf(`<body><p>Seen.</p>${html}<p>Too.</p></body>`));
    expect(text).not.toContain('ORDER');
    expect(text).toContain('Too.');
  });

  test.each([
    [
      'white text on a dark ground',
      '<td style="background:#036"><b style="color:white">SEEN</b></td>',
    ],
    [
      'a class that is hidden in print alone',
      '<style>@media print{.x{display:none}}</style><td class="x">SEEN</td>',
    ],
  ])('but %s is kept', async (_, html) => {
    expect(
      await textOf('a.html', bytesOf(`<body><table><tr>${html}</tr></table></body>`)),
    ).toContain('SEEN');
  });

  test('what is said of a picture is marked', async () => {
    const text = await textOf('a.html', bytesOf('<p>Seen. <img src="a.png" alt="A chart"></p>'));
    expect(text).toBe('Seen. [image: A chart]\n');
  });
});

const slide = (inside: string, show = '') =>
  `<p:sld ${show}><p:sp><p:txBody><a:p><a:r><a:t>Seen.</a:t></a:r></a:p></p:txBody></p:sp>${inside}</p:sld>`;
const shape = (properties: string, run: string) =>
  `<p:sp><p:nvSpPr><p:cNvPr id="4" ${properties}/></p:nvSpPr><p:txBody><a:p><a:r><a:rPr ${run}/><a:t>ORDER</a:t></a:r></a:p></p:txBody></p:sp>`;

test.each([
  ['a hidden shape', slide(shape('hidden="1"', ''))],
  ['text of one point', slide(shape('', 'sz="100"'))],
])('%s of a slide is left out', async (_, xml) => {
  const text = await textOf('a.pptx', pptx(1, xml));
  expect(text).toContain('Seen.');
  expect(text).not.toContain('ORDER');
});

test('a hidden slide is left out', async () => {
  const read = await extractText(pptx(1, slide('', 'show="0"')), { name: 'a.pptx' });
  expect(read).toMatchObject({ skip: 'no_text' });
});

/** A sheet with a cell of a style, among others. */
const sheet = (font: string, fill: string, format = 0) =>
  xlsx(
    '<row r="1"><c t="str" s="0"><v>Seen.</v></c><c t="str" s="1"><v>WORD</v></c></row>',
    '',
    `<numFmts><numFmt numFmtId="200" formatCode=";;;"/></numFmts>
     <fonts><font><sz val="11"/></font><font>${font}</font></fonts>
     <fills><fill/><fill>${fill}</fill></fills>
     <cellXfs><xf fontId="0" fillId="0"/><xf fontId="1" fillId="1" numFmtId="${format}"/></cellXfs>`,
  );
const dark = '<patternFill patternType="solid"><fgColor rgb="FF1F3864"/></patternFill>';

test.each([
  ['white', sheet('<color rgb="FFFFFFFF"/>', ''), false],
  ['white by the theme', sheet('<color theme="0"/>', ''), false],
  ['white on white', sheet('<color theme="0"/>', '<fgColor theme="0"/>'), false],
  ['of one point', sheet('<sz val="1"/>', dark), false],
  ['of a format that shows nothing', sheet('', '', 200), false],
  ['white on a dark ground', sheet('<color rgb="FFFFFFFF"/>', dark), true],
  ['grey', sheet('<color theme="0" tint="-0.5"/>', ''), true],
])('a cell that is %s is left out of a workbook, unless a reader sees it', async (...row) => {
  const [, bytes, isSeen] = row;
  const text = await textOf('a.xlsx', bytes);
  expect(text).toContain('Seen.');
  expect(text.includes('WORD')).toBe(isSeen);
});

const style = (properties: string, more = '') =>
  `<style:style style:name="T1" ${more}>${properties}</style:style>`;
const hiddenStyle = style('<style:text-properties text:display="none"/>');
const whiteStyle = style('<style:text-properties fo:color="#ffffff"/>');
const shaded =
  '<style:style style:name="C1"><style:table-cell-properties fo:background-color="#003366"/></style:style>';
const span = '<text:p>Seen.<text:span text:style-name="T1">WORD</text:span></text:p>';
const cell = (content: string) =>
  `<table:table><table:table-row><table:table-cell table:style-name="C1">${content}</table:table-cell></table:table-row></table:table>`;

test.each([
  ['hidden', `${hiddenStyle}${span}`, false],
  [
    'in a style derived from a hidden one',
    `${hiddenStyle.replace('T1', 'T0')}${style('', 'style:parent-style-name="T0"')}${span}`,
    false,
  ],
  [
    'in a style that is derived from itself',
    `${style('', 'style:parent-style-name="T1"')}${span}`,
    true,
  ],
  [
    'in a hidden section',
    '<text:p>Seen.</text:p><text:section text:display="none"><text:p>WORD</text:p></text:section>',
    false,
  ],
  ['white', `${whiteStyle}${span}`, false],
  ['of one point', `${style('<style:text-properties fo:font-size="1pt"/>')}${span}`, false],
  ['white in a dark cell', `${shaded}${whiteStyle}${cell(span)}`, true],
  ['small', `${style('<style:text-properties fo:font-size="6pt"/>')}${span}`, true],
])(
  'text that is %s is left out of an OpenDocument text, unless a reader sees it',
  async (...row) => {
    const [, body, isSeen] = row;
    const text = await textOf('a.odt', odt(body));
    expect(text).toContain('Seen.');
    expect(text.includes('WORD')).toBe(isSeen);
  },
);

test.each([
  ['hidden', hiddenStyle.replace('T1', 'C1'), false],
  ['white', whiteStyle.replace('T1', 'C1'), false],
  [
    'white on a dark ground',
    `${style('<style:text-properties fo:color="#fff"/><style:table-cell-properties fo:background-color="#036"/>').replace('T1', 'C1')}`,
    true,
  ],
])(
  'a cell that is %s is left out of an OpenDocument spreadsheet, unless a reader sees it',
  async (...row) => {
    const [, styles, isSeen] = row;
    const content = `<office:document><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${cell('<text:p>WORD</text:p>').replace('</table:table-row>', '<table:table-cell><text:p>Seen.</text:p></table:table-cell></table:table-row>')}</office:spreadsheet></office:body></office:document>`;
    const text = await textOf('a.fods', bytesOf(content));
    expect(text).toContain('Seen.');
    expect(text.includes('WORD')).toBe(isSeen);
  },
);

test('a notebook is read as its cells are shown', async () => {
  const cells = [
    { cell_type: 'markdown', source: ['# Head <!-- ORDER -->\n', 'Seen `<!-- code -->`.'] },
  ];
  const text = await textOf('a.ipynb', bytesOf(JSON.stringify({ nbformat: 4, cells })));
  expect(text).not.toContain('ORDER');
  expect(text).toContain('Seen `<!-- code -->`.');
});
