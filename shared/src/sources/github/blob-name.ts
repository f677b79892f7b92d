import { createHash } from 'node:crypto';

/** Whether these bytes are the blob that git knows by that name, of SHA-1 or SHA-256. */
export function isBlob(name: string, bytes: Uint8Array): boolean {
  return (
    createHash(name.length === 64 ? 'sha256' : 'sha1')
      .update(`blob ${bytes.byteLength}\0`)
      .update(bytes)
      .digest('hex') === name
  );
}
