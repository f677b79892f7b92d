import { hiddenInMarkdown, withoutRanges } from '../visible/hidden-markdown.ts';
import { actualFormat } from './actual-format.ts';
import { readText } from './decode/read-text.ts';
import type { DocumentText } from './document-text.ts';
import { formatOf } from './formats.ts';
import { limits } from './limits.ts';
import type { AttachedFile } from './mail/mail.ts';
import type { HiddenCells } from './sheets/hidden-cells.ts';
import { type DocumentFormat, readMarkup } from './text/read-markup.ts';
import { orSkipped, type Skipped } from './unreadable.ts';

/**
 * Reads a document of any kind; every reader is loaded when the first of its kind comes.
 * @param nesting of the messages that the document stands in
 * @returns null when the file is text that should be indexed as it is
 */
export async function readDocument(
  format: DocumentFormat,
  bytes: Uint8Array,
  mediaType: string | undefined,
  hiddenCells: HiddenCells,
  nesting: Nesting = { depth: 0, bytes: 0 },
): Promise<DocumentText | Skipped | null> {
  switch (format) {
    case 'docx':
      return (await import('./word/read-docx.ts')).readDocx(bytes, readChunk);
    case 'pptx':
      return (await import('./slides/read-pptx.ts')).readPptx(bytes);
    case 'xlsx':
      return (await import('./sheets/read-xlsx.ts')).readXlsx(bytes, hiddenCells);
    case 'odt':
      return (await import('./open-document/read-odt.ts')).readOdt(bytes);
    case 'ods':
      return (await import('./open-document/read-ods.ts')).readOds(bytes, hiddenCells);
    case 'odp':
      return (await import('./open-document/read-odp.ts')).readOdp(bytes);
    case 'doc':
      return (await import('./word/read-doc.ts')).readDoc(bytes);
    case 'xls':
      return (await import('./sheets/read-xls.ts')).readXls(bytes, hiddenCells);
    case 'rtf':
      return (await import('./rtf/read-rtf.ts')).readRtf(bytes);
    case 'epub':
      return (await import('./html/read-epub.ts')).readEpub(bytes);
    case 'pdf':
      return (await import('./pdf/read-pdf.ts')).readPdf(bytes);
    case 'mhtml':
      return (await import('./mail/read-mhtml.ts')).readMhtml(bytes);
    case 'mail':
      return (await import('./mail/read-mail.ts')).readMail(bytes, (attachment) =>
        readAttachment(attachment, hiddenCells, nesting),
      );
    default:
      return readMarkup(format, bytes, mediaType);
  }
}

/** How deep a message stands in others, and how many bytes of messages in messages have been read. */
interface Nesting {
  readonly depth: number;
  bytes: number;
}

/** A file that came with a message, perhaps a message again. */
async function readAttachment(
  { name, mediaType, bytes }: AttachedFile,
  hiddenCells: HiddenCells,
  nesting: Nesting,
): Promise<DocumentText | Skipped | null> {
  const named = formatOf({ name, mediaType });
  if (named === 'unsupported') return null;
  const format = actualFormat(bytes, named);
  if (typeof format === 'object') return format;
  if (format === 'mail') return readNested(bytes, mediaType, hiddenCells, nesting);
  const isText = format === 'text' || format === 'markdown';
  const read = isText ? null : await readDocument(format, bytes, mediaType, hiddenCells);
  if (read !== null) return read;
  const text = await readText(bytes, mediaType);
  if (format !== 'markdown' || 'skip' in text) return text;
  const shown = withoutRanges(text.text, hiddenInMarkdown(text.text, 'markdown'));
  return { ...text, text: shown };
}

async function readNested(
  bytes: Uint8Array,
  mediaType: string,
  hiddenCells: HiddenCells,
  outer: Nesting,
): Promise<DocumentText | Skipped | null> {
  const nesting = { depth: outer.depth + 1, bytes: outer.bytes + bytes.length };
  const { nestedMessages, nestedMessageBytes } = limits;
  if (nesting.depth >= nestedMessages || nesting.bytes > nestedMessageBytes) return null;
  const read = await readDocument('mail', bytes, mediaType, hiddenCells, nesting);
  outer.bytes = nesting.bytes;
  return read;
}

/** Formats that Word takes into a document. */
const chunkFormats = new Set(['html', 'mhtml', 'rtf', 'text', 'docx']);

async function readChunk(name: string, bytes: Uint8Array): Promise<string> {
  const named = formatOf({ name });
  const format = named === 'unsupported' ? null : actualFormat(bytes, named);
  if (typeof format !== 'string' || !chunkFormats.has(format)) return '';
  const read = await orSkipped(async () => {
    if (format === 'docx') return (await import('./word/read-docx.ts')).readDocx(bytes);
    const isText = format === 'text' || format === 'markdown';
    return (
      (isText ? null : await readDocument(format, bytes, undefined, 'omit')) ?? readText(bytes)
    );
  });
  return 'text' in read ? read.text : '';
}
