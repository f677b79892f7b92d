import type { Locations } from '../document.ts';
import { type About, type Format, formatOf, formats } from '../extract/formats.ts';
import { limits } from '../extract/limits.ts';
import { isMarkup, readMarkup } from '../extract/read-markup.ts';
import { isLfsPointer, readText } from '../extract/read-text.ts';
import { orSkipped, type Skipped } from '../extract/unreadable.ts';
import { wrongKind } from '../extract/wrong-kind.ts';
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
 * Turns a file's bytes into text. Never throws for what is wrong with the file; what it costs is
 * bounded by `limits`.
 */
export async function extractText(bytes: Uint8Array, about: About): Promise<Extracted> {
  if (bytes.byteLength === 0) return { skip: 'empty' };
  if (isLfsPointer(bytes)) return { skip: 'lfs_pointer' };
  const format = formatOf(about);
  if (format === 'unsupported') return { skip: 'unsupported' };
  if (format === 'text' || format === 'markdown') return ownText(bytes, format);
  if (bytes.byteLength > limits.documentBytes) return { skip: 'too_large' };
  const wrong = wrongKind(bytes, format);
  if (wrong) return wrong;
  const read =
    isMarkup(format) && bytes.byteLength <= limits.inlineBytes
      ? await orSkipped(() => readMarkup(format, bytes))
      : await readInThread(format, bytes);
  if (read === null) return ownText(bytes, 'text');
  if ('skip' in read) return read;
  return { ...read, format, contentType: formats[format].contentType, lines: 'derived' };
}

function ownText(bytes: Uint8Array, format: 'text' | 'markdown'): Extracted {
  const read = readText(bytes);
  if ('skip' in read) return read;
  return { ...read, format, contentType: formats[format].contentType, lines: 'own' };
}
