/** How many terms of a text make its sketch. */
const sketchTerms = 24;
/** Of each the first of its 30 bits: two terms of a text hardly agree in so many. */
const bytesPerTerm = 3;

/**
 * A bottom-k sketch of a text, in base64: the smallest of its terms, as good as drawn by lot, since
 * terms are hashes. Broder: On the resemblance and containment of documents, 1997.
 * @param terms ascending
 */
export function sketchOf(terms: readonly number[]): string {
  const bytes = Buffer.alloc(bytesPerTerm * Math.min(sketchTerms, terms.length));
  for (const [index, term] of terms.slice(0, sketchTerms).entries()) {
    bytes.writeUIntBE(term >>> 6, bytesPerTerm * index, bytesPerTerm);
  }
  return bytes.toString('base64');
}

/** The terms of a sketch, as far as it has them, ascending. */
export function readSketch(sketch: string): number[] {
  const bytes = Buffer.from(sketch, 'base64');
  return Array.from({ length: bytes.length / bytesPerTerm }, (_, index) =>
    bytes.readUIntBE(bytesPerTerm * index, bytesPerTerm),
  );
}

/**
 * Whether two texts have so much in common: of the smallest terms of both together, the share that
 * is in both.
 * @param least that share, 0 to 1
 */
export function isAlike(a: readonly number[], b: readonly number[], least: number): boolean {
  const size = Math.min(sketchTerms, Math.max(a.length, b.length));
  let [inA, inB, apart] = [0, 0, 0];
  for (let seen = 0; seen < size; seen++) {
    const [first = Number.POSITIVE_INFINITY, second = Number.POSITIVE_INFINITY] = [a[inA], b[inB]];
    if (first !== second) apart += 1;
    if (apart > (1 - least) * size) return false;
    if (first <= second) inA += 1;
    if (second <= first) inB += 1;
  }
  return true;
}
