import { CFB } from '@e965/xlsx';
import { checkCompoundFile } from '../container/compound-file.ts';
import { limits } from '../limits.ts';
import { Unreadable } from '../unreadable.ts';

/** Characters that a document may show for each of its bytes. */
const mostRepeats = 2;

/**
 * Stops what a parser that believes a Word document of before 2007 would put together without end: one
 * long text may end the process, not the thread alone. Offsets are those of [MS-DOC] 2.5.
 */
export function checkWordStreams(bytes: Uint8Array): void {
  checkCompoundFile(bytes);
  const file = CFB.read(bytes, { type: 'array' });
  const text = streamOf(file, 'WordDocument');
  if (!text || text.length < 0x1aa) throw new Unreadable('broken', 'It holds no text of Word.');
  const flags = text.readUInt16LE(0x0a);
  if ((flags & 0x0100) !== 0) throw new Unreadable('encrypted', 'It has a password.');
  const table = streamOf(file, (flags & 0x0200) === 0 ? '0Table' : '1Table');
  if (!table) throw new Unreadable('broken', 'It holds no table of its text.');
  let chars = 0;
  for (let at = 0x4c; at <= 0x68; at += 4) chars += text.readUInt32LE(at);
  if (chars > limits.textChars) {
    throw new Unreadable('too_large', `Its text is longer than ${limits.textChars} characters.`);
  }
  const isRepeated =
    piecesLength(text, table) > mostRepeats * text.length ||
    headersLength(text, table) > limits.textChars;
  if (isRepeated)
    throw new Unreadable('too_complex', 'It shows parts of its text again and again.');
}

function streamOf(file: unknown, name: string): Buffer | null {
  const content: unknown = CFB.find(file, `/${name}`)?.content;
  return content instanceof Uint8Array || Array.isArray(content) ? Buffer.from(content) : null;
}

/** Characters that the pieces hold which the text is put together from: 2.9.38, 2.8.35. */
function piecesLength(text: Buffer, table: Buffer): number {
  let at = text.readUInt32LE(0x1a2);
  while (table.readUInt8(at) === 1) at += 3 + table.readUInt16LE(at + 1);
  return lengthsOf(table, at + 5, (table.readUInt32LE(at + 1) - 4) / 12);
}

/** Characters of all headers and footers: 2.8.22. */
function headersLength(text: Buffer, table: Buffer): number {
  return lengthsOf(table, text.readUInt32LE(0xf2), text.readUInt32LE(0xf6) / 4 - 1);
}

/** The sum of the distances between positions that follow each other. */
function lengthsOf(table: Buffer, from: number, count: number): number {
  let sum = 0;
  for (let n = 0; n < count; n += 1) {
    const [start, end] = [table.readUInt32LE(from + 4 * n), table.readUInt32LE(from + 4 * n + 4)];
    sum += Math.max(end - start, 0);
  }
  return sum;
}
