import type { SparseVector } from '../../document.ts';
import { lexicalDimension } from '../../lexical/weights/hash-term.ts';

/** pgvector's text form of a sparse vector: `{index:value,…}/dimension`, indices from 1. */
export function toSparsevec({ terms, weights }: SparseVector): string {
  const elements = terms.map((term, i) => `${term}:${Math.fround(weights[i] ?? 0).toPrecision(9)}`);
  return `{${elements.join(',')}}/${lexicalDimension}`;
}
