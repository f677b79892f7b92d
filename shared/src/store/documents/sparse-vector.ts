import type { SparseVector } from '../../document.ts';
import { lexicalDimension } from '../../lexical/weights/hash-term.ts';

/** pgvector's text form of a sparse vector: `{index:value,…}/dimension`, indices from 1. */
export function toSparsevec({ terms, weights }: SparseVector): string {
  const elements = terms.map((term, i) => `${term}:${Math.fround(weights[i] ?? 0).toPrecision(9)}`);
  return `{${elements.join(',')}}/${lexicalDimension}`;
}

/** SQL: a sparse vector as `readSparsevec` reads it, which is a quarter of the work of its text. */
export function sparsevecBytes(vector: string): string {
  return `encode(sparsevec_send(${vector}), 'base64')`;
}

/**
 * pgvector's binary form: dimension, count and an unused word, then the indices from 0, then the
 * values; all of 4 bytes, big-endian.
 */
export function readSparsevec(base64: string): SparseVector {
  const bytes = Buffer.from(base64, 'base64');
  const count = bytes.readInt32BE(4);
  const vector: SparseVector = { terms: new Array(count), weights: new Array(count) };
  for (let at = 0; at < count; at++) {
    vector.terms[at] = bytes.readInt32BE(12 + 4 * at) + 1;
    vector.weights[at] = bytes.readFloatBE(12 + 4 * (count + at));
  }
  return vector;
}
