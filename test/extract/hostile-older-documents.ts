import type { Hostile } from './hostile-documents.ts';
import * as make from './make-documents.ts';

const { bytesOf, compoundFileThatGoesRound, epub, inflatingRichText, laughs, megabytes } = make;
const { odt, oldWord, outlookMessage, xml } = make;

/** Of the formats before 2007, of OpenDocument and of books. */
export const hostileOlderDocuments: readonly Hostile[] = [
  {
    what: 'rich text of groups without end',
    name: 'a.rtf',
    make: () => bytesOf(`{\\rtf1 ${'{'.repeat(1_000_000)}`),
    skip: 'too_complex',
  },
  {
    what: 'rich text that announces two gigabytes',
    name: 'a.rtf',
    make: () => bytesOf(`{\\rtf1 word \\bin2000000000 ${megabytes(1, 'a')}`),
    skip: 'too_complex',
  },
  {
    what: 'rich text of one paragraph in very many lines',
    name: 'a.rtf',
    make: () => bytesOf(`{\\rtf1 ${megabytes(19, 'z\n')}}`),
    skip: 'too_complex',
    longRun: 'whole time',
  },
  {
    what: 'rich text of a picture as large as may be',
    name: 'a.rtf',
    make: () =>
      bytesOf(`{\\rtf1 words {\\pict\\pngblip ${megabytes(19, `${'0f'.repeat(64)}\r\n`)}}}`),
    skip: null,
  },
  {
    what: 'rich text of too many cells',
    name: 'a.rtf',
    make: () => bytesOf(`{\\rtf1 ${'a\\cell '.repeat(600_000)}\\row}`),
    skip: 'too_large',
  },
  {
    what: 'a book whose chapter inflates a thousandfold',
    name: 'a.epub',
    make: () => epub(megabytes(140, '<p></p>')),
    skip: 'too_complex',
  },
  {
    what: 'a book that shows one long chapter very often',
    name: 'a.epub',
    make: () => epub(`<p>${megabytes(1, 'all the same words ')}</p>`, 5_000),
    skip: 'too_large',
  },
  {
    what: 'a spreadsheet whose rows and cells repeat a billion times',
    name: 'a.ods',
    make: () =>
      odt(
        `<table:table>${'<table:table-row table:number-rows-repeated="1000000000"><table:table-cell table:number-columns-repeated="1000000000"><text:p>a</text:p></table:table-cell></table:table-row>'.repeat(20_000)}</table:table>`,
      ),
    skip: 'too_large',
  },
  {
    what: 'a presentation of slides without end',
    name: 'a.odp',
    make: () => odt('<draw:page><text:p>a</text:p></draw:page>'.repeat(400_000)),
    skip: 'too_large',
  },
  {
    what: 'a spreadsheet in one XML file with entities of entities',
    name: 'a.fods',
    make: () => bytesOf(`${xml}${laughs}<office:text>&a9;</office:text>`),
    skip: 'too_complex',
  },
  {
    what: 'an old workbook whose sectors go round',
    name: 'a.xls',
    make: () => compoundFileThatGoesRound(),
    skip: 'broken',
  },
  {
    what: 'an old Word document whose sectors go round',
    name: 'a.doc',
    make: () => compoundFileThatGoesRound(),
    skip: 'broken',
  },
  {
    what: 'a message of Outlook whose sectors go round',
    name: 'a.msg',
    make: () => compoundFileThatGoesRound(),
    skip: 'broken',
  },
  {
    what: 'an old Word document that shows its text very often',
    name: 'a.doc',
    make: () => oldWord({ pieces: 200_000, pieceBytes: 900_000 }),
    skip: 'too_complex',
  },
  {
    what: 'an old Word document whose header is very long, and many',
    name: 'a.doc',
    make: () => oldWord({ pieces: 1, pieceBytes: 900_000, headers: 10_000 }),
    skip: 'too_complex',
  },
  {
    what: 'a message of Outlook whose rich text inflates without end',
    name: 'a.msg',
    make: () => outlookMessage([['__substg1.0_10090102', inflatingRichText(4_000_000)]]),
    skip: 'too_large',
  },
];
