import { oddityOf } from './charset-oddity.ts';
import { charsetName } from './declared-charset.ts';
import { guessDosPage, isDosPage } from './dos-pages.ts';

/** Bytes that the detector looks at, and how many of them before the first beyond ASCII. */
const sample = { bytes: 200_000, before: 2_000 };
/** Bytes of a guess that are judged. */
const judged = 20_000;
/** Bytes beyond ASCII with which a guess among alphabets of Latin letters is sure. */
const sureFrom = 40;
/** Without as many, another Latin charset must be so much more likely than Windows-1252. */
const muchMoreLikely = { times: 1.5, timesOfUnsure: 2, sure: 0.05 };
/** Of the confidence of another, when both are as likely. */
const asLikely = 0.9;
/** A charset with more than so much that nobody writes was not meant. */
const maxOddity = 0.1;
const latin = /^(?:windows-125[02478]|iso-8859-(?:[12349]|1[03456])|macintosh)$/;
/** Of Welsh, Esperanto, and the North before Windows-1257: a few letters never tell. */
const rare = /^iso-8859-(?:3|4|10|14)$/;
const usual = 'windows-1252';
/** Letters of Windows-1252 that Icelandic alone writes; they are Turkish, Baltic and Czech ones elsewhere. */
const icelandic = /[ýþðÝÞÐ]/;
/** What lies beyond ASCII, with some of its line around it. */
const placesBeyondAscii = /[^\n\x80-\xff]{0,14}(?:[\x80-\xff]+[^\n\x80-\xff]{0,14})+/g;

interface Guess {
  charset: string;
  confidence: number;
}

/** The charset that bytes are most likely in, by a detector and by what languages write; null when none. */
export async function guessCharset(bytes: Uint8Array): Promise<string | null> {
  const { detectAll } = await import('jschardet');
  const firstHigh = bytes.findIndex((byte) => byte >= 0x80);
  const from = Math.max(0, firstHigh - sample.before);
  const part = bytes.subarray(from - (from % 2), from + sample.bytes);
  if (isEbcdic(part)) return null;
  const isShort = part.filter((byte) => byte >= 0x80).length < sureFrom;
  const places = withoutAscii(part);
  const guesses = detectAll(places, { minimumThreshold: 0 }).flatMap(({ encoding, confidence }) => {
    const charset = encoding ? charsetName(encoding) : null;
    // Pages of DOS are a last resort, and have a judgement of their own.
    const isOut = charset === null || isDosPage(charset) || (isShort && rare.test(charset));
    return isOut ? [] : [{ charset, confidence }];
  });
  if (firstHigh === -1 || part.includes(0)) return guesses[0]?.charset ?? null;
  const known = new Map<string, number>();
  const oddity = (charset: string) => {
    const found = known.get(charset) ?? oddityIn(charset, part, places);
    known.set(charset, found);
    return found;
  };
  const isLikely = ({ charset }: Guess) => oddity(charset) <= maxOddity;
  if (isSparse(part) && oddity(usual) <= maxOddity) {
    const asUsual = decode(usual, places) ?? '';
    const likely = guesses.filter((guess) => latin.test(guess.charset) && isLikely(guess));
    return leastOdd(amongLatin(asUsual, likely), guesses, oddity);
  }
  const likely = guesses.find(isLikely)?.charset;
  if (likely !== undefined) return leastOdd(likely, guesses, oddity);
  return (await guessDosPage(places.subarray(0, judged), maxOddity)) ?? guesses[0]?.charset ?? null;
}

/** How odd the places beyond ASCII are; infinitely when the bytes are not of that charset. */
function oddityIn(charset: string, bytes: Uint8Array, places: Uint8Array): number {
  if (decode(charset, bytes) === null) return Number.POSITIVE_INFINITY;
  const text = new TextDecoder(charset).decode(places.subarray(0, judged));
  return oddityOf(text, charset);
}

/** Charsets that differ in signs alone are as likely as each other: the least odd of them. */
function leastOdd(
  charset: string,
  guesses: readonly Guess[],
  oddity: (charset: string) => number,
): string {
  const confidence = guesses.find((guess) => guess.charset === charset)?.confidence;
  if (confidence === undefined) return charset;
  let [best, least] = [charset, oddity(charset)];
  for (const guess of guesses) {
    if (least === 0 || guess.confidence < asLikely * confidence) break;
    const itsOwn = oddity(guess.charset);
    if (itsOwn < least) [best, least] = [guess.charset, itsOwn];
  }
  return best;
}

/** A few accented letters fit many charsets: what most people write counts for more. */
function amongLatin(asUsual: string, guesses: readonly Guess[]): string {
  const other = guesses.find(({ charset }) => charset !== usual);
  if (other === undefined) return usual;
  const confidence = guesses.find(({ charset }) => charset === usual)?.confidence;
  const { times, timesOfUnsure, sure } = muchMoreLikely;
  if (icelandic.test(asUsual))
    return (confidence ?? 0) > times * other.confidence ? usual : other.charset;
  const needed = (confidence ?? 1) * (other.confidence < sure ? timesOfUnsure : times);
  return other.confidence > needed ? other.charset : usual;
}

/** Text of mainframes: its space is the @ of all other charsets, which no text holds so often. */
function isEbcdic(bytes: Uint8Array): boolean {
  let [high, spaces, ats] = [0, 0, 0];
  for (const byte of bytes) {
    if (byte >= 0x80) high += 1;
    else if (byte === 0x20) spaces += 1;
    else if (byte === 0x40) ats += 1;
  }
  return high > bytes.length / 2 && ats > bytes.length / 20 && spaces * 10 < ats;
}

/** Null when the bytes are not of that charset; the last character may be cut. */
function decode(charset: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

/** The detector takes lines of ASCII for Western words, however few letters lie beyond. */
function withoutAscii(bytes: Uint8Array): Uint8Array {
  if (bytes.includes(0)) return bytes;
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const places = raw.match(placesBeyondAscii);
  return places === null ? bytes : Buffer.from(places.join('\n'), 'latin1');
}

/** Whether few of the letters lie beyond ASCII, as in languages with Latin letters, and few in all. */
function isSparse(bytes: Uint8Array): boolean {
  let high = 0;
  let letters = 0;
  for (const byte of bytes) {
    if (byte >= 0x80) high += 1;
    else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) letters += 1;
  }
  return high > 0 && high < sureFrom && high < 0.3 * (high + letters);
}
