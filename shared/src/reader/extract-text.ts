import type { Locations } from '../document.ts';
import { actualFormat } from '../extract/actual-format.ts';
import { isLfsPointer, readText } from '../extract/decode/read-text.ts';
import { withoutBase64 } from '../extract/decode/without-base64.ts';
import { type About, type Format, formatOf, formats } from '../extract/formats.ts';
import { limits } from '../extract/limits.ts';
import type { HiddenCells } from '../extract/sheets/hidden-cells.ts';
import { isMarkup, readMarkup } from '../extract/text/read-markup.ts';
import { orSkipped, type Skipped } from '../extract/unreadable.ts';
import { readInThread } from './read-in-thread.ts';

/** A file's text, ready to be chunked, stored and shown; or why it has none to index. */
export type Extracted =
  | Skipped
  | {
      text: string;
      format: Format;
      contentType: string;
      /** `own`: the file's lines as they are. `derived`: Markdown made of it, to be chunked so. */
      lines: 'own' | 'derived';
      /** Where pages, slides, sheets or the file's own lines begin in a derived text. */
      locations?: Locations;
    };

/**
 * Turns a file's bytes into text that Postgres takes. Never throws for what is wrong with the file;
 * what it costs is bounded by `limits`.
 * @param hiddenCells what becomes of a workbook's hidden sheets, rows and columns
 */
export async function extractText(
  bytes: Uint8Array,
  about: About,
  hiddenCells: HiddenCells = 'omit',
): Promise<Extracted> {
  if (bytes.byteLength === 0) return { skip: 'empty' };
  if (isLfsPointer(bytes)) return { skip: 'lfs_pointer' };
  const named = formatOf(about);
  if (named === 'unsupported') return { skip: 'unsupported' };
  const isOwn = named === 'text' || named === 'markdown';
  if (!isOwn && bytes.byteLength > limits.documentBytes) return { skip: 'too_large' };
  const format = actualFormat(bytes, named);
  if (typeof format === 'object') return format;
  if (format === 'text' || format === 'markdown') return ownText(bytes, format, about);
  const { mediaType } = about;
  const read =
    isMarkup(format) && bytes.byteLength <= limits.inlineBytes
      ? await orSkipped(() => readMarkup(format, bytes, mediaType))
      : await readInThread({ format, bytes, mediaType, hiddenCells });
  if (read === null) return ownText(bytes, 'text', about);
  if ('skip' in read) return read;
  const { charset, ...document } = read;
  const text = withoutBase64(document.text);
  return { ...document, text, format, contentType: contentType(format, charset), lines: 'derived' };
}

async function ownText(
  bytes: Uint8Array,
  format: 'text' | 'markdown',
  { mediaType }: About,
): Promise<Extracted> {
  const read = await readText(bytes, mediaType);
  if ('skip' in read) return read;
  const { text, charset } = read;
  return { text, format, contentType: contentType(format, charset), lines: 'own' };
}

/** The charset stands in it when it is not UTF-8: declared, or guessed. */
function contentType(format: Format, charset: string | undefined): string {
  const type = formats[format].contentType;
  return charset === undefined ? type : `${type}; charset=${charset}`;
}
