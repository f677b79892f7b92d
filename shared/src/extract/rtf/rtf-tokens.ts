import { Tokenize } from 'rtf-stream-parser';
import { Unreadable } from '../unreadable.ts';

/** What RTF consists of: groups, control words with a number, and bytes of text. */
export interface RtfToken {
  kind: 'open' | 'close' | 'control' | 'text';
  word: string;
  number: number | null;
  bytes: Uint8Array;
}

const kinds = ['open', 'close', 'control', 'text'] as const;
/** So that few tokens wait in memory. */
const pieceBytes = 16 * 1024;
/** Digits in a row that are a picture. */
const pictureFrom = 320;

/** @throws Unreadable where it announces more binary data than it has */
export function* rtfTokens(bytes: Uint8Array): Generator<RtfToken> {
  requireAnnounced(bytes);
  const parser = new Tokenize();
  // It is thrown below.
  parser.on('error', () => undefined);
  for (const piece of piecesOf(withoutPictures(bytes))) {
    parser.write(piece);
    if (parser.errored) throw parser.errored;
    for (let token = read(parser); token !== null; token = read(parser)) {
      const { type, word = '', param, data } = token;
      yield { kind: kinds[type] ?? 'text', word, number: param ?? null, bytes: data ?? noBytes };
    }
  }
}

function read(parser: Tokenize): ParserToken | null {
  return parser.read() as ParserToken | null;
}

interface ParserToken {
  type: number;
  word?: string;
  param?: number;
  data?: Uint8Array;
}

const noBytes = new Uint8Array();

function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
  // A group's end, so that the last token does not wait for more.
  yield Buffer.from('}');
}

/** The parser takes as much memory at once as binary data (`\bin`) is announced to have. */
function requireAnnounced(bytes: Uint8Array): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = buffer.indexOf(announced); at !== -1; at = buffer.indexOf(announced, at + 1)) {
    // Twenty digits are more than any file has bytes.
    const from = at + announced.length;
    const [digits] = /^\d*/.exec(buffer.toString('latin1', from, from + 20)) ?? [];
    if (Number(digits) > buffer.length && !isEscaped(buffer, at))
      throw new Unreadable('too_complex', 'It announces more binary data than it has.');
  }
}

const announced = '\\bin';
const backslash = 0x5c;

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(buffer: Buffer, place: number): boolean {
  let from = place;
  while (buffer[from - 1] === backslash) from -= 1;
  return (place - from) % 2 === 1;
}

/** Pictures are hexadecimal digits over many lines, which the parser would join one by one. */
function withoutPictures(bytes: Uint8Array): Buffer {
  const kept = Buffer.alloc(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; ) {
    let end = at;
    while (end < bytes.length && isDigitOrBreak(bytes[end] ?? 0)) end += 1;
    if (end - at < pictureFrom) {
      // The byte that ended the run is kept with it.
      end = Math.min(end + 1, bytes.length);
      kept.set(bytes.subarray(at, end), length);
      length += end - at;
    }
    at = end;
  }
  return kept.subarray(0, length);
}

function isDigitOrBreak(byte: number): boolean {
  const letter = byte | 0x20;
  const isDigit = (byte >= 0x30 && byte <= 0x39) || (letter >= 0x61 && letter <= 0x66);
  return isDigit || byte === 0x0a || byte === 0x0d;
}
