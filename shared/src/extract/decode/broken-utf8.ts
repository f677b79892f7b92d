/**
 * UTF-8 with a broken character here and there, as a cut file has it, or halves of an emoji that
 * UTF-16 left (WTF-8, CESU-8). Null unless there are more whole characters than broken ones: bytes
 * that make a sequence by chance are few in any other charset.
 */
export function mendUtf8(bytes: Uint8Array): string | null {
  const { whole, surrogates, broken } = countSequences(bytes);
  if (whole <= broken) return null;
  const mended = surrogates > 0 ? withPairs(bytes) : bytes;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(mended);
}

interface Sequences {
  /** Characters beyond ASCII, and beginnings of an emoji, which are as sure a sign. */
  whole: number;
  /** Halves of a character, each written in three bytes as if it were one. */
  surrogates: number;
  /** Bytes, or beginnings of a sequence, that are nothing. */
  broken: number;
}

function countSequences(bytes: Uint8Array): Sequences {
  let [whole, surrogates, broken] = [0, 0, 0];
  for (let at = 0; at < bytes.length; at += 1) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) continue;
    const second = bytes[at + 1] ?? 0;
    const following = followingOf(first);
    let seen = 0;
    while (seen < following && isFollowing(bytes[at + 1 + seen])) seen += 1;
    at += seen;
    const isOverlong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
    if (seen === following && seen > 0 && !isOverlong) {
      whole += 1;
      if (first === 0xed && second >= 0xa0) surrogates += 1;
    } else if (first === 0xf0 && second === 0x9f) whole += 1;
    else broken += 1;
  }
  return { whole, surrogates, broken };
}

/** How many bytes follow the first of a sequence; 0 for one that begins none. */
function followingOf(first: number): number {
  if (first < 0xc2 || first > 0xf4) return 0;
  if (first < 0xe0) return 1;
  return first < 0xf0 ? 2 : 3;
}

function isFollowing(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

const pairOrHalf =
  /\xED([\xA0-\xAF])([\x80-\xBF])\xED([\xB0-\xBF])([\x80-\xBF])|\xED[\xA0-\xBF][\x80-\xBF]/g;

/** The bytes with two halves made one character, and each single half a replacement character. */
function withPairs(bytes: Uint8Array): Uint8Array {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const six = (byte = '') => byte.charCodeAt(0) & 0x3f;
  const joined = raw.replace(pairOrHalf, (_, a?: string, b?: string, c?: string, d?: string) => {
    if (a === undefined) return '\xEF\xBF\xBD';
    const high = ((six(a) & 0xf) << 6) | six(b);
    const low = ((six(c) & 0xf) << 6) | six(d);
    const character = String.fromCodePoint(0x10000 + (high << 10) + low);
    return Buffer.from(character, 'utf8').toString('latin1');
  });
  return Buffer.from(joined, 'latin1');
}
