import { startsAsCompoundFile } from './container/compound-file.ts';
import { vocabularyBytes, vocabularyOf } from './docbook/docbook-kind.ts';
import type { Format } from './formats.ts';
import { startsAsMbox } from './mail/mail-envelope.ts';
import { isFlat } from './open-document/open-document.ts';
import { isMarkup } from './text/read-markup.ts';
import type { Skipped } from './unreadable.ts';

const zip = [0x50, 0x4b, 0x03, 0x04];
const tnef = [0x78, 0x9f, 0x3e, 0x22];
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');
/** What the programs of before 2007 open under the names of their own format, too. */
const successors: Partial<Record<Format, Format>> = { doc: 'docx', rtf: 'docx', xls: 'xlsx' };
const predecessors: Partial<Record<Format, Format>> = { docx: 'doc', rtf: 'doc', xlsx: 'xls' };

/**
 * The format of a file by its first bytes, where they say that it is not what its name says: a .doc
 * is often RTF or HTML, an .xls a table of text. Or why it cannot be read.
 */
export function actualFormat(bytes: Uint8Array, format: Format): Format | Skipped {
  // [MS-OXTNEF]: no kept library reads it.
  if (startsWith(bytes, tnef)) {
    return { skip: 'unsupported', detail: "It holds attachments in Outlook's own form (TNEF)." };
  }
  if (format === 'text') return startsAsMbox(headOf(bytes)) ? 'mail' : (ofXml(bytes) ?? format);
  if (format === 'docbook') return xmlFormat(bytes);
  if (format === 'markdown' || isMarkup(format)) return format;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (format === 'mail') return isMail(bytes, buffer) ? format : 'text';
  if (format === 'pdf') {
    // Readers take a PDF that begins a little later.
    const found = buffer.subarray(0, 1_024).includes('%PDF-');
    return found ? format : { skip: 'broken', detail: 'It does not begin as a PDF.' };
  }
  if (startsWith(bytes, zip)) return ofArchive(buffer, format);
  if (startsAsCompoundFile(bytes)) return ofCompoundFile(buffer, format);
  // Of UTF-16 the letters count, too.
  const head = buffer
    .subarray(0, 2_000)
    .toString('latin1')
    .replace(/^\xff\xfe|\0/g, '');
  if (/^\s*\{\\rtf/.test(head)) return 'rtf';
  const isText = format === 'doc' || format === 'xls' || format === 'rtf' || format === 'mhtml';
  if (isText) return ofText(bytes, format, head);
  const isOpenDocument = format === 'odt' || format === 'ods' || format === 'odp';
  if (isOpenDocument && isFlat(bytes)) return format;
  return { skip: 'broken', detail: `It does not begin as a ${format} file.` };
}

const mailHead = /^(?:\xef\xbb\xbf)?\s*(?:\d+\s*\n)?(?:From |>?From:|[!-9;-~]+:)/;

/** A manual, or any other XML. */
function xmlFormat(bytes: Uint8Array): Format | Skipped {
  const head = Buffer.from(bytes.subarray(0, vocabularyBytes)).toString('latin1');
  const start = head.replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)|\0/g, '');
  return vocabularyOf(start) === null ? actualFormat(bytes, 'text') : 'docbook';
}

/** Robots' messages and notes have the same endings. */
function isMail(bytes: Uint8Array, buffer: Buffer): boolean {
  return startsAsCompoundFile(bytes) || mailHead.test(buffer.subarray(0, 500).toString('latin1'));
}

function headOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 600)).toString('latin1');
}

function ofArchive(buffer: Buffer, format: Format): Format | Skipped {
  if (format === 'xls' && buffer.includes('xl/workbook.bin')) {
    return { skip: 'unsupported', detail: 'It is a binary workbook of Excel.' };
  }
  return successors[format] ?? format;
}

function ofCompoundFile(buffer: Buffer, format: Format): Format | Skipped {
  if (buffer.includes(encryptedPackage)) return { skip: 'encrypted', detail: 'It has a password.' };
  if (format === 'doc' || format === 'xls') return format;
  const old = predecessors[format];
  if (old !== undefined) return old;
  return format === 'pptx'
    ? { skip: 'unsupported', detail: 'It is a presentation of before 2007.' }
    : { skip: 'broken', detail: `It does not begin as a ${format} file.` };
}

/** Programs that write tables and reports give text these names. */
function ofText(
  bytes: Uint8Array,
  format: 'doc' | 'xls' | 'rtf' | 'mhtml',
  head: string,
): Format | Skipped {
  // Excel 2 to 4 wrote no compound file: [MS-XLS] 2.4.21.
  const isOldExcel = bytes[0] === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(bytes[1] ?? -1);
  if (format === 'xls' && isOldExcel) return 'xls';
  const xml = ofXml(bytes);
  if (xml !== null) return xml;
  if (format === 'xls' && head.includes('urn:schemas-microsoft-com:office:spreadsheet')) {
    return { skip: 'unsupported', detail: 'It is a workbook in XML of 2003.' };
  }
  if (isMimePage(head)) return 'mhtml';
  if (isHtml(head)) return 'html';
  return format === 'xls' ? 'csv' : 'text';
}

const xmlDocument =
  /<\?mso-application\s+progid=["'](Word|Excel|PowerPoint)\.|<(?:\w{1,20}:)?(wordDocument|package)\s[^<>]{0,1500}schemas\.microsoft\.com\/office\/(?:word\/2003|2006\/xmlPackage)/;

/** What Office writes as one XML file, under names of its own formats and as .xml; null for others. */
function ofXml(bytes: Uint8Array): Skipped | null {
  const head = Buffer.from(bytes.subarray(0, 4_000))
    .toString('latin1')
    .replace(/^\xff\xfe|\0/g, '');
  if (!/^(?:\xef\xbb\xbf)?\s*<(?:\?|\w{1,20}:)/.test(head)) return null;
  const found = xmlDocument.exec(head);
  if (found === null) return null;
  const kind =
    { Excel: 'a workbook', PowerPoint: 'a presentation' }[found[1] ?? ''] ?? 'a Word document';
  const detail = head.includes('2006/xmlPackage') ? 'as one XML file' : 'in XML of 2003';
  return { skip: 'unsupported', detail: `It is ${kind} ${detail}.` };
}

/** A page in one file, as Confluence, Word and Excel write it: it begins as a message does. */
function isMimePage(head: string): boolean {
  const isMime = /^\s*[!-9;-~]+:/.test(head) && /^MIME-Version:/im.test(head);
  return isMime && /^Content-Type:\s*(?:multipart\/|text\/html)/im.test(head);
}

const firstTag =
  /^<(?:!doctype html|\?xml[^>]*>\s*<(?:html|!doctype html)|(?:html|head|body|title|meta|link|style|script|base|table|div|span|p|h[1-6]|center|font|form|ul|ol|a|b|br|img)[\s>/])/i;

function isHtml(head: string): boolean {
  let rest = head.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (!rest.startsWith('<!--')) return firstTag.test(rest);
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->');
    // What follows so long a comment is not seen here.
    if (end === -1) return true;
    rest = rest.slice(end + 3).trimStart();
  }
  return firstTag.test(rest);
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
