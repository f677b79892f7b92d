/** For each pair of ASCII letters, 1 if a word that begins with it may give one of some tokens. */
export type Beginnings = Uint8Array;

const letters = 32;
const [i, y] = ['i', 'y'].map((letter) => letter.charCodeAt(0) % letters);

/**
 * The beginnings of words that may give one of the tokens. Every stemmer keeps the first two
 * letters of a word, except that y may become i, and that a stem may be a single letter. A mark in a
 * token (C++) need not stand at the same place of the word.
 */
export function beginningsOf(tokens: Iterable<string>): Beginnings {
  const beginnings = new Uint8Array(letters * letters);
  for (const token of tokens) {
    const at = beginningOf(token, 0, token.length);
    const row = at - (at % letters);
    if (isMark(token.charCodeAt(0))) beginnings.fill(1);
    else if (token.length === 1 || isMark(token.charCodeAt(1)))
      beginnings.fill(1, row, row + letters);
    else beginnings[at] = 1;
  }
  return beginnings;
}

/** The place in `Beginnings` of the word that stands in a text from `start` to `end`. */
export function beginningOf(text: string, start: number, end: number): number {
  return placeOf(text.charCodeAt(start), end - start > 1 ? text.charCodeAt(start + 1) : 0);
}

function placeOf(first: number, second: number): number {
  const other = second % letters;
  return (first % letters) * letters + (other === y ? (i ?? 0) : other);
}

/**
 * Whether a name or any other run may give one of the tokens: each of its letters may begin one, and
 * marks between two letters may be left out of it. A number may be written otherwise.
 */
export function mayGive(run: string, beginnings: Beginnings): boolean {
  let last = 0;
  for (let at = 0; at < run.length; at++) {
    const code = run.charCodeAt(at);
    if (code >= asciiEnd) return true;
    if (isMark(code)) continue;
    if (isDigit(code) && !isDigit(last)) return true;
    if (last !== 0 && beginnings[placeOf(last, code)] === 1) return true;
    last = code;
  }
  return beginnings[placeOf(last, 0)] === 1;
}

const asciiEnd = 0x80;

function isMark(code: number): boolean {
  return code < asciiEnd && !isLetter(code) && !isDigit(code);
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
