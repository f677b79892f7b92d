/** Numbers of threads, in a bit each: those of a repository follow on one another. */
export class NumberSet {
  #bits: Uint8Array;

  /** @param stored what `toJSON` gave */
  constructor(stored = '') {
    this.#bits = new Uint8Array(Buffer.from(stored, 'base64'));
  }

  has(number: number): boolean {
    return ((this.#bits[number >> 3] ?? 0) & (1 << (number & 7))) !== 0;
  }

  add(number: number): void {
    const at = number >> 3;
    if (at >= this.#bits.length) {
      const grown = new Uint8Array(Math.max(at + 1, 2 * this.#bits.length));
      grown.set(this.#bits);
      this.#bits = grown;
    }
    this.#bits[at] = (this.#bits[at] ?? 0) | (1 << (number & 7));
  }

  delete(number: number): void {
    const at = number >> 3;
    if (this.has(number)) this.#bits[at] = (this.#bits[at] ?? 0) ^ (1 << (number & 7));
  }

  /** In ascending order. */
  *[Symbol.iterator](): Generator<number> {
    for (const [at, bits] of this.#bits.entries()) {
      for (let bit = 0; bits >> bit !== 0; bit += 1) if ((bits >> bit) & 1) yield at * 8 + bit;
    }
  }

  /** In base64. */
  toJSON(): string {
    const end = this.#bits.findLastIndex((bits) => bits !== 0) + 1;
    return Buffer.from(this.#bits.subarray(0, end)).toString('base64');
  }
}
