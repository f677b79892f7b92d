import { createHash } from 'node:crypto';
import { type Format, formatOf } from '../../extract/formats.ts';
import { fileName } from '../../paths.ts';
import type { Content } from '../source.ts';

/** What people put beside pages to be read; other types are pages, parts of them, or downloads. */
const readFormats: ReadonlySet<Format | 'unsupported'> = new Set<Format>([
  'pdf',
  'docx',
  'pptx',
  'xlsx',
  'odt',
  'ods',
  'odp',
  'doc',
  'xls',
  'rtf',
  'epub',
  'csv',
  'notebook',
]);

/** What servers send where they do not know, or do not look. */
const vague = new Set(['', 'application/octet-stream', 'binary/octet-stream', 'text/plain']);

/**
 * A file that a site has beside its pages, to be read as any file is.
 * @param type its content type, without parameters; its name counts only where that says nothing
 * @returns null for what is no document
 */
export function siteFile(
  body: Uint8Array,
  type: string,
  { pathname }: URL,
): { content: Content; version: string } | null {
  const name = fileName(pathname);
  const format = vague.has(type) ? formatOf({ name }) : formatOf({ name: '', mediaType: type });
  if (!readFormats.has(format)) return null;
  const isVague = vague.has(type);
  // A name that says another type would decide.
  const named = isVague || formatOf({ name, mediaType: type }) === format ? name : 'file';
  return {
    content: { bytes: body, name: named, ...(isVague ? {} : { mediaType: type }) },
    version: createHash('sha256').update(body).digest('base64url').slice(0, 32),
  };
}
