import type { GraphicsState } from './pdf-graphics-state.ts';
import { transformed } from './pdf-places.ts';
import type { Glyph } from './pdf-shown-glyphs.ts';

/** In heights of a letter: what is set apart by less is set close, and a wider gap ends the run. */
const closeGap = 0.08;
const endGap = 1.5;
/** In heights of a letter: how far from a line's base a letter of it may stand. */
const offLine = 0.1;
const plainLetter = /^[!-;=?-~]$/;
/** Letters that a run has at least, if their gaps are written as spaces more. */
const fewest = 3;
const fewestTyped = 5;

interface Letter {
  /** Place of its first sign in the page's letters. */
  at: number;
  text: string;
  /** Before it, in heights of a letter. */
  gap: number;
  isTyped: boolean;
}

/**
 * Finds letter-spaced words, `L e t t e r s p a c e d`, by the gaps between the letters that a page
 * shows. What is set close is left as it is.
 */
export class LetterGaps {
  /** Places in the page's letters of those that go on with the word of the one before. */
  readonly joined = new Set<number>();
  #run: Letter[] = [];
  #isTyped = false;
  /** Between all letters, in sizes of the font. */
  #spacing = 0;
  #end = { x: Number.NaN, y: 0, along: 1, up: 0 };

  /**
   * What an operator shows, before it is shown.
   * @param lettersOf what a glyph's text adds to the page's letters
   */
  add(
    state: GraphicsState,
    glyphs: readonly (Glyph | number)[],
    from: number,
    lettersOf: (text: string) => string,
  ): void {
    const { font, fontSize, widthFactor, charSpacing, wordSpacing } = state;
    const [a, b, , , x, y] = transformed(state.matrix, state.textMatrix);
    const height = Math.abs(fontSize) * Math.hypot(a, b);
    const isOther = !(height > 0) || font.isVertical || font.isType3;
    if (isOther || charSpacing / fontSize !== this.#spacing) this.#close();
    if (isOther) return;
    this.#spacing = charSpacing / fontSize;
    const along = (a * fontSize) / height;
    const up = (b * fontSize) / height;
    let gap = this.#gapTo(x, y, along, up, height);
    let at = from;
    let advance = 0;
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        const moved = (-glyph / 1_000) * widthFactor;
        advance += moved;
        gap += moved;
        continue;
      }
      const width = glyph.width * font.widthScale * widthFactor;
      const spacing = ((charSpacing + (glyph.isSpace ? wordSpacing : 0)) / fontSize) * widthFactor;
      advance += width + spacing;
      const text = plainLetter.test(glyph.unicode) ? glyph.unicode : lettersOf(glyph.unicode);
      if (text === '') {
        gap += width + spacing;
        this.#isTyped = true;
        continue;
      }
      if (!(gap > -closeGap && gap < endGap)) this.#close();
      this.#run.push({ at, text, gap, isTyped: this.#isTyped });
      at += text.length;
      gap = spacing;
      this.#isTyped = false;
    }
    const moved = (advance - gap) * height;
    this.#end = { x: x + along * moved, y: y + up * moved, along, up };
  }

  /** After the last operator. */
  finish(): ReadonlySet<number> {
    this.#close();
    return this.joined;
  }

  #gapTo(x: number, y: number, along: number, up: number, height: number): number {
    const end = this.#end;
    const isTurned = Math.abs(end.along - along) + Math.abs(end.up - up) > 0.02;
    const [right, above] = [x - end.x, y - end.y];
    const off = Math.abs(above * along - right * up) / height;
    return isTurned || !(off < offLine) ? Number.NaN : (right * along + above * up) / height;
  }

  #close(): void {
    const run = this.#run;
    this.#run = [];
    const [, ...later] = run;
    if (run.length < fewest) return;
    const gaps = later.map(({ gap }) => gap).sort((one, other) => one - other);
    const usual = gaps[gaps.length >> 1] ?? 0;
    if (usual < closeGap || !isOfLetters(run)) return;
    const widest = 1.6 * usual + 0.1;
    for (const { at, gap } of later) if (gap <= widest) this.joined.add(at);
  }
}

/** Words, and no formula, list of letters or row of marks. */
function isOfLetters(run: readonly Letter[]): boolean {
  const texts = run.map(({ text }) => text);
  const letters = texts.filter((text) => /^\p{L}\p{M}*$/u.test(text));
  if (letters.length < fewest || letters.length < 0.7 * run.length) return false;
  if (new Set(letters).size < Math.min(3, letters.length)) return false;
  const isTyped = run.filter((letter) => letter.isTyped).length > run.length / 2;
  const isInOrder = letters.every((letter, at) => at === 0 || letter > (letters[at - 1] ?? ''));
  return !isTyped || (letters.length >= fewestTyped && !isInOrder);
}
