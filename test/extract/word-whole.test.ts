import { describe, expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';
import { bytesOf } from './make-documents.ts';
import { makeZip } from './make-zip.ts';

const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const spaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  `xmlns:r="${type}"`,
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
].join(' ');

/** @param parts by their names in word/, with their kind of relationship and their content */
async function textOf(body: string, parts: Record<string, [kind: string, content: string]> = {}) {
  const targets = Object.entries(parts).map(
    ([name, [kind]]) => `<Relationship Id="${name}" Type="${type}/${kind}" Target="${name}"/>`,
  );
  const bytes = makeZip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: '_rels/.rels',
      content: `<Relationships><Relationship Id="r" Type="${type}/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      content: `<Relationships>${targets.join('')}</Relationships>`,
    },
    {
      name: 'word/document.xml',
      content: `<w:document ${spaces}><w:body>${body}</w:body></w:document>`,
    },
    ...Object.entries(parts).map(([name, [, content]]) => ({ name: `word/${name}`, content })),
  ]);
  const read = await extractText(bytes, { name: 'a.docx' });
  if ('skip' in read) throw new Error(`${read.skip} ${read.detail}`);
  return read.text;
}
const p = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

describe('a file that a Word document is put together from stands at its place', () => {
  const chunk = (name: string) => `<w:altChunk r:id="${name}"/>`;
  test.each([
    ['a page', 'a.html', '<h2>Fees</h2><p>Ten euro.</p>', '## Fees\n\nTen euro.'],
    ['text', 'b.txt', 'Zehn Euro je Nacht.\n', 'Zehn Euro je Nacht.'],
    ['rich text', 'c.rtf', '{\\rtf1 Dix euros.\\par}', 'Dix euros.'],
  ])('%s', async (_, name, content, text) => {
    const parts = { [name]: ['aFChunk', content] as [string, string] };
    expect(await textOf(p('Before.') + chunk(name) + p('After.'), parts)).toBe(
      `Before.\n\n${text}\n\nAfter.\n`,
    );
    const cell = (inside: string) => `<w:tc>${inside}</w:tc>`;
    const rows = `<w:tbl><w:tr>${cell(p('Name'))}${cell(p('Rule'))}</w:tr><w:tr>${cell(p('Quay'))}${cell(chunk(name) + p(''))}</w:tr></w:tbl>`;
    expect(await textOf(rows, parts)).toContain(`| Quay | ${text.replace('\n\n', ' ')} |`);
  });

  test('once, and not at all if it stands nowhere', async () => {
    const parts: Record<string, [string, string]> = {
      'a.html': ['aFChunk', '<p>Shown.</p>'],
      'b.html': ['aFChunk', '<p>Nowhere.</p>'],
    };
    const text = await textOf(chunk('a.html').repeat(3) + p('After.'), parts);
    expect(text).toBe('Shown.\n\nAfter.\n');
  });
});

test.each([
  ['A gull on a mole', 'image.png'],
  ['Schéma du quai', 'image.svg'],
  ['Plan der Schleuse', 'image.emf'],
])('what a picture of a Word document shows is read: %s', async (said, file) => {
  const drawing = `<w:p><w:r><w:t>See </w:t></w:r><w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="${said}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${file}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
  const text = await textOf(drawing, { [file]: ['image', 'x'] });
  expect(text.split(said)).toHaveLength(2);
});

describe('what Office writes as one XML file is unsupported, under any name', () => {
  const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  test.each([
    ['a.doc', `${xml}<?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="x">`],
    [
      'a.xml',
      `${xml}<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body/>`,
    ],
    ['b.xml', `${xml}<?mso-application progid="Excel.Sheet"?><Workbook>`],
    [
      'b.doc',
      `${xml}<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">`,
    ],
  ])('%s', async (name, content) => {
    expect(await extractText(bytesOf(content), { name })).toMatchObject({ skip: 'unsupported' });
  });

  test('but no XML that only tells of it', async () => {
    const page = `${xml}<page><p>Word wrote w:wordDocument in 2003.</p></page>`;
    expect(await extractText(bytesOf(page), { name: 'a.xml' })).toMatchObject({ format: 'text' });
  });
});
