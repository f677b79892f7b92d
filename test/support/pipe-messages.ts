// Messages over a pipe, read and written synchronously: the length in bytes, then as much JSON.
import { readSync, writeSync } from 'node:fs';

/** @returns null when the other side is gone */
export function readMessage<Message>(pipe: number): Message | null {
  const header = readBytes(pipe, 4);
  if (header === null) return null;
  const body = readBytes(pipe, header.readUInt32BE());
  return body === null ? null : JSON.parse(body.toString('utf8'));
}

export function writeMessage(pipe: number, message: object): void {
  const body = Buffer.from(JSON.stringify(message));
  const header = Buffer.alloc(4);
  header.writeUInt32BE(body.byteLength);
  const bytes = Buffer.concat([header, body]);
  for (let at = 0; at < bytes.byteLength; ) at += writeSync(pipe, bytes, at);
}

function readBytes(pipe: number, count: number): Buffer | null {
  const bytes = Buffer.alloc(count);
  for (let at = 0; at < count; ) {
    const read = readSync(pipe, bytes, at, count - at, null);
    if (read === 0) return null;
    at += read;
  }
  return bytes;
}
