/** Counts the tokens of a text in o200k_base, never too few. */
export type CountTokens = (text: string) => number;

/** Characters without a break whose counting takes about a millisecond; it grows with their square. */
const pieceLength = 1_000;
const longRun = new RegExp(`\\S{${pieceLength},}|\\s{${pieceLength},}`);
/** A cut inside a token makes two of it at least; neighbours may have merged otherwise. */
const cutTokens = 2;

/**
 * The counter, exact but for texts with a long run (encoded bytes, minified code), which are counted
 * in pieces. Its vocabulary takes 80 MB and half a second: the first that counts loads it.
 */
export async function loadTokenCounter(): Promise<CountTokens> {
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
  const count = (text: string) => countTokens(text, { disallowedSpecial: new Set() });
  return (text) => {
    if (!longRun.test(text)) return count(text);
    let tokens = 0;
    for (let at = 0; at < text.length; at += pieceLength) {
      tokens += count(text.slice(at, at + pieceLength)) + cutTokens;
    }
    return tokens;
  };
}
