import { isUtf8 } from 'node:buffer';
import { isBinaryFileSync } from 'isbinaryfile';

/** A file's text, or why it has none to index. */
export type ReadText = { text: string } | { skip: string };

/** Names this folder's reading of files; change it when the same bytes give another text. */
export const extractVersion = 'extract-1';

/** Decodes a text file. Line ends are left as they are; a byte order mark is dropped. */
export function readText(bytes: Uint8Array): ReadText {
  if (bytes.byteLength === 0) return { skip: 'empty' };
  if (!isUtf8(bytes)) {
    return { skip: isBinaryFileSync(Buffer.from(bytes)) ? 'binary' : 'not_utf8' };
  }
  // Valid UTF-8 with a NUL is no text, and Postgres would refuse it.
  if (bytes.includes(0)) return { skip: 'binary' };
  const text = new TextDecoder('utf-8').decode(bytes);
  if (text.startsWith('version https://git-lfs.github.com/spec/')) return { skip: 'lfs_pointer' };
  if (text.trim() === '') return { skip: 'empty' };
  return { text };
}
