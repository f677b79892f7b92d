import { extractText } from '../../shared/src/reader/extract-text.ts';
import { pdf } from './make-documents.ts';

/** A page: what draws it, and the dictionaries of its annotations. */
export type Page = string | { drawing: string; annotations: readonly string[] };

/** What is read of a PDF of these pages of 600 by 800 points, whose font is F. */
export async function textOfPages(...pages: readonly Page[]): Promise<string> {
  const kids = pages.map((_, n) => `${4 + 2 * n} 0 R`);
  const bytes = pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids.join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((page, n) => {
      const { drawing, annotations } =
        typeof page === 'string' ? { drawing: page, annotations: [] } : page;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents ${5 + 2 * n} 0 R
          /Resources << /Font << /F 3 0 R >> /ExtGState << /Thin << /ca .2 >> >> >>
          /Annots [${annotations.join(' ')}] >>`,
        { head: '', stream: Buffer.from(drawing, 'latin1') },
      ];
    }),
  ]);
  const read = await extractText(bytes, { name: 'a.pdf' });
  if ('skip' in read) throw new Error(`${read.skip} ${read.detail}`);
  return read.text;
}

/** Draws words at a place, by default in 12 points. */
export function words(y: number, text: string, { size = 12, x = 50, look = '' } = {}): string {
  return `q BT ${look} /F ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET Q`;
}
