import { getDocument } from 'unpdf/pdfjs';
import type { DocumentText } from './document-text.ts';
import { limits } from './limits.ts';
import { writePdfLines } from './pdf-blocks.ts';
import { type PdfLine, readPdfLines } from './pdf-lines.ts';
import { Unreadable } from './unreadable.ts';

/** A PDF page by page: paragraphs, and headings where the type is larger than the text's. */
export async function readPdf(bytes: Uint8Array): Promise<DocumentText> {
  const loading = getDocument({
    // pdf.js keeps and empties what it is given.
    data: bytes.slice(),
    disableFontFace: true,
    enableXfa: false,
    isImageDecoderSupported: false,
    isOffscreenCanvasSupported: false,
    maxImageSize: 0,
    stopAtErrors: false,
    useSystemFonts: true,
    useWasm: false,
    useWorkerFetch: false,
    verbosity: 0,
  });
  try {
    const document = await loading.promise;
    if (document.numPages > limits.pdfPages) {
      throw new Unreadable('too_large', `It has ${document.numPages} pages.`);
    }
    const pages: PdfLine[][] = [];
    let chars = 0;
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const lines = await readPdfLines(page, limits.textChars - chars);
      for (const line of lines) chars += line.text.length;
      pages.push(lines);
      page.cleanup();
    }
    return writePdfLines(pages);
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      throw new Unreadable('encrypted', 'It opens with a password only.');
    }
    throw error;
  } finally {
    // Not awaited: a page that was left half read never ends.
    void loading.destroy();
  }
}
