import type { PDFPageProxy } from 'unpdf/pdfjs';
import { limits } from './limits.ts';
import { Unreadable } from './unreadable.ts';

/** One line of print. */
export interface PdfLine {
  text: string;
  /** Height of its largest letters, in points. */
  size: number;
  /** Of its base line, from the page's lower edge, in points. */
  y: number;
}

/** A page's lines in the order of its text. @param maxChars of the text they may hold */
export async function readPdfLines(page: PDFPageProxy, maxChars: number): Promise<PdfLine[]> {
  const lines: PdfLine[] = [];
  let parts: string[] = [];
  let size = 0;
  let y = 0;
  let chars = 0;
  const close = () => {
    const text = parts.join('').replace(/\s+/g, ' ').trim();
    if (text !== '') lines.push({ text, size: Math.round(size * 2) / 2, y });
    parts = [];
    size = 0;
  };
  const reader: ReadableStreamDefaultReader<{ items: TextItem[] }> = page
    .streamTextContent()
    .getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    for (const item of read.value.items) {
      if (item.str === undefined) continue;
      chars += item.str.length;
      if (chars > maxChars) {
        throw new Unreadable(
          'too_large',
          `Its text is longer than ${limits.textChars} characters.`,
        );
      }
      if (item.str.trim() !== '') {
        size = Math.max(size, item.height ?? 0);
        y = item.transform?.[5] ?? y;
      }
      parts.push(item.str);
      if (item.hasEOL) close();
    }
  }
  close();
  return lines;
}

/** What pdf.js says of a run of letters; marked content comes without a text. */
interface TextItem {
  str?: string;
  height?: number;
  transform?: number[];
  hasEOL?: boolean;
}
