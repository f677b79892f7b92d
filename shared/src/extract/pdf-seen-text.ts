/** Letters of a page in the order of drawing, without spaces, and which of them nobody sees. */
export interface PageLetters {
  text: string;
  /** From and to, in order. */
  hidden: readonly (readonly [number, number])[];
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
  /** Of the next hidden letters. */
  #range = 0;

  constructor(letters: PageLetters) {
    this.#letters = letters;
  }

  /** What is seen of a text; all of it if its letters are not found where they should be. */
  partOf(text: string): string {
    const letters = lettersOf(text);
    if (letters === '') return text;
    const place = this.#placeOf(letters);
    if (place === null) return text;
    this.#at = place.from + letters.length;
    const isHidden = this.#hiddenFrom(place.from, letters.length);
    if (!isHidden.includes(true)) return text;
    if (!isHidden.includes(false)) return '';
    if (place.isTurned) return isHidden.filter(Boolean).length > letters.length / 2 ? '' : text;
    let at = 0;
    return text.replace(/[^\s\p{Cf}<>]/gu, (letter) => {
      const hides = isHidden[at] ?? false;
      at += letter.length;
      return hides ? '' : letter;
    });
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

  #hiddenFrom(from: number, length: number): boolean[] {
    const { hidden } = this.#letters;
    while ((hidden[this.#range]?.[1] ?? Infinity) <= from) this.#range += 1;
    const flags = new Array<boolean>(length).fill(false);
    for (let at = this.#range; at < hidden.length; at += 1) {
      const [start, end] = hidden[at] as readonly [number, number];
      if (start >= from + length) break;
      flags.fill(true, Math.max(start - from, 0), end - from);
    }
    return flags;
  }
}

function sorted(letters: string): string {
  return [...letters].sort().join('');
}
