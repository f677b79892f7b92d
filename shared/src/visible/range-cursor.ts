import type { Range } from './markdown-regions.ts';

/** Finds the innermost of ranges around places that are asked for in order. */
export class RangeCursor<Of extends { range: Range }> {
  readonly #ranges: readonly Of[];
  readonly #around: Of[] = [];
  #next = 0;

  /** @param ranges in order of their starts, one inside another or apart */
  constructor(ranges: readonly Of[]) {
    this.#ranges = ranges;
  }

  at(place: number): Of | undefined {
    for (let next = this.#ranges[this.#next]; next && next.range[0] <= place; ) {
      this.#leave(next.range[0]);
      this.#around.push(next);
      this.#next += 1;
      next = this.#ranges[this.#next];
    }
    this.#leave(place);
    return this.#around.at(-1);
  }

  #leave(place: number): void {
    while ((this.#around.at(-1)?.range[1] ?? Number.POSITIVE_INFINITY) <= place) {
      this.#around.pop();
    }
  }
}
