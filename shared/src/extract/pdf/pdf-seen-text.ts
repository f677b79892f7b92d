type Ranges = readonly (readonly [number, number])[];

/** Letters of a page in the order of drawing, without spaces, and how they are seen. */
export interface PageLetters {
  text: string;
  /** Which of them nobody sees: from and to, in order. */
  hidden: Ranges;
  /** Which are hardly seen. */
  faint: Ranges;
  /** Those that go on with a letter-spaced word. */
  joined: ReadonlySet<number>;
}

/** What is seen of a text. */
export interface SeenPart {
  text: string;
  /** It goes on with the word before it. */
  isJoined: boolean;
  isFaint: boolean;
}

/** Letters that are looked for: short ones near, for what pdf.js leaves out beside a page is not long. */
const rareLetters = 12;
const nearLetters = 500;
const farLetters = 20_000;

/** What is compared: pdf.js adds and drops spaces, and drops these signs where it turns lines round. */
export function lettersOf(text: string): string {
  return text.replace(/[\s\p{Cf}<>]/gu, '');
}

/** Takes the letters that nobody sees out of a page's texts, which come in the order of drawing. */
export class SeenText {
  readonly #letters: PageLetters;
  #at = 0;
  readonly #hidden: RangeFlags;
  readonly #faint: RangeFlags;

  constructor(letters: PageLetters) {
    this.#letters = letters;
    this.#hidden = new RangeFlags(letters.hidden);
    this.#faint = new RangeFlags(letters.faint);
  }

  /** What is seen of a text; all of it if its letters are not found where they should be. */
  partOf(text: string): SeenPart {
    const letters = lettersOf(text);
    const place = letters === '' ? null : this.#placeOf(letters);
    if (place === null) return { text, isJoined: false, isFaint: false };
    const { from, isTurned } = place;
    const { length } = letters;
    this.#at = from + length;
    const isFaint = this.#faint.flags(from, length).filter(Boolean).length > length / 2;
    const isHidden = this.#hidden.flags(from, length);
    const { joined } = this.#letters;
    const isJoined = !isTurned && joined.has(from);
    const seen = (shown: string): SeenPart => ({ text: shown, isJoined, isFaint });
    if (!isHidden.includes(false)) return seen('');
    if (isTurned) return seen(isHidden.filter(Boolean).length > length / 2 ? '' : text);
    if (!isHidden.includes(true) && joined.size === 0) return seen(text);
    let at = 0;
    const shown = text.replace(/(\s*)([^\s\p{Cf}<>])/gu, (_, space: string, letter: string) => {
      const hides = isHidden[at] ?? false;
      const before = joined.has(from + at) ? '' : space;
      at += letter.length;
      return hides ? before : before + letter;
    });
    return seen(shown);
  }

  #placeOf(letters: string): { from: number; isTurned: boolean } | null {
    const { text } = this.#letters;
    const ahead = letters.length < rareLetters ? nearLetters : farLetters;
    const near = text.slice(this.#at, this.#at + letters.length + ahead);
    const found = near.indexOf(letters);
    if (found >= 0) return { from: this.#at + found, isTurned: false };
    // A line from right to left has its letters in another order.
    const here = text.slice(this.#at, this.#at + letters.length);
    return sorted(here) === sorted(letters) ? { from: this.#at, isTurned: true } : null;
  }
}

/** Tells which letters stand in ranges; it is asked from the first to the last. */
class RangeFlags {
  readonly #ranges: Ranges;
  #next = 0;

  constructor(ranges: Ranges) {
    this.#ranges = ranges;
  }

  flags(from: number, length: number): boolean[] {
    const ranges = this.#ranges;
    while ((ranges[this.#next]?.[1] ?? Infinity) <= from) this.#next += 1;
    const flags = new Array<boolean>(length).fill(false);
    for (let at = this.#next; at < ranges.length; at += 1) {
      const [start, end] = ranges[at] as readonly [number, number];
      if (start >= from + length) break;
      flags.fill(true, Math.max(start - from, 0), end - from);
    }
    return flags;
  }
}

function sorted(letters: string): string {
  return [...letters].sort().join('');
}
