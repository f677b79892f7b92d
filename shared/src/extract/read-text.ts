import { isUtf8 } from 'node:buffer';
import { isBinaryFileSync } from 'isbinaryfile';
import type { Skipped } from './unreadable.ts';

const pointer = new TextEncoder().encode('version https://git-lfs.github.com/spec/');

/** Whether the bytes only say where git-lfs keeps the file. */
export function isLfsPointer(bytes: Uint8Array): boolean {
  return pointer.every((byte, index) => bytes[index] === byte);
}

/** Decodes a text file. Line ends are left as they are; a byte order mark is dropped. */
export function readText(bytes: Uint8Array): { text: string } | Skipped {
  if (bytes.byteLength === 0) return { skip: 'empty' };
  if (!isUtf8(bytes)) {
    return { skip: isBinaryFileSync(Buffer.from(bytes)) ? 'binary' : 'not_utf8' };
  }
  // Valid UTF-8 with a NUL is no text, and Postgres would refuse it.
  if (bytes.includes(0)) return { skip: 'binary' };
  if (isLfsPointer(bytes)) return { skip: 'lfs_pointer' };
  const text = new TextDecoder('utf-8').decode(bytes);
  if (text.trim() === '') return { skip: 'empty' };
  return { text };
}
