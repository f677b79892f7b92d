/**
 * What a text is cut into, roughly as o200k_base cuts it: a long run without a break (a hash, a key,
 * encoded bytes), a word, up to three digits, a run of white space, a single other character.
 */
const pieces = /[A-Za-z\d]{24,}|[A-Z]?[a-z]+|[A-Z]+|\d{1,3}|\n\s*|[^\S\n]+|[^\sA-Za-z\d]/gu;

/**
 * How many tokens of o200k_base a text has, rather too many than too few: on prose and code by a
 * fourth. Counting exactly takes a vocabulary that costs 80 MB and a quarter of a second to load;
 * `test/lexical/estimate-tokens` measures this against it.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(pieces)) tokens += weigh(piece);
  return Math.ceil(tokens);
}

function weigh(piece: string): number {
  const code = piece.charCodeAt(0);
  if (code > 0x7f) return weighBeyondAscii(code);
  const { length } = piece;
  // A space before a word is a part of that word's token.
  if (piece === ' ') return 0.1;
  if (length >= 24 && !/\s/.test(piece)) return 0.72 * length;
  if (/[A-Za-z]/.test(piece)) return length <= 3 ? 0.9 : 1 + (length - 4) / 12;
  return 1;
}

/** Tokens of a character by its script: the better a script is known, the fewer. */
function weighBeyondAscii(code: number): number {
  const isLatin = code < 0x370;
  const isKnownAlphabet = code < 0xe80;
  const isEastAsian = (code >= 0x3000 && code < 0xa000) || (code >= 0xac00 && code < 0xd7b0);
  if (isKnownAlphabet && !isLatin) return 0.6;
  // Typographic quotes and dashes are tokens of their own.
  return isLatin || isEastAsian || (code >= 0x2010 && code < 0x2070) ? 0.9 : 3;
}
