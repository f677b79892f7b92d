import { getDocument, type PDFDocumentLoadingTask } from 'unpdf/pdfjs';
import type { DocumentText } from '../document-text.ts';
import { limits } from '../limits.ts';
import { Unreadable } from '../unreadable.ts';
import { withAnnotations } from './pdf-annotated-lines.ts';
import { readPdfAnnotations } from './pdf-annotations.ts';
import { type PdfPage, writePdfPages } from './pdf-blocks.ts';
import { findHiddenText } from './pdf-hidden-text.ts';
import { readPdfLines } from './pdf-lines.ts';
import { SeenText } from './pdf-seen-text.ts';

/** pdf.js keeps what it once parsed of a page, links above all, until the document is closed. */
const pagesPerOpening = 100;

/**
 * A PDF page by page: paragraphs, and headings where the type is larger than the text's. What a
 * person does not see is left out.
 */
export async function readPdf(bytes: Uint8Array): Promise<DocumentText> {
  let loading = open(bytes);
  try {
    const { numPages } = await loading.promise;
    if (numPages > limits.pdfPages) {
      throw new Unreadable('too_large', `It has ${numPages} pages.`);
    }
    const pages: PdfPage[] = [];
    let chars = 0;
    let from = 1;
    const annotate = async (last: number) => {
      const left = limits.textChars - chars;
      const read = await readPdfAnnotations(await loading.promise, [from, last], left);
      for (const [number, annotations] of read) {
        const page = pages[number - 1];
        if (page !== undefined) pages[number - 1] = withAnnotations(page.lines, annotations);
        for (const { text } of annotations) chars += text.length;
      }
      from = last + 1;
    };
    for (let number = 1; number <= numPages; number += 1) {
      if (number % pagesPerOpening === 0) {
        await annotate(number - 1);
        await loading.destroy();
        loading = open(bytes);
      }
      const page = await (await loading.promise).getPage(number);
      const letters = await findHiddenText(page);
      const seen = letters && new SeenText(letters);
      const lines = await readPdfLines(page, limits.textChars - chars, seen);
      for (const line of lines) chars += line.text.length;
      pages.push({ lines, below: [] });
      page.cleanup();
    }
    await annotate(numPages);
    return writePdfPages(pages);
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

function open(bytes: Uint8Array): PDFDocumentLoadingTask {
  return getDocument({
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
}
