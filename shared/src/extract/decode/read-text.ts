import type { Skipped } from '../unreadable.ts';
import { type DecodedText, decodeText } from './decode-text.ts';
import { withoutBase64 } from './without-base64.ts';

const pointer = new TextEncoder().encode('version https://git-lfs.github.com/spec/');

/** Whether the bytes only say where git-lfs keeps the file. */
export function isLfsPointer(bytes: Uint8Array): boolean {
  return pointer.every((byte, index) => bytes[index] === byte);
}

/** The Macs of before 2001 ended lines by a carriage return alone. */
function withLines(text: string): string {
  return text.includes('\n') ? text : text.replaceAll('\r', '\n');
}

/**
 * Decodes a text file and takes embedded files out of it. Line ends and the number of lines are
 * left as they are, unless all are carriage returns; a byte order mark is dropped.
 * @param mediaType as the source gives it, perhaps with a charset
 */
export async function readText(
  bytes: Uint8Array,
  mediaType?: string,
): Promise<DecodedText | Skipped> {
  if (bytes.byteLength === 0) return { skip: 'empty' };
  if (isLfsPointer(bytes)) return { skip: 'lfs_pointer' };
  const decoded = await decodeText(bytes, mediaType);
  if (decoded === null) return { skip: 'binary' };
  if (decoded.text.trim() === '') return { skip: 'empty' };
  return { ...decoded, text: withoutBase64(withLines(decoded.text)) };
}
