import { deflateSync } from 'node:zlib';
import { runs } from '../support/long-runs.ts';
import { hostileOlderDocuments } from './hostile-older-documents.ts';
import * as make from './make-documents.ts';
import { makeZip } from './make-zip.ts';

const { docx, laughs, megabytes, odt, pdf, pdfOfPages, pptx, xlsx, xml } = make;

/**
 * A file that means harm; it must be read or skipped for `skip`, soon and in little memory. In
 * `npm test` it is beyond its limit, in a long run far beyond.
 */
export interface Hostile {
  what: string;
  name: string;
  make: () => Uint8Array;
  /** Null when it is read all the same. */
  skip: string | null;
  /**
   * What a long run tries beyond `npm test`: a larger file, or, where no limit but that of the
   * processor time ends it, the whole of that time.
   */
  longRun?: 'larger file' | 'whole time';
}

const twice = (count: number, of: string) =>
  deflateSync(deflateSync(megabytes(count, of), { level: 1 }));

export const hostileDocuments: readonly Hostile[] = [
  {
    what: 'a Word file that inflates a thousandfold',
    name: 'a.docx',
    make: () => docx(megabytes(runs(140, 200), '<w:p></w:p>')),
    skip: 'too_complex',
    longRun: 'larger file',
  },
  {
    what: 'a Word file that hides how far it inflates',
    name: 'a.docx',
    make: () => docx(megabytes(runs(20, 200), ' '), '', { saidBytes: 1_000 }),
    skip: 'broken',
    longRun: 'larger file',
  },
  {
    what: 'a Word file of a million paragraphs',
    name: 'a.docx',
    make: () => docx('<w:p><w:r><w:t>a</w:t></w:r></w:p>'.repeat(1_000_000)),
    skip: 'too_complex',
  },
  {
    what: 'a Word file of very many elements',
    name: 'a.docx',
    make: () => docx('<w:p><w:r><w:t>a</w:t></w:r></w:p>'.repeat(runs(13_000, 39_000))),
    skip: null,
    longRun: 'larger file',
  },
  {
    what: 'a Word file with entities of entities',
    name: 'a.docx',
    make: () => docx('<w:p><w:r><w:t>&a20;</w:t></w:r></w:p>', laughs),
    skip: 'too_complex',
  },
  {
    what: 'a Word file nested without end',
    name: 'a.docx',
    make: () => docx('<w:sdt>'.repeat(200_000)),
    skip: 'too_complex',
  },
  {
    what: 'an archive of very many files',
    name: 'a.docx',
    make: () =>
      makeZip(Array.from({ length: 20_000 }, (_, i) => ({ name: `${i}.xml`, content: '' }))),
    skip: 'too_complex',
  },
  {
    what: 'an archive that holds only itself',
    name: 'a.docx',
    make: () => makeZip([{ name: 'a.docx', content: docx('') }]),
    skip: 'broken',
  },
  {
    what: 'a sheet that claims every cell there can be',
    name: 'a.xlsx',
    make: () =>
      xlsx(
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>',
      ),
    skip: null,
  },
  {
    what: 'a sheet of too many cells',
    name: 'a.xlsx',
    make: () =>
      xlsx(
        `<sheetData><row>${'<c><v>1</v></c>'.repeat(900)}</row></sheetData>`.repeat(
          runs(700, 6_000),
        ),
      ),
    skip: 'too_large',
    longRun: 'larger file',
  },
  {
    what: 'a sheet whose cells lie on a diagonal',
    name: 'a.xlsx',
    make: () =>
      xlsx(
        Array.from(
          { length: 150_000 },
          (_, i) =>
            `<row r="${i}"><c r="${'ABCDEFGHIJ'[i % 10]}${'ABCDEFGHIJ'[(i >> 3) % 10]}1"><v>1</v></c></row>`,
        ).join(''),
      ),
    skip: 'too_large',
  },
  {
    what: 'a sheet that repeats one long text',
    name: 'a.xlsx',
    make: () =>
      xlsx(
        `<row>${'<c t="s"><v>0</v></c>'.repeat(900)}</row>`.repeat(300),
        `<si><t>${'long '.repeat(1_000_000)}</t></si>`,
      ),
    skip: 'too_large',
  },
  {
    what: 'a sheet of empty elements',
    name: 'a.xlsx',
    make: () => xlsx(megabytes(runs(40, 120), '<c/>')),
    skip: 'too_complex',
    longRun: 'larger file',
  },
  {
    what: 'a sheet of very many empty elements',
    name: 'a.xlsx',
    make: () => xlsx(megabytes(runs(8, 23), '<c/>')),
    skip: 'no_text',
    longRun: 'larger file',
  },
  {
    what: 'a text document whose cells repeat a billion times',
    name: 'a.odt',
    make: () =>
      odt(
        `<table:table>${'<table:table-row><table:table-cell table:number-columns-repeated="1000000000"><text:p>a</text:p></table:table-cell></table:table-row>'.repeat(20_000)}</table:table>`,
      ),
    skip: 'too_large',
  },
  {
    what: 'a text document nested without end',
    name: 'a.odt',
    make: () => odt('<text:list><text:list-item>'.repeat(100_000)),
    skip: 'too_complex',
  },
  {
    what: 'a text document with a document type',
    name: 'a.odt',
    make: () =>
      makeZip([{ name: 'content.xml', content: `${xml}${laughs}<office:text>&a9;</office:text>` }]),
    skip: 'too_complex',
  },
  {
    what: 'a presentation that shows one long slide very often',
    name: 'a.pptx',
    make: () =>
      pptx(
        5_000,
        `<p:sp>${'<a:p><a:r><a:t>all the same words</a:t></a:r></a:p>'.repeat(2_000)}</p:sp>`,
      ),
    skip: 'too_large',
  },
  {
    what: 'a PDF page that inflates without end',
    name: 'a.pdf',
    make: () => pdfOfPages('/Filter [/FlateDecode /FlateDecode]', twice(runs(150, 400), ' ')),
    skip: 'too_complex',
    longRun: 'larger file',
  },
  {
    what: 'a PDF page that writes without end',
    name: 'a.pdf',
    make: () =>
      pdfOfPages(
        '/Filter /FlateDecode',
        deflateSync(megabytes(60, 'BT /F 1 Tf (abcdefgh) Tj ET\n')),
      ),
    skip: 'too_complex',
  },
  {
    what: 'a PDF that claims a million pages',
    name: 'a.pdf',
    make: () =>
      pdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 1000000 /Kids [2 0 R] >>']),
    skip: 'no_text',
  },
  {
    what: 'a PDF whose page tree goes round',
    name: 'a.pdf',
    make: () =>
      pdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 3 /Kids [2 0 R 2 0 R] >>']),
    skip: 'no_text',
  },
  {
    what: 'a PDF that shows one heavy page very often',
    name: 'a.pdf',
    make: () =>
      pdfOfPages('/Filter /FlateDecode', deflateSync(megabytes(2, 'BT /F 1 Tf () Tj ET\n')), 1_000),
    skip: 'too_complex',
    longRun: 'whole time',
  },
  {
    what: 'a Word file of an equation without end',
    name: 'a.docx',
    make: () => docx(`<w:p><m:oMath>${'<m:r><m:t>x</m:t></m:r>'.repeat(50_000)}</m:oMath></w:p>`),
    skip: null,
  },
  {
    what: 'a Word file of fractions in fractions',
    name: 'a.docx',
    make: () =>
      docx(
        `<w:p><m:oMath>${'<m:f><m:num>'.repeat(190)}<m:r><m:t>${'x+'.repeat(100_000)}</m:t></m:r>`,
      ),
    skip: null,
  },
  {
    what: 'a Word file of text boxes in text boxes',
    name: 'a.docx',
    make: () => docx(`<w:p>${'<w:drawing><w:txbxContent><w:p>'.repeat(120)}`),
    skip: 'no_text',
  },
  ...hostileOlderDocuments,
];
