/** For each pair of ASCII letters, 1 if a word that begins with it may give one of some tokens. */
export type Beginnings = Uint8Array;

const letters = 32;
const [i, y] = ['i', 'y'].map((letter) => letter.charCodeAt(0) % letters);

/**
 * The beginnings of words that may give one of the tokens. Every stemmer keeps the first two
 * letters of a word, except that y may become i, and that a stem may be a single letter.
 */
export function beginningsOf(tokens: Iterable<string>): Beginnings {
  const beginnings = new Uint8Array(letters * letters);
  for (const token of tokens) {
    const at = beginningOf(token, 0, token.length);
    if (token.length > 1) beginnings[at] = 1;
    else beginnings.fill(1, at, at + letters);
  }
  return beginnings;
}

/** The place in `Beginnings` of the word that stands in a text from `start` to `end`. */
export function beginningOf(text: string, start: number, end: number): number {
  const second = end - start > 1 ? text.charCodeAt(start + 1) % letters : 0;
  return (text.charCodeAt(start) % letters) * letters + (second === y ? (i ?? 0) : second);
}
