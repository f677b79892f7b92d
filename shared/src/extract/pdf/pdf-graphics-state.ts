import { areAlike, readColour } from '../../visible/read-colour.ts';
import { type Box, identity, type Matrix } from './pdf-places.ts';

/** Of 255, each part of a colour that watermarks are printed in. */
const paleFrom = 176;
const white = [255, 255, 255, 1] as const;

/** What letters, lines and shapes are painted with. */
export type Paint = 'white' | 'pale' | 'colour' | 'pattern' | 'none';

/** What `save` keeps and `restore` brings back (ISO 32000-2, 8.4), as far as a text's look needs it. */
export interface GraphicsState {
  matrix: Matrix;
  clip: Box;
  fill: Paint;
  stroke: Paint;
  /** From 0 to 1, of fills and of what the group around them is painted with. */
  opacity: number;
  groupOpacity: number;
  lineWidth: number;
  font: Font;
  fontSize: number;
  charSpacing: number;
  wordSpacing: number;
  /** 1 is as wide as the font says. */
  widthFactor: number;
  leading: number;
  rise: number;
  renderingMode: number;
  textMatrix: Matrix;
  lineMatrix: Matrix;
}

export interface Font {
  /** From a glyph's width to parts of the font's size. */
  widthScale: number;
  isVertical: boolean;
  /** Its glyphs are drawings, whose size is their own. */
  isType3: boolean;
}

export const unknownFont: Font = { widthScale: 0.001, isVertical: false, isType3: false };

export function initialState(page: Box): GraphicsState {
  return {
    matrix: identity,
    clip: page,
    fill: 'colour',
    stroke: 'colour',
    opacity: 1,
    groupOpacity: 1,
    lineWidth: 1,
    font: unknownFont,
    fontSize: 0,
    charSpacing: 0,
    wordSpacing: 0,
    widthFactor: 1,
    leading: 0,
    rise: 0,
    renderingMode: 0,
    textMatrix: identity,
    lineMatrix: identity,
  };
}

/** @param colour as pdf.js writes it in RGB: #rrggbb */
export function paintOf(colour: unknown): Paint {
  const read = typeof colour === 'string' ? readColour(colour) : null;
  if (read === null) return 'colour';
  if (areAlike(read, white)) return 'white';
  return Math.min(...read.slice(0, 3)) >= paleFrom ? 'pale' : 'colour';
}
