import { createHash } from 'node:crypto';

/** Words that mean the same to the fake models. */
const concepts: Record<string, string> = {
  automobile: 'car',
  vehicle: 'car',
  physician: 'doctor',
  couch: 'sofa',
  invoice: 'bill',
  payload: 'body',
};

/**
 * What a fake model says of a text: the sum of a random direction for each of its concepts, the
 * same for the same text and model, and other for another model. Not of unit length.
 */
export function fakeVector(text: string, model: string, dimensions: number): number[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['nothing'];
  const sum = new Array<number>(dimensions).fill(0);
  for (const word of words) {
    let state = seedOf(`${model} ${concepts[word] ?? word}`);
    for (let at = 0; at < dimensions; at++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      sum[at] = (sum[at] ?? 0) + (state / 2 ** 31) * 0.7;
    }
  }
  return sum;
}

const seeds = new Map<string, number>();

function seedOf(text: string): number {
  const known = seeds.get(text);
  if (known !== undefined) return known;
  const seed = createHash('sha256').update(text).digest().readUInt32LE(0) || 1;
  seeds.set(text, seed);
  return seed;
}

/** How the fakes count tokens: words by four letters, each digit, mark and other character. */
export function countTokens(text: string): number {
  return (text.match(/[A-Za-z]{1,4}|\d|[^\sA-Za-z\d]/gu) ?? []).length;
}
