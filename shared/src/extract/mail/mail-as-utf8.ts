import { isUtf8 } from 'node:buffer';
import { decodeText } from '../decode/decode-text.ts';

/**
 * A message with its raw bytes beyond ASCII as UTF-8, where nothing says what they are: all of it when
 * it names no charset, else the lines above its text, which no charset is said of.
 */
export async function mailAsUtf8(bytes: Uint8Array): Promise<Uint8Array> {
  if (isUtf8(bytes)) return bytes;
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const namesCharset = /charset\s*=|^content-transfer-encoding:\s*binary/im.test(raw);
  const end = namesCharset ? (/\r?\n\r?\n/.exec(raw)?.index ?? bytes.length) : bytes.length;
  const unsaid = bytes.subarray(0, end);
  if (isUtf8(unsaid)) return bytes;
  const decoded = await decodeText(unsaid);
  if (decoded === null) return bytes;
  return Buffer.concat([Buffer.from(decoded.text), bytes.subarray(end)]);
}
