import type { Format } from './formats.ts';
import type { Locations } from './markdown-writer.ts';
import { readText } from './read-text.ts';
import { type Skipped, Unreadable } from './unreadable.ts';

/** A document's text as Markdown. */
export interface ReadDocument {
  text: string;
  locations?: Locations;
}

/** The formats that are turned into Markdown. */
export type DocumentFormat = Exclude<Format, 'text' | 'markdown'>;

type MarkupFormat = 'csv' | 'html' | 'notebook';

/** The documents that are text themselves: bound by their own size, and read where they are. */
export function isMarkup(format: DocumentFormat): format is MarkupFormat {
  return format === 'csv' || format === 'html' || format === 'notebook';
}

/**
 * Reads one document; every reader is loaded when the first of its kind comes.
 * @returns null when the file is text that should be indexed as it is
 */
export async function readDocument(
  format: DocumentFormat,
  bytes: Uint8Array,
): Promise<ReadDocument | Skipped | null> {
  try {
    return await read(format, bytes);
  } catch (error) {
    if (error instanceof Unreadable) return { skip: error.reason, detail: error.message };
    if (error instanceof RangeError) return { skip: 'too_complex', detail: error.message };
    return { skip: 'broken', detail: error instanceof Error ? error.message : String(error) };
  }
}

async function read(
  format: DocumentFormat,
  bytes: Uint8Array,
): Promise<ReadDocument | Skipped | null> {
  switch (format) {
    case 'docx':
      return (await import('./read-docx.ts')).readDocx(bytes);
    case 'pptx':
      return (await import('./read-pptx.ts')).readPptx(bytes);
    case 'xlsx':
      return (await import('./read-xlsx.ts')).readXlsx(bytes);
    case 'odt':
      return (await import('./read-odt.ts')).readOdt(bytes);
    case 'pdf':
      return (await import('./read-pdf.ts')).readPdf(bytes);
    default:
      return readMarkup(format, bytes);
  }
}

async function readMarkup(
  format: MarkupFormat,
  bytes: Uint8Array,
): Promise<ReadDocument | Skipped | null> {
  const decoded = readText(bytes);
  if ('skip' in decoded) return decoded;
  if (format === 'csv') return (await import('./read-csv.ts')).readCsv(decoded.text);
  if (format === 'html') return (await import('./read-html.ts')).readHtml(decoded.text);
  return (await import('./read-notebook.ts')).readNotebook(decoded.text);
}
