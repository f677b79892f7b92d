import { readText } from '../decode/read-text.ts';
import type { DocumentText } from '../document-text.ts';
import type { Format } from '../formats.ts';
import type { Skipped } from '../unreadable.ts';

/** The formats that are turned into Markdown. */
export type DocumentFormat = Exclude<Format, 'text' | 'markdown'>;

/** Those that are text themselves. */
const markupFormats = [
  'calendar',
  'contacts',
  'csv',
  'docbook',
  'html',
  'man',
  'notebook',
  'pod',
] as const;
type MarkupFormat = (typeof markupFormats)[number];

export function isMarkup(format: DocumentFormat): format is MarkupFormat {
  return (markupFormats as readonly string[]).includes(format);
}

/**
 * @param mediaType as the source gives it, perhaps with a charset
 * @returns null when the file is text that should be indexed as it is
 */
export async function readMarkup(
  format: MarkupFormat,
  bytes: Uint8Array,
  mediaType?: string,
): Promise<DocumentText | Skipped | null> {
  const decoded = await readText(bytes, mediaType);
  if ('skip' in decoded) return decoded;
  const read = await readDecoded(format, decoded.text);
  return read && decoded.charset !== undefined ? { ...read, charset: decoded.charset } : read;
}

async function readDecoded(format: MarkupFormat, text: string): Promise<DocumentText | null> {
  if (format === 'csv') return (await import('./read-csv.ts')).readCsv(text);
  if (format === 'html') return (await import('../html/read-html.ts')).readHtml(text);
  if (format === 'man') return (await import('./read-man.ts')).readMan(text);
  if (format === 'docbook') return (await import('../docbook/read-docbook.ts')).readDocBook(text);
  if (format === 'calendar') {
    return (await import('../cards/read-calendar.ts')).readCalendar(text);
  }
  if (format === 'contacts') {
    return (await import('../cards/read-contacts.ts')).readContacts(text);
  }
  if (format === 'pod') return (await import('./read-pod.ts')).readPod(text);
  return (await import('./read-notebook.ts')).readNotebook(text);
}
