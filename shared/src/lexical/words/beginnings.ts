/** Which first two letters plain words, of ASCII letters, may begin with. */
export type Beginnings = Uint8Array;

const letters = 32;
const [i, y] = ['i', 'y'].map((letter) => letter.charCodeAt(0) % letters);

/**
 * How a word begins that may become one of the tokens. Every stemmer leaves a word its first two
 * letters, but for a y that becomes an i, unless nothing but the first is left.
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

/** Where `Beginnings` has what stands in a text from `start` to `end`. */
export function beginningOf(text: string, start: number, end: number): number {
  const second = end - start > 1 ? text.charCodeAt(start + 1) % letters : 0;
  return (text.charCodeAt(start) % letters) * letters + (second === y ? (i ?? 0) : second);
}
