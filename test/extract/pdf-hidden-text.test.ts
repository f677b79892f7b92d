import { describe, expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';
import { bytesOf, pdf } from './make-documents.ts';

const gray = '<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray';
const black = { head: `${gray} /BitsPerComponent 8`, stream: new Uint8Array(4) };
/** Draws `inside` in a group of its own. */
const form = (inside: string) => ({
  head: '/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Group << /S /Transparency >> /Resources << /Font << /F 3 0 R >> /XObject << /Scan 6 0 R >> >>',
  stream: bytesOf(inside),
});

/** The text of a page of 600 by 800 points. @param inForm what the operator `/Form Do` draws */
async function textOf(drawing: string, inForm = ''): Promise<string> {
  const bytes = pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [4 0 R] >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R /Resources <<
      /Font << /F 3 0 R >> /XObject << /Scan 6 0 R /Form 7 0 R >>
      /ColorSpace << /Cmyk [/Separation /All /DeviceGray << /FunctionType 2 /Domain [0 1] /N 1 /C0 [1] /C1 [0] >>] >>
      /ExtGState << /Clear << /ca 0 >> >> /Shading << /Blue << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 600 0] /Extend [true true] /Function << /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 1] /C1 [0 0 .5] >> >> >> >> >>`,
    {
      head: '',
      stream: bytesOf(
        `BT /F 12 Tf 50 750 Td (Seen first.) Tj ET\n${drawing}\nBT 0 Tr 0 g /F 12 Tf 50 50 Td (Seen last.) Tj ET`,
      ),
    },
    black,
    form(inForm),
  ]);
  const read = await extractText(bytes, { name: 'a.pdf' });
  if ('skip' in read) throw new Error(`${read.skip} ${read.detail}`);
  return read.text;
}

const words = (look: string, text = '(WORDS to) Tj') =>
  `q BT ${look} 1 0 0 1 100 400 Tm ${text} ET Q`;
const scan = 'q 600 0 0 800 0 0 cm /Scan Do Q';

describe('text of a PDF that a person does not see is left out', () => {
  test.each([
    ['that is not painted', words('/F 12 Tf 3 Tr')],
    [
      'that is not painted, beside a picture',
      `q 100 0 0 80 400 600 cm /Scan Do Q ${words('/F 12 Tf 3 Tr')}`,
    ],
    [
      'that is not painted, on a coloured ground',
      `.9 g 0 0 600 800 re f ${words('/F 12 Tf 3 Tr')}`,
    ],
    ['that is not painted, in a drawing of its own', '/Form Do'],
    ['that is wholly transparent', words('/Clear gs /F 12 Tf')],
    ['of one point', words('/F 1 Tf')],
    ['of no size', words('/F 0 Tf')],
    ['that is scaled down to a point', `q .1 0 0 .1 90 360 cm ${words('/F 8 Tf')} Q`],
    ['that is white', words('/F 12 Tf 1 g')],
    ['that is nearly white', words('/F 12 Tf .98 .98 1 rg')],
    ['that is white in CMYK', words('/F 12 Tf 0 0 0 0 k')],
    ['that is white by the tint of a colour', words('/F 12 Tf /Cmyk cs 0 scn')],
    ['that is white on white', `1 g 0 0 600 800 re f ${words('/F 12 Tf 1 g')}`],
    ['that is white beside a dark shape', `0 g 80 300 200 50 re f ${words('/F 12 Tf 1 g')}`],
    [
      'that is white, before something is painted',
      `${words('/F 12 Tf 1 g')} 0 g 80 380 200 50 re f`,
    ],
    [
      'that is white, beside a shape that is cut off',
      `q 0 0 10 10 re W n 0 g 0 0 600 800 re f Q ${words('/F 12 Tf 1 g')}`,
    ],
    ['whose outline is white', words('/F 12 Tf 1 Tr 1 G')],
  ])('%s', async (_, drawing) => {
    const text = await textOf(drawing, words('/F 12 Tf 3 Tr'));
    expect(text).not.toContain('WORDS');
    expect(text).toMatch(/Seen first\.\s+Seen last\./);
  });

  test('on a line with what is seen', async () => {
    const text = await textOf(words('/F 12 Tf', '(See ) Tj 3 Tr (ORDER ) Tj 0 Tr (the sea.) Tj'));
    expect(text).not.toContain('ORDER');
    expect(text).toMatch(/See +the sea\./);
  });
});

describe('text of a PDF that a person sees is kept', () => {
  test.each([
    ['of a scan', `${scan} ${words('/F 12 Tf 3 Tr')}`],
    ['of a scan that is drawn after it', `${words('/F 12 Tf 3 Tr')} ${scan}`],
    [
      'of a scan in strips',
      `${Array.from({ length: 40 }, (_, n) => `q 600 0 0 20 0 ${20 * n} cm /Scan Do Q`).join(' ')} ${words('/F 12 Tf 3 Tr')}`,
    ],
    ['of a scan in a drawing of its own', `/Form Do ${words('/F 12 Tf 3 Tr')}`],
    [
      'of letters that are drawn as lines',
      `100 400 m 104 408 l S 104 408 m 108 400 l S ${words('/F 12 Tf 3 Tr')}`,
    ],
    ['that cuts out a picture', `q BT /F 12 Tf 7 Tr 1 0 0 1 100 400 Tm (WORDS to) Tj ET ${scan} Q`],
    ['that is white on a dark shape', `0 g 80 380 200 50 re f ${words('/F 12 Tf 1 g')}`],
    ['that is white on a thick line', `40 w 80 400 m 280 400 l S ${words('/F 12 Tf 1 g')}`],
    ['that is white on a picture', `${scan} ${words('/F 12 Tf 1 g')}`],
    ['that is white on a shading', `q 80 380 200 50 re W n /Blue sh Q ${words('/F 12 Tf 1 g')}`],
    ['that is white with a dark outline', words('/F 12 Tf 2 Tr 1 g 0 G')],
    ['that is small', words('/F 4 Tf')],
    ['that is scaled up', `q 12 0 0 12 -1100 -4400 cm ${words('/F 1 Tf')} Q`],
    ['that is grey', words('/F 12 Tf .8 g')],
  ])('%s', async (_, drawing) => {
    expect(await textOf(drawing, scan)).toContain('WORDS to');
  });
});
