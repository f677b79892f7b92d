import { isUtf8 } from 'node:buffer';
import { mendUtf8 } from './broken-utf8.ts';
import { declaredCharset } from './declared-charset.ts';
import { decodeDos } from './dos-pages.ts';
import { guessCharset } from './guess-charset.ts';

export interface DecodedText {
  text: string;
  /** The name of what it was decoded from, unless that is sound UTF-8. */
  charset?: string;
}

/**
 * The text of bytes in any encoding that the Encoding Standard knows: by the byte order mark, as
 * UTF-8, as the file declares, or as a detector guesses. Null when they are no text.
 * @param mediaType as the source gives it, perhaps with a charset
 */
export async function decodeText(
  bytes: Uint8Array,
  mediaType?: string,
): Promise<DecodedText | null> {
  const wide = decodeUtf32(bytes);
  if (wide !== undefined) return wide;
  const marked = markedCharset(bytes);
  if (marked !== null) return decodeAs(marked, bytes);
  // Escape sequences are how Japanese mail stays ASCII.
  const isPlain = isUtf8(bytes) && (!bytes.includes(0) || decodeAs('utf-8', bytes) !== null);
  if (isPlain && !hasEscape(bytes)) return decodeAs('utf-8', bytes);
  const declared = declaredCharset(bytes, mediaType);
  const asDeclared =
    declared !== null && declared !== 'utf-8' ? await decodeIn(declared, bytes) : null;
  if (asDeclared) return asDeclared;
  if (!isPlain) {
    const mended = decodeBrokenUtf8(bytes);
    if (mended) return mended;
  }
  const guessed = await guessCharset(bytes);
  if (isPlain && !guessed?.startsWith('iso-2022')) return decodeAs('utf-8', bytes);
  return guessed === null ? null : decodeIn(guessed, bytes);
}

/**
 * UTF-32, which the Encoding Standard leaves out, by its byte order mark; undefined without one, null
 * for bytes that are none.
 */
function decodeUtf32(bytes: Uint8Array): DecodedText | null | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8) return undefined;
  const isLittle = view.getUint32(0, true) === 0xfeff;
  if (!isLittle && view.getUint32(0) !== 0xfeff) return undefined;
  if (bytes.length % 4 !== 0) return isLittle ? undefined : null;
  let text = '';
  for (let at = 4; at < bytes.length; at += 4) {
    const code = view.getUint32(at, isLittle);
    // UTF-16 may begin with a NUL behind its mark.
    if (code === 0 || code > 0x10ffff) return isLittle ? undefined : null;
    text += String.fromCodePoint(code);
  }
  text = text.toWellFormed();
  return isText(text) ? { text, charset: isLittle ? 'utf-32le' : 'utf-32be' } : null;
}

function markedCharset(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf && isUtf8(bytes)) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

/** As decodeAs, in a code page of DOS, too. */
async function decodeIn(charset: string, bytes: Uint8Array): Promise<DecodedText | null> {
  const text = await decodeDos(charset, bytes);
  if (text === null) return decodeAs(charset, bytes);
  return isText(text) && !text.includes('\0') ? { text, charset } : null;
}

/** Null when the bytes are not of that charset, or it makes control characters of them. */
function decodeAs(charset: string, bytes: Uint8Array): DecodedText | null {
  const isUtf16 = charset.startsWith('utf-16');
  try {
    const text = new TextDecoder(charset, { fatal: !isUtf16 }).decode(bytes);
    if (charset === 'utf-8' && !text.includes('\0')) return { text };
    if (charset === 'utf-8') return decodeInfo(text) ?? withoutNul(text);
    if (text.includes('\0')) return null;
    return isText(text) ? { text, charset } : null;
  } catch {
    return null;
  }
}

/** What stands between NULs in a manual of GNU Info: where its index and its pictures are. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const infoMark = /\0\x08\[[^\]\0]*\0\x08\]/g;
const infoHead = 2_000;

/** The text of a manual of GNU Info; null for any other with NULs. */
function decodeInfo(text: string): DecodedText | null {
  if (!/^(?:This is \S+\.info|START-INFO-DIR)/m.test(text.slice(0, infoHead))) return null;
  const plain = text.replace(infoMark, '');
  return plain.includes('\0') ? null : { text: plain };
}

/** Characters for each control character in a text that holds a NUL. */
const lengthPerControl = 100;

/**
 * A text with a NUL here and there, or with many at its ends, as a log has that was cut while it was
 * written; null for any other.
 */
function withoutNul(text: string): DecodedText | null {
  let [first, end] = [0, text.length];
  while (first < end && text[first] === '\0') first += 1;
  while (end > first && text[end - 1] === '\0') end -= 1;
  const said = text.slice(first, end);
  const controls = said.match(control)?.length ?? 0;
  const isText = /\p{L}{2}/u.test(said) && controls * lengthPerControl <= said.length;
  return isText ? { text: said.replaceAll('\0', '\uFFFD'), charset: 'utf-8' } : null;
}

function decodeBrokenUtf8(bytes: Uint8Array): DecodedText | null {
  const text = mendUtf8(bytes);
  if (text === null || !isText(text)) return null;
  return { text: text.replaceAll('\0', '\uFFFD'), charset: 'utf-8' };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const control = /[\0-\x08\x0e-\x1a\x1c-\x1e\x80-\x9f]/g;

/** Whether it has no more control characters than texts have: line ends, tabs, form feeds, escapes, Info's. */
function isText(text: string): boolean {
  const controls = text.match(control) ?? [];
  return controls.length * 1_000 <= text.length;
}

/** Whether ISO-2022's escape sequences stand in it. */
function hasEscape(bytes: Uint8Array): boolean {
  const at = bytes.indexOf(0x1b);
  return at !== -1 && (bytes[at + 1] === 0x24 || bytes[at + 1] === 0x28);
}
