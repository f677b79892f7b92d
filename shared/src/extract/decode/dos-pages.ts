import { oddityOf } from './charset-oddity.ts';

/** Code pages of DOS that the Encoding Standard leaves out, by the names that IANA gives them. */
const pages: ReadonlyMap<string, number> = new Map([
  ['ibm850', 850],
  ['ibm437', 437],
  ['ibm852', 852],
]);
const label = /^(?:ibm|cp|dos|oem|csibm|codepage)?[-_ ]?(437|850|852)$/i;
/** Letters beyond ASCII of languages that were written in them. */
const alphabets = [
  'äöüß',
  'àâçèéêëîïôùûü',
  'áéíóúñü',
  'ãáàâçéêíóôõúü',
  'àèéìîòóù',
  'åäöéü',
  'æøåéü',
  'àáèéëïíóöü',
  'ąćęłńóśźż',
  'áčďéěíňóřšťúůýž',
  'áäčďéíĺľňóôŕšťúýž',
  'áéíóöőúüű',
  'čćđšž',
].map((letters) => new Set(letters));
const frames = /[\u2500-\u25A0]/g;

/** The name of the code page that a label means; null for any other. */
export function dosPage(name: string): string | null {
  const page = label.exec(name)?.[1];
  return page === undefined ? null : `ibm${page}`;
}

export function isDosPage(charset: string): boolean {
  return pages.has(charset);
}

/** Null when the charset is no code page of DOS. */
export async function decodeDos(charset: string, bytes: Uint8Array): Promise<string | null> {
  const page = pages.get(charset);
  if (page === undefined) return null;
  const { cptable } = await import('@e965/xlsx/dist/cpexcel.full.mjs');
  const { dec } = cptable[page] ?? {};
  if (dec === undefined) return null;
  const codes = Uint16Array.from(bytes, (byte) => String(dec[byte]).charCodeAt(0));
  return Buffer.from(codes.buffer).toString('utf16le');
}

/**
 * The code page in which all letters beyond ASCII are those of one language; null when there is none.
 * The detector takes noise for them, and they share most of their letters with each other.
 * @param bytes what lies beyond ASCII, with some of the words around it
 */
export async function guessDosPage(bytes: Uint8Array, maxOddity: number): Promise<string | null> {
  for (const charset of pages.keys()) {
    const text = ((await decodeDos(charset, bytes)) ?? '').replace(frames, '');
    const letters = [...new Set(text.toLowerCase().match(/(?![\0-\x7F])\p{L}/gu) ?? [])];
    const isOfOne = alphabets.some((own) => letters.every((letter) => own.has(letter)));
    if (isOfOne && isInWords(text) && oddityOf(text, charset) <= maxOddity) return charset;
  }
  return null;
}

/** Whether most of what lies beyond ASCII stands in words, and nothing is a control character. */
function isInWords(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\0-\x08\x0e-\x1f\x7f]/.test(text)) return false;
  const beyond = text.match(/[^\0-\x7F]/g)?.length ?? 0;
  const words = text.match(/\p{L}{3,}/gu) ?? [];
  const inWords = words.join('').match(/[^\0-\x7F]/g)?.length ?? 0;
  return inWords > 0 && inWords * 2 >= beyond;
}
