import { describe, expect, test } from 'vitest';
import { textOfPages, words } from './pdf-pages.ts';

const field = (box: string, more: string) =>
  `<< /Type /Annot /Subtype /Widget /Rect [${box}] /F 4 /T (f) ${more} >>`;
const note = (more: string) => `<< /Type /Annot /Rect [100 600 120 620] /F 4 ${more} >>`;
const page = (drawing: string, ...annotations: string[]) => ({ drawing, annotations });

describe('what is filled into a form stands at its label', () => {
  test.each([
    [
      'a line',
      words(700, 'Name:'),
      field('90 695 300 712', '/FT /Tx /V (Imke Quill)'),
      'Name: Imke Quill',
    ],
    [
      'a choice',
      words(700, 'Liegeplatz'),
      field('120 695 300 712', '/FT /Ch /Ff 131072 /Opt [[(a) (Au\\337en)] [(i) (Innen)]] /V (i)'),
      'Liegeplatz Innen',
    ],
    [
      'a box that is checked',
      words(700, 'Gilets de sauvetage', { x: 80 }),
      field('50 697 64 711', '/FT /Btn /V /Yes /AS /Yes /AP << /N << /Yes null /Off null >> >>'),
      '[x] Gilets de sauvetage',
    ],
  ])('%s', async (_, drawing, annotation, text) => {
    expect(await textOfPages(page(drawing, annotation))).toBe(`${text}\n`);
  });

  test('and with the field’s name where it has none', async () => {
    const annotation = field('300 100 400 120', '/FT /Tx /TU (Berth number) /V (B 42)');
    const text = await textOfPages(page(words(700, 'Application'), annotation));
    expect(text).toBe('Application\n\nBerth number: B 42\n');
  });
});

describe('what people wrote onto a page follows it', () => {
  test.each([
    [
      'a note',
      note('/Subtype /Text /T (Rita Quay) /Contents (Check this fee.)'),
      'Comment by Rita Quay: Check this fee.',
    ],
    [
      'a note at marked words',
      note(
        '/Subtype /Highlight /QuadPoints [0 0 1 0 0 1 1 1] /T (Ole) /Contents (Bitte pr\\374fen)',
      ),
      'Comment by Ole: Bitte prüfen',
    ],
    [
      'words on the page',
      note('/Subtype /FreeText /DA (/F 12 Tf 0 g) /Contents (Approuv\\351 le 3 mai)'),
      'Approuvé le 3 mai',
    ],
  ])('%s', async (_, annotation, text) => {
    expect(await textOfPages(page(words(700, 'The fees.'), annotation))).toBe(
      `The fees.\n\n${text}\n`,
    );
  });
});

test('an address that a link of a PDF leads to follows its paragraph, if it is not said there', async () => {
  const link = (box: string, url: string) =>
    `<< /Type /Annot /Subtype /Link /Rect [${box}] /A << /S /URI /URI (${url}) >> >>`;
  const text = await textOfPages(
    page(
      words(700, 'See the fee table now.') +
        words(600, 'More on x.example/tides') +
        words(500, 'Mail us.'),
      link('80 695 140 712', 'https://x.example/fees'),
      link('50 595 200 612', 'https://x.example/tides/'),
      link('50 495 200 512', 'mailto:a@x.example'),
    ),
  );
  expect(text).toBe(
    'See the fee table now. (https://x.example/fees)\n\nMore on x.example/tides\n\nMail us.\n',
  );
});

describe('what nobody sees of annotations is left out', () => {
  test.each([
    ['a hidden note', note('/Subtype /Text /F 2 /Contents (ORDER)')],
    ['a note on no screen', note('/Subtype /Text /F 32 /Contents (ORDER)')],
    ['a password', field('90 695 300 712', '/FT /Tx /Ff 8192 /V (ORDER)')],
    ['a hidden field', field('90 695 300 712', '/FT /Tx /F 2 /V (ORDER)').replace('/F 4 ', '')],
    ['white words', note('/Subtype /FreeText /DA (/F 12 Tf 1 g) /Contents (ORDER)')],
    ['words of no size', note('/Subtype /FreeText /DA (/F .5 Tf 0 g) /Contents (ORDER)')],
    [
      'words in no space',
      note('/Subtype /FreeText /DA (/F 12 Tf 0 g) /Contents (ORDER)').replace(
        '[100 600 120 620]',
        '[100 600 100 600]',
      ),
    ],
  ])('%s', async (_, annotation) => {
    expect(await textOfPages(page(words(700, 'Seen.'), annotation))).toBe('Seen.\n');
  });
});
