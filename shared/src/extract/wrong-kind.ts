import { type DocumentFormat, isMarkup } from './read-markup.ts';
import type { Skipped } from './unreadable.ts';

const zip = [0x50, 0x4b, 0x03, 0x04];
/** Office documents before 2007, and the envelope of later ones that have a password. */
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');

/** Why the first bytes say that the file is not what its name says; null when it may be. */
export function wrongKind(bytes: Uint8Array, format: DocumentFormat): Skipped | null {
  if (isMarkup(format) || format === 'mail') return null;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (format === 'pdf') {
    // Readers take a PDF that begins a little later.
    const found = buffer.subarray(0, 1_024).includes('%PDF-');
    return found ? null : { skip: 'broken', detail: 'It does not begin as a PDF.' };
  }
  if (startsWith(bytes, zip)) return null;
  if (!startsAsCompoundFile(bytes)) {
    return { skip: 'broken', detail: `It does not begin as a ${format} file.` };
  }
  return buffer.includes(encryptedPackage)
    ? { skip: 'encrypted', detail: 'It has a password.' }
    : { skip: 'unsupported', detail: 'It is an Office document of before 2007.' };
}

/** Whether it is an archive as Outlook, and Office before 2007, write it. */
export function startsAsCompoundFile(bytes: Uint8Array): boolean {
  return startsWith(bytes, compoundFile);
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
