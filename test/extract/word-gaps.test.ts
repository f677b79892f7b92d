import { describe, expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';
import { makeZip } from './make-zip.ts';

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const spaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  `xmlns:r="${office}"`,
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
].join(' ');
const relationship = (id: string, kind: string, target: string) =>
  `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (inside: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${inside}</w:p>`;

/** @param parts by their names in word/, with their kind of relationship and their content */
async function textOf(body: string, parts: Record<string, [kind: string, content: string]> = {}) {
  const related = Object.entries(parts).map(([name, [kind]], i) =>
    relationship(`r${i}`, kind, name),
  );
  const bytes = makeZip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: '_rels/.rels',
      content: `<Relationships>${relationship('r', 'officeDocument', 'word/document.xml')}</Relationships>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      content: `<Relationships>${related.join('')}</Relationships>`,
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

describe('a Word document is read though nothing is there for', () => {
  test.each([
    [
      'a picture',
      '<w:r><w:drawing><wp:inline><wp:docPr descr="Gate"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="gone"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>',
    ],
    ['an old picture', '<w:r><w:pict><v:shape><v:imagedata r:id="gone"/></v:shape></w:pict></w:r>'],
    ['an object', '<w:r><w:object><v:shape><v:imagedata r:id="gone"/></v:shape></w:object></w:r>'],
    ['a link', '<w:hyperlink r:id="gone"></w:hyperlink>'],
    ['a comment', '<w:r><w:commentReference w:id="7"/></w:r>'],
    ['a footnote', '<w:r><w:footnoteReference w:id="9"/></w:r>'],
    ['an endnote', '<w:r><w:endnoteReference w:id="9"/></w:r>'],
  ])('%s', async (_, reference) => {
    expect(await textOf(p(run('Before')) + p(run('At') + reference))).toBe('Before\n\nAt\n');
  });

  test('and its footnotes stay', async () => {
    const note = `<w:footnotes ${spaces}><w:footnote w:id="2">${p(run('At noon.'))}</w:footnote></w:footnotes>`;
    const reference = '<w:r><w:footnoteReference w:id="2"/></w:r>';
    const text = await textOf(p(run('Tide') + reference), { 'footnotes.xml': ['footnotes', note] });
    expect(text).toContain('At noon.');
  });
});

describe('a Word document keeps', () => {
  test('headings by a style based on one, by a style with an outline level, and by their own', async () => {
    const style = (id: string, inside: string) =>
      `<w:style w:type="paragraph" w:styleId="${id}">${inside}</w:style>`;
    const styles = `<w:styles ${spaces}>${style('H1', '<w:name w:val="heading 1"/>')}${style('Own', '<w:name w:val="Own"/><w:basedOn w:val="H1"/>')}${style('Lvl', '<w:name w:val="Lvl"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>')}${style('Body', '<w:name w:val="Body"/><w:basedOn w:val="H1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>')}</w:styles>`;
    const styled = (text: string, id: string) => p(run(text), `<w:pStyle w:val="${id}"/>`);
    const text = await textOf(
      styled('One', 'H1') +
        styled('Two', 'Own') +
        styled('Three', 'Lvl') +
        styled('Four', 'Body') +
        p(run('Five'), '<w:pStyle w:val="Body"/><w:outlineLvl w:val="2"/>'),
      { 'styles.xml': ['styles', styles] },
    );
    expect(text).toBe('# One\n\n# Two\n\n## Three\n\nFour\n\n### Five\n');
  });

  test('text of another direction', async () => {
    const text = await textOf(
      p(`<w:bdo w:val="rtl">${run('one')}</w:bdo><w:dir w:val="rtl">${run(' two')}</w:dir>`),
    );
    expect(text).toBe('one two\n');
  });

  test('the chosen value of a list, and of fields in fields the outer result alone', async () => {
    const mark = (type: string, inside = '') =>
      `<w:r><w:fldChar w:fldCharType="${type}">${inside}</w:fldChar></w:r>`;
    const list =
      '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Red"/><w:listEntry w:val="Blue"/></w:ddList></w:ffData>';
    const field = (code: string, result: string) =>
      `${mark('begin')}${code}${mark('separate')}${result}${mark('end')}`;
    const text = await textOf(
      p(mark('begin', list) + mark('end') + run(' option')) +
        p(field(field('', run('inner')), run('outer'))) +
        p(mark('begin') + run('code without end')) +
        p(run('After')),
    );
    expect(text).toBe('Blue option\n\nouter\n\nAfter\n');
  });

  test('diagrams, and what it is put together from', async () => {
    const diagram =
      '<d:dataModel><d:pt><d:t><a:p><a:r><a:t>Dredge</a:t></a:r></a:p></d:t></d:pt></d:dataModel>';
    const page =
      'MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<h1>Report</h1><p>gr=C3=BCn</p>\n--b--';
    const parts: Record<string, [string, string]> = {
      'diagrams/data1.xml': ['diagramData', diagram],
      'chunk.mht': ['aFChunk', page],
      'chunk.html': ['aFChunk', '<p>Page</p>'],
    };
    const chunks = '<w:altChunk r:id="r1"/><w:altChunk r:id="r2"/>';
    expect(await textOf(p(run('Before')) + chunks, parts)).toBe(
      'Before\n\n# Report\n\ngrün\n\nPage\n\nDredge\n',
    );
    expect(await textOf('<w:altChunk r:id="r0"/>', { 'chunk.mht': ['aFChunk', page] })).toBe(
      '# Report\n\ngrün\n',
    );
  });
});
