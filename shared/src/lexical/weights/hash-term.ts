/** The dimension of the sparse vectors: the most that pgvector's sparsevec takes. */
export const lexicalDimension = 1_000_000_000;

/**
 * A token's index in the sparse vectors, from 1 to lexicalDimension: it fits int4 and sparsevec's
 * 1-based indices. FNV-1a over UTF-16 units with murmur3's finaliser; among a million tokens there
 * are about 500 collisions.
 */
export function hashTerm(token: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < token.length; i++) hash = Math.imul(hash ^ token.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash ^= hash >>> 16;
  return ((hash >>> 0) % lexicalDimension) + 1;
}

const letterA = 'a'.charCodeAt(0);
const base = 27;

/**
 * The number under which the chunks of a language (ISO 639) are counted, below those of all terms:
 * its letters as digits to the base 27. SQL's `language_term` is the same.
 */
export function languageTerm(language: string): number {
  return -[...language].reduce(
    (sum, letter, at) => sum + (letter.charCodeAt(0) - letterA + 1) * base ** at,
    0,
  );
}

/** The language that is counted under a number. */
export function languageOf(term: number): string {
  let letters = '';
  for (let left = -term; left > 0; left = Math.floor(left / base))
    letters += String.fromCharCode(letterA - 1 + (left % base));
  return letters;
}
