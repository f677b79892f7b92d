import { expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';
import { bytesOf, odt, pptx, xlsx } from './make-documents.ts';

async function textOf(name: string, bytes: Uint8Array): Promise<string> {
  const read = await extractText(bytes, { name });
  if ('skip' in read) throw new Error(`${read.skip} ${read.detail}`);
  return read.text;
}

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

const master = {
  theme:
    '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk1><a:srgbClr val="203040"/></a:dk1>',
  slideMaster:
    '<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg><p:clrMap bg1="lt1" tx1="dk1"/>',
  slideLayout: '',
};
const fill = (colour: string) => `<a:solidFill>${colour}</a:solidFill>`;
const white = '<a:srgbClr val="FFFFFF"/>';
const darkBlue = '<a:srgbClr val="1F3864"/>';
const box = (ofShape: string, ofText: string) =>
  `<p:sp><p:spPr>${ofShape}</p:spPr><p:txBody><a:p><a:r><a:rPr>${ofText}</a:rPr><a:t>WORD</a:t></a:r></a:p></p:txBody></p:sp>`;
const slideCell = (ofText: string, ofCell: string) =>
  `<p:graphicFrame><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>Of </a:t></a:r><a:r><a:rPr>${ofText}</a:rPr><a:t>WORD</a:t></a:r></a:p></a:txBody><a:tcPr>${ofCell}</a:tcPr></a:tc></a:tr></a:tbl></p:graphicFrame>`;
const onBackground = (colour: string, inside: string) =>
  slide(inside).replace('<p:sp>', `<p:bg><p:bgPr>${fill(colour)}</p:bgPr></p:bg><p:sp>`);

test.each([
  ['white on the white of the master', slide(box('', fill(white))), false],
  [
    'of the colour of the ground, by the theme',
    slide(box('', fill('<a:schemeClr val="bg1"/>'))),
    false,
  ],
  [
    'dark on a dark slide',
    onBackground(darkBlue, box('', fill('<a:srgbClr val="203864"/>'))),
    false,
  ],
  ['white in a white shape', slide(`<p:pic/>${box(fill(white), fill(white))}`), false],
  ['not filled', slide(box('', '<a:noFill/>')), false],
  ['white in a white cell', slide(slideCell(fill(white), fill(white))), false],
  [
    'white on a white shape',
    slide(`${box(fill(white), '')}${box('', fill(white))}`.replace('WORD', 'Box.')),
    false,
  ],
  ['white in a dark shape', slide(box(fill(darkBlue), fill(white))), true],
  [
    'white in a shape that is filled by its style',
    slide(
      box('', fill(white)).replace(
        '<p:txBody>',
        '<p:style><a:fillRef idx="1"><a:schemeClr val="tx1"/></a:fillRef></p:style><p:txBody>',
      ),
    ),
    true,
  ],
  ['white on a dark slide', onBackground(darkBlue, box('', fill(white))), true],
  ['white, after a picture', slide(`<p:pic/>${box('', fill(white))}`), true],
  ['white, after a dark shape', slide(`${box(fill(darkBlue), '')}${box('', fill(white))}`), true],
  ['white with an outline', slide(box('', `<a:ln>${fill(darkBlue)}</a:ln>${fill(white)}`)), true],
  [
    'white, marked dark',
    slide(box('', `${fill(white)}<a:highlight>${darkBlue}</a:highlight>`)),
    true,
  ],
  [
    'of a changed colour',
    slide(box('', fill('<a:schemeClr val="bg1"><a:lumMod val="50000"/></a:schemeClr>'))),
    true,
  ],
  ['white in a cell of its table’s style', slide(slideCell(fill(white), '')), true],
  ['of the theme’s colour of text', slide(box('', fill('<a:schemeClr val="tx1"/>'))), true],
])('text that is %s is left out of a slide, unless a reader sees it', async (_, xml, isSeen) => {
  const text = await textOf('a.pptx', pptx(1, xml, master));
  expect(text).toContain('Seen.');
  expect(text.includes('WORD')).toBe(isSeen);
});

test('white text is kept where the master has a picture', async () => {
  const slideMaster = `${master.slideMaster}<p:pic/>`;
  const text = await textOf(
    'a.pptx',
    pptx(1, slide(box('', fill(white))), { ...master, slideMaster }),
  );
  expect(text).toContain('WORD');
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

const run = (properties: string, text: string) => `<r><rPr>${properties}</rPr><t>${text}</t></r>`;
const runs = `${run('', 'Seen.')}${run('<color rgb="FFFFFFFF"/>', 'WORD')}${run('', 'Too.')}`;

test.each([
  ['no ground of its own', '', false],
  ['a dark ground', dark, true],
])(
  'white words in a cell with %s are left out of a workbook, unless a reader sees them',
  async (...row) => {
    const [, fillOfCell, isSeen] = row;
    const looks = `<fonts><font/></fonts><fills><fill>${fillOfCell}</fill></fills><cellXfs><xf fontId="0" fillId="0"/></cellXfs>`;
    const shared = xlsx('<row r="1"><c t="s" s="0"><v>0</v></c></row>', `<si>${runs}</si>`, looks);
    const inline = xlsx(`<row r="1"><c t="inlineStr" s="0"><is>${runs}</is></c></row>`, '', looks);
    for (const bytes of [shared, inline]) {
      expect(await textOf('a.xlsx', bytes)).toContain(isSeen ? 'Seen.WORDToo.' : 'Seen.Too.');
    }
  },
);

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

const odfWhite = style('<style:text-properties fo:color="#ffffff"/>');
const odfFill = (fillOf: string) =>
  `<style:style style:name="C1"><style:graphic-properties ${fillOf}/><style:table-cell-properties fo:background-color="#003366"/></style:style>`;

test.each([
  ['a cell without a ground', '', false],
  ['a dark cell', odfFill(''), true],
])(
  'white words in %s are left out of an OpenDocument spreadsheet, unless a reader sees them',
  async (...row) => {
    const [, styles, isSeen] = row;
    const content = `<office:document><office:automatic-styles>${odfWhite}${styles}</office:automatic-styles><office:body><office:spreadsheet>${cell(span)}</office:spreadsheet></office:body></office:document>`;
    const text = await textOf('a.fods', bytesOf(content));
    expect(text).toContain('Seen.');
    expect(text.includes('WORD')).toBe(isSeen);
  },
);

test.each([
  ['in a white shape', 'draw:fill="solid" draw:fill-color="#ffffff"', false],
  ['in a dark shape', 'draw:fill="solid" draw:fill-color="#003366"', true],
  ['in a shape of a gradient', 'draw:fill="gradient" draw:fill-color="#ffffff"', true],
  ['in a shape that is not filled', 'draw:fill="none" draw:fill-color="#ffffff"', true],
])(
  'white words %s are left out of an OpenDocument presentation, unless a reader sees them',
  async (...row) => {
    const [, fillOfShape, isSeen] = row;
    const shapes = `<style:style style:name="C1"><style:graphic-properties ${fillOfShape}/></style:style>`;
    const content = `<office:document><office:automatic-styles>${odfWhite}${shapes}</office:automatic-styles><office:body><office:presentation><draw:page><draw:frame draw:style-name="C1"><draw:text-box>${span}</draw:text-box></draw:frame></draw:page></office:presentation></office:body></office:document>`;
    const text = await textOf('a.fodp', bytesOf(content));
    expect(text).toContain('Seen.');
    expect(text.includes('WORD')).toBe(isSeen);
  },
);
