import type { GraphicsState } from './pdf-graphics-state.ts';
import { type Box, boxAround, transformed } from './pdf-places.ts';

/** What pdf.js says of a glyph; its width is in parts of the font's units. */
export interface Glyph {
  unicode: string;
  width: number;
  vmetric: readonly number[] | null;
  isSpace: boolean;
}

/** Of a letter's height: from where to where its middle goes. */
const middle = [0.1, 0.5] as const;

/**
 * Moves on by what an operator shows.
 * @param glyphs numbers between them are gaps, in thousandths of the font's size
 * @returns the box around the middle of the letters, in points
 */
export function showGlyphs(state: GraphicsState, glyphs: readonly (Glyph | number)[]): Box {
  const { font, fontSize, widthFactor } = state;
  let advance = 0;
  for (const glyph of glyphs) {
    if (typeof glyph === 'number') advance -= (glyph / 1_000) * fontSize;
    else {
      const width = font.isVertical ? Math.abs(glyph.vmetric?.[0] ?? 1_000) : glyph.width;
      advance += width * font.widthScale * fontSize + state.charSpacing;
      if (glyph.isSpace) advance += state.wordSpacing;
    }
  }
  const [low, high] = middle;
  const [along, across]: [Box, readonly [number, number]] = font.isVertical
    ? [
        [-high * fontSize, -advance, high * fontSize, 0],
        [0, -advance],
      ]
    : [
        [0, state.rise + low * fontSize, advance * widthFactor, state.rise + high * fontSize],
        [advance * widthFactor, 0],
      ];
  const box = boxAround(transformed(state.matrix, state.textMatrix), along);
  state.textMatrix = transformed(state.textMatrix, [1, 0, 0, 1, ...across]);
  return box;
}

/** In points; null for glyphs that are drawings of a size of their own. */
export function letterHeight(state: GraphicsState, userUnit: number): number | null {
  if (state.font.isType3 && state.fontSize !== 0) return null;
  const [, , c, d] = transformed(state.matrix, state.textMatrix);
  return Math.hypot(c, d) * Math.abs(state.fontSize) * userUnit;
}
