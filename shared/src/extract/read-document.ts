import { actualFormat } from './actual-format.ts';
import type { DocumentText } from './document-text.ts';
import { formatOf } from './formats.ts';
import type { HiddenCells } from './hidden-cells.ts';
import type { Attachment } from './mail.ts';
import { type DocumentFormat, readMarkup } from './read-markup.ts';
import { readText } from './read-text.ts';
import type { Skipped } from './unreadable.ts';

/**
 * Reads a document of any kind; every reader is loaded when the first of its kind comes.
 * @returns null when the file is text that should be indexed as it is
 */
export async function readDocument(
  format: DocumentFormat,
  bytes: Uint8Array,
  mediaType: string | undefined,
  hiddenCells: HiddenCells,
): Promise<DocumentText | Skipped | null> {
  switch (format) {
    case 'docx':
      return (await import('./read-docx.ts')).readDocx(bytes);
    case 'pptx':
      return (await import('./read-pptx.ts')).readPptx(bytes);
    case 'xlsx':
      return (await import('./read-xlsx.ts')).readXlsx(bytes, hiddenCells);
    case 'odt':
      return (await import('./read-odt.ts')).readOdt(bytes);
    case 'ods':
      return (await import('./read-ods.ts')).readOds(bytes, hiddenCells);
    case 'odp':
      return (await import('./read-odp.ts')).readOdp(bytes);
    case 'doc':
      return (await import('./read-doc.ts')).readDoc(bytes);
    case 'xls':
      return (await import('./read-xls.ts')).readXls(bytes, hiddenCells);
    case 'rtf':
      return (await import('./read-rtf.ts')).readRtf(bytes);
    case 'epub':
      return (await import('./read-epub.ts')).readEpub(bytes);
    case 'pdf':
      return (await import('./read-pdf.ts')).readPdf(bytes);
    case 'mail':
      return (await import('./read-mail.ts')).readMail(bytes, (attachment) =>
        readAttachment(attachment, hiddenCells),
      );
    default:
      return readMarkup(format, bytes, mediaType);
  }
}

/** A file that came with a message. A message inside one is not read: it may hold another. */
async function readAttachment(
  { name, mediaType, bytes }: Attachment,
  hiddenCells: HiddenCells,
): Promise<DocumentText | Skipped | null> {
  const named = formatOf({ name, mediaType });
  if (named === 'unsupported' || named === 'mail') return null;
  const format = actualFormat(bytes, named);
  if (typeof format === 'object') return format;
  const isText = format === 'text' || format === 'markdown';
  const read = isText ? null : await readDocument(format, bytes, mediaType, hiddenCells);
  return read ?? readText(bytes, mediaType);
}
