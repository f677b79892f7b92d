import { describe, expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';
import { bytesOf } from './make-documents.ts';
import { textOfWord } from './word-file.ts';

const p = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

describe('a file that a Word document is put together from stands at its place', () => {
  const chunk = (name: string) => `<w:altChunk r:id="${name}"/>`;
  test.each([
    ['a page', 'a.html', '<h2>Fees</h2><p>Ten euro.</p>', '## Fees\n\nTen euro.'],
    ['text', 'b.txt', 'Zehn Euro je Nacht.\n', 'Zehn Euro je Nacht.'],
    ['rich text', 'c.rtf', '{\\rtf1 Dix euros.\\par}', 'Dix euros.'],
  ])('%s', async (_, name, content, text) => {
    const parts = { [name]: ['aFChunk', content] as [string, string] };
    expect(await textOfWord(p('Before.') + chunk(name) + p('After.'), parts)).toBe(
      `Before.\n\n${text}\n\nAfter.\n`,
    );
    const cell = (inside: string) => `<w:tc>${inside}</w:tc>`;
    const rows = `<w:tbl><w:tr>${cell(p('Name'))}${cell(p('Rule'))}</w:tr><w:tr>${cell(p('Quay'))}${cell(chunk(name) + p(''))}</w:tr></w:tbl>`;
    expect(await textOfWord(rows, parts)).toContain(`| Quay | ${text.replace('\n\n', ' ')} |`);
  });

  test('once, and not at all if it stands nowhere', async () => {
    const parts: Record<string, [string, string]> = {
      'a.html': ['aFChunk', '<p>Shown.</p>'],
      'b.html': ['aFChunk', '<p>Nowhere.</p>'],
    };
    const text = await textOfWord(chunk('a.html').repeat(3) + p('After.'), parts);
    expect(text).toBe('Shown.\n\nAfter.\n');
  });
});

test.each([
  ['A gull on a mole', 'image.png'],
  ['Schéma du quai', 'image.svg'],
  ['Plan der Schleuse', 'image.emf'],
])('what a picture of a Word document shows is read: %s', async (said, file) => {
  const drawing = `<w:p><w:r><w:t>See </w:t></w:r><w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="${said}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${file}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
  const text = await textOfWord(drawing, { [file]: ['image', 'x'] });
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
