import { describe, expect, test } from 'vitest';
import { spaces, textOfWord } from './word-file.ts';

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (inside: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${inside}</w:p>`;

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
    expect(await textOfWord(p(run('Before')) + p(run('At') + reference))).toBe('Before\n\nAt\n');
  });

  test('and its footnotes stay', async () => {
    const note = `<w:footnotes ${spaces}><w:footnote w:id="2">${p(run('At noon.'))}</w:footnote></w:footnotes>`;
    const reference = '<w:r><w:footnoteReference w:id="2"/></w:r>';
    const text = await textOfWord(p(run('Tide') + reference), {
      'footnotes.xml': ['footnotes', note],
    });
    expect(text).toContain('At noon.');
  });
});

describe('a Word document keeps', () => {
  test('headings by a style based on one, by a style with an outline level, and by their own', async () => {
    const style = (id: string, inside: string) =>
      `<w:style w:type="paragraph" w:styleId="${id}">${inside}</w:style>`;
    const styles = `<w:styles ${spaces}>${style('H1', '<w:name w:val="heading 1"/>')}${style('Own', '<w:name w:val="Own"/><w:basedOn w:val="H1"/>')}${style('Lvl', '<w:name w:val="Lvl"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>')}${style('Body', '<w:name w:val="Body"/><w:basedOn w:val="H1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>')}</w:styles>`;
    const styled = (text: string, id: string) => p(run(text), `<w:pStyle w:val="${id}"/>`);
    const text = await textOfWord(
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
    const text = await textOfWord(
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
    const text = await textOfWord(
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
    const chunks = '<w:altChunk r:id="chunk.mht"/><w:altChunk r:id="chunk.html"/>';
    expect(await textOfWord(p(run('Before')) + chunks, parts)).toBe(
      'Before\n\n# Report\n\ngrün\n\nPage\n\nDredge\n',
    );
    expect(
      await textOfWord('<w:altChunk r:id="chunk.mht"/>', { 'chunk.mht': ['aFChunk', page] }),
    ).toBe('# Report\n\ngrün\n');
  });
});
