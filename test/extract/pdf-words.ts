import { extractText } from '../../shared/src/reader/extract-text.ts';
import { bytesOf, pdf } from './make-documents.ts';

/** Words at their places on a page, in points from its lower left corner. */
export type Words = readonly [x: number, y: number, text: string][];

/** What is read of a PDF of these pages. */
export async function textOf(...pages: readonly Words[]): Promise<string> {
  const kids = pages.map((_, n) => `${4 + 2 * n} 0 R`);
  const bytes = pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids.join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((words, n) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 1300] /Contents ${5 + 2 * n} 0 R /Resources << /Font << /F 3 0 R >> >> >>`,
      {
        head: '',
        stream: bytesOf(
          words
            .map(([x, y, text]) => `BT /F 12 Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`)
            .join('\n'),
        ),
      },
    ]),
  ]);
  const read = await extractText(bytes, { name: 'a.pdf' });
  if ('skip' in read) throw new Error(`${read.skip} ${read.detail}`);
  return read.text;
}
