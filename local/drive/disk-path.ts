import { isUtf8 } from 'node:buffer';

/** Stands for a byte of a name that is not UTF-8, as half a character that no UTF-8 holds. */
const byteFrom = 0xdc00;
const bytes = /[\udc80-\udcff]/;

/** A name or path on disk as a text that `onDisk` turns back, also where it is not UTF-8. */
export function textOf(name: Buffer): string {
  if (isUtf8(name)) return name.toString('utf8');
  return name
    .toString('latin1')
    .replace(/[\x80-\xff]/g, (byte) => String.fromCharCode(byteFrom + byte.charCodeAt(0)));
}

/** What the file system takes for the text of a path. */
export function onDisk(path: string): string | Buffer {
  if (path.isWellFormed() || !bytes.test(path)) return path;
  const pieces = [...path].map((character) =>
    bytes.test(character) && character.length === 1
      ? Buffer.of(character.charCodeAt(0) - byteFrom)
      : Buffer.from(character),
  );
  return Buffer.concat(pieces);
}
