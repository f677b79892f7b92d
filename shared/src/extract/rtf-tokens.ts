import { Tokenize } from 'rtf-stream-parser';

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

export function* rtfTokens(bytes: Uint8Array): Generator<RtfToken> {
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
