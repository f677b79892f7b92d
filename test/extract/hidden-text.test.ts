import { describe, expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';
import { bytesOf, docx } from './make-documents.ts';

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

test('a notebook is read as its cells are shown', async () => {
  const cells = [
    { cell_type: 'markdown', source: ['# Head <!-- ORDER -->\n', 'Seen `<!-- code -->`.'] },
  ];
  const text = await textOf('a.ipynb', bytesOf(JSON.stringify({ nbformat: 4, cells })));
  expect(text).not.toContain('ORDER');
  expect(text).toContain('Seen `<!-- code -->`.');
});
