/** Terms in a sketch. */
const sketchTerms = 24;
/** Bytes that are kept of a term's 30 bits: two terms of one text rarely agree in 24 bits. */
const bytesPerTerm = 3;

/**
 * A bottom-k sketch of a text, in base64: its smallest terms, which are a random sample since terms
 * are hashes. Broder: On the resemblance and containment of documents, 1997.
 * @param terms ascending
 */
export function sketchOf(terms: readonly number[]): string {
  const bytes = Buffer.alloc(bytesPerTerm * Math.min(sketchTerms, terms.length));
  for (const [index, term] of terms.slice(0, sketchTerms).entries()) {
    bytes.writeUIntBE(term >>> 6, bytesPerTerm * index, bytesPerTerm);
  }
  return bytes.toString('base64');
}

/** The leading bits of a sketch's terms, ascending. */
export function readSketch(sketch: string): number[] {
  const bytes = Buffer.from(sketch, 'base64');
  return Array.from({ length: bytes.length / bytesPerTerm }, (_, index) =>
    bytes.readUIntBE(bytesPerTerm * index, bytesPerTerm),
  );
}

/**
 * Whether the estimated Jaccard similarity of two texts' terms is at least this: the share of the
 * smallest terms of both together that are in both.
 * @param minSimilarity 0 to 1
 */
export function isAlike(
  a: readonly number[],
  b: readonly number[],
  minSimilarity: number,
): boolean {
  const size = Math.min(sketchTerms, Math.max(a.length, b.length));
  let [inA, inB, apart] = [0, 0, 0];
  for (let seen = 0; seen < size; seen++) {
    const [first = Number.POSITIVE_INFINITY, second = Number.POSITIVE_INFINITY] = [a[inA], b[inB]];
    if (first !== second) apart += 1;
    if (apart > (1 - minSimilarity) * size) return false;
    if (first <= second) inA += 1;
    if (second <= first) inB += 1;
  }
  return true;
}
