/** As PDF writes a transformation: x' = a x + c y + e, y' = b x + d y + f. */
export type Matrix = readonly [number, number, number, number, number, number];

/** Left, bottom, right and top, in points. */
export type Box = readonly [number, number, number, number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** The transformation that does `inner` first. */
export function transformed(outer: Matrix, inner: ArrayLike<number>): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, x, y] = inner as Matrix;
  return [
    a * p + c * q,
    b * p + d * q,
    a * r + c * s,
    b * r + d * s,
    a * x + c * y + e,
    b * x + d * y + f,
  ];
}

/** The box around what a transformation makes of a box. */
export function boxAround(matrix: Matrix, [left, bottom, right, top]: Box): Box {
  const [a, b, c, d, e, f] = matrix;
  return [
    Math.min(a * left, a * right) + Math.min(c * bottom, c * top) + e,
    Math.min(b * left, b * right) + Math.min(d * bottom, d * top) + f,
    Math.max(a * left, a * right) + Math.max(c * bottom, c * top) + e,
    Math.max(b * left, b * right) + Math.max(d * bottom, d * top) + f,
  ];
}

export function overlapOf(one: Box, other: Box): Box {
  return [
    Math.max(one[0], other[0]),
    Math.max(one[1], other[1]),
    Math.min(one[2], other[2]),
    Math.min(one[3], other[3]),
  ];
}

/** Rows and columns that a page is cut into. */
const cells = 512;

/** The places of a page where something is drawn, in cells of a point or two. */
export class DrawnPlaces {
  readonly #page: Box;
  readonly #rows = Array.from({ length: cells }, () => new Uint32Array(cells / 32));

  /** @param page the page's box */
  constructor(page: Box) {
    this.#page = page;
  }

  add(box: Box): void {
    const at = this.#cellsOf(box);
    if (at === null) return;
    for (const row of this.#rows.slice(at.bottom, at.top + 1)) {
      for (let word = at.left >> 5; word <= at.right >> 5; word += 1) {
        row[word] = (row[word] ?? 0) | maskOf(word, at.left, at.right);
      }
    }
  }

  /** Whether anything is drawn within a box. */
  has(box: Box): boolean {
    const at = this.#cellsOf(box);
    if (at === null) return false;
    for (const row of this.#rows.slice(at.bottom, at.top + 1)) {
      for (let word = at.left >> 5; word <= at.right >> 5; word += 1) {
        if (((row[word] ?? 0) & maskOf(word, at.left, at.right)) !== 0) return true;
      }
    }
    return false;
  }

  #cellsOf(box: Box) {
    const [left, bottom, right, top] = this.#page;
    const inside = overlapOf(box, this.#page);
    // Negated, so that what is no number is nowhere.
    if (!(inside[0] <= inside[2] && inside[1] <= inside[3])) return null;
    const across = (x: number) => Math.min(Math.floor(((x - left) / (right - left)) * cells), 511);
    const up = (y: number) => Math.min(Math.floor(((y - bottom) / (top - bottom)) * cells), 511);
    return {
      left: across(inside[0]),
      right: across(inside[2]),
      bottom: up(inside[1]),
      top: up(inside[3]),
    };
  }
}

/** The bits of a word of 32 columns that lie between two columns. */
function maskOf(word: number, left: number, right: number): number {
  const from = Math.max(left - 32 * word, 0);
  const to = Math.min(right - 32 * word, 31);
  return (-1 << from) & (-1 >>> (31 - to));
}
