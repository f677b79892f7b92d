import { limits } from '../limits.ts';
import { Unreadable } from '../unreadable.ts';

const compressed = 0x75465a4c;
const dictionaryBytes = 4_096;
/** What the dictionary holds before the first byte. */
const preset =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern ' +
  '\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0' +
  '\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';

/**
 * A message's rich text as Outlook stores it ([MS-OXRTFCP]). The packages that read it fill a list
 * of numbers as long as the file says, which ends the whole process, not the thread alone.
 */
export function decompressRtf(bytes: Uint8Array): Uint8Array {
  if (bytes.length < 16) return new Uint8Array();
  const header = new DataView(bytes.buffer, bytes.byteOffset, 16);
  const end = Math.min(header.getUint32(0, true) + 4, bytes.length);
  const size = header.getUint32(4, true);
  if (size > limits.documentBytes) {
    throw new Unreadable('too_large', `Its rich text has ${size} bytes.`);
  }
  if (header.getUint32(8, true) !== compressed) return bytes.slice(16, 16 + size);
  const output = new Uint8Array(size);
  const dictionary = new Uint8Array(dictionaryBytes);
  dictionary.set(Buffer.from(preset, 'latin1'));
  let to = preset.length;
  let written = 0;
  const write = (byte: number) => {
    dictionary[to % dictionaryBytes] = byte;
    to += 1;
    output[written] = byte;
    written += 1;
  };
  let at = 16;
  while (at < end) {
    const control = bytes[at] ?? 0;
    at += 1;
    for (let bit = 0; bit < 8 && at < end && written < size; bit += 1) {
      if ((control & (1 << bit)) === 0) {
        write(bytes[at] ?? 0);
        at += 1;
        continue;
      }
      const reference = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
      at += 2;
      const from = reference >> 4;
      if (from === to % dictionaryBytes) return output.subarray(0, written);
      for (let n = 0; n < (reference & 15) + 2 && written < size; n += 1) {
        write(dictionary[(from + n) % dictionaryBytes] ?? 0);
      }
    }
    if (written >= size) break;
  }
  return output.subarray(0, written);
}
