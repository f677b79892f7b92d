import { OPS } from 'unpdf/pdfjs';
import {
  type Font,
  type GraphicsState,
  initialState,
  type Paint,
  paintOf,
} from './pdf-graphics-state.ts';
import type { PdfOperator } from './pdf-operators.ts';
import { placeText } from './pdf-place-text.ts';
import { type Box, boxAround, overlapOf, transformed } from './pdf-places.ts';
import { type Glyph, letterHeight, showGlyphs } from './pdf-shown-glyphs.ts';

/** A shape, a line, or a place where a picture may stand. */
export interface Drawn {
  box: Box;
  paint: Paint;
  /** It is no mere rectangle: what it shows may be letters. */
  isPicture: boolean;
}

/** Letters that one operator shows. */
export interface ShownText {
  glyphs: readonly Glyph[];
  /** Around the middle of the letters: what is drawn there is drawn under them, or is them. */
  box: Box;
  /** Of the letters, in points; null is unknown. */
  height: number | null;
  paint: Paint;
  /** On a white ground it is hardly seen, as a watermark. */
  isFaint: boolean;
}

export interface DrawingReader {
  page: Box;
  /** Points of one unit of the page. */
  userUnit: number;
  fontOf(name: string): Font;
  onDrawn(drawn: Drawn): void;
  onText(text: ShownText): void;
  /** Before letters are shown, with the gaps between them in thousandths of the font's size. */
  onGlyphs?(state: GraphicsState, glyphs: readonly (Glyph | number)[]): void;
}

/** How many numbers pdf.js writes for a path that is one rectangle. */
const rectangleNumbers = 13;
const faintOpacity = 0.42;
const unitSquare: Box = [0, 0, 1, 1];
const onlyStroked: readonly number[] = [OPS.stroke, OPS.closeStroke];
const onlyFilled: readonly number[] = [OPS.fill, OPS.eoFill];

/** Follows a page's operators and tells what is drawn where, in the order of drawing. */
export class PdfDrawing {
  readonly #reader: DrawingReader;
  readonly #saved: GraphicsState[] = [];
  /** Of each group that is open, whether it is a mask, which is not seen itself. */
  readonly #groups: boolean[] = [];
  #state: GraphicsState;
  #willClip = false;

  constructor(reader: DrawingReader) {
    this.#reader = reader;
    this.#state = initialState(reader.page);
  }

  draw([operator, args]: PdfOperator): void {
    const values = args ?? [];
    const state = this.#state;
    const [first, second] = values;
    switch (operator) {
      case OPS.save:
        this.#save();
        break;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        this.#state = this.#saved.pop() ?? state;
        break;
      case OPS.transform:
        this.#transform(values as number[]);
        break;
      case OPS.paintFormXObjectBegin:
        this.#save();
        if (first) this.#transform(first as ArrayLike<number>);
        if (second) this.#clip(second as Box);
        break;
      case OPS.beginGroup:
        this.#save();
        this.#groups.push(Boolean((first as { smask?: unknown } | null)?.smask));
        this.#state.groupOpacity *= this.#state.opacity;
        this.#state.opacity = 1;
        break;
      case OPS.endGroup:
        this.#groups.pop();
        this.#state = this.#saved.pop() ?? state;
        break;
      case OPS.setGState:
        this.#applyParameters(first as [string, unknown][]);
        break;
      case OPS.setLineWidth:
        state.lineWidth = Number(first);
        break;
      case OPS.setFillRGBColor:
        state.fill = paintOf(first);
        break;
      case OPS.setStrokeRGBColor:
        state.stroke = paintOf(first);
        break;
      case OPS.setFillColorN:
        state.fill = 'pattern';
        break;
      case OPS.setStrokeColorN:
        state.stroke = 'pattern';
        break;
      case OPS.setFillTransparent:
        state.fill = 'none';
        break;
      case OPS.setStrokeTransparent:
        state.stroke = 'none';
        break;
      case OPS.clip:
      case OPS.eoClip:
        this.#willClip = true;
        break;
      case OPS.constructPath:
        this.#drawPath(Number(first), second as Path, values[2] as ArrayLike<number> | null);
        break;
      case OPS.shadingFill:
        this.#tell({ box: state.clip, paint: 'pattern', isPicture: true });
        break;
      case OPS.setFont:
        this.#setFont(String(first), Number(second));
        break;
      case OPS.showText:
        this.#showText(first as (Glyph | number)[]);
        break;
      default:
        placeText(state, operator, values);
    }
  }

  #save(): void {
    this.#saved.push(this.#state);
    this.#state = { ...this.#state };
  }

  /**
   * A picture fills the unit square of the space it is drawn in. pdf.js leaves out its operator, since
   * pictures are not decoded: each new space may be one's place.
   */
  #transform(by: ArrayLike<number>): void {
    this.#state.matrix = transformed(this.#state.matrix, by);
    const box = boxAround(this.#state.matrix, unitSquare);
    this.#tell({ box: overlapOf(box, this.#state.clip), paint: 'pattern', isPicture: true });
  }

  #clip(box: Box): void {
    this.#state.clip = overlapOf(this.#state.clip, boxAround(this.#state.matrix, box));
  }

  #applyParameters(parameters: readonly (readonly [string, unknown])[]): void {
    for (const [name, value] of parameters) {
      if (name === 'ca') this.#state.opacity = Number(value);
      else if (name === 'LW') this.#state.lineWidth = Number(value);
      else if (name === 'Font') {
        const [font, size] = value as [string, number];
        this.#setFont(font, size);
      }
    }
  }

  #setFont(name: string, size: number): void {
    this.#state.font = this.#reader.fontOf(name);
    this.#state.fontSize = size;
  }

  #drawPath(operator: number, [path]: Path, box: ArrayLike<number> | null): void {
    const [left = 0, bottom = 0, right = 0, top = 0] = Array.from(box ?? []);
    const state = this.#state;
    if (box && operator !== OPS.endPath) {
      const isStroked = !onlyFilled.includes(operator);
      const around = isStroked ? state.lineWidth / 2 : 0;
      const paint = onlyStroked.includes(operator) ? state.stroke : state.fill;
      this.#tell({
        box: overlapOf(
          boxAround(state.matrix, [left - around, bottom - around, right + around, top + around]),
          state.clip,
        ),
        paint: isStroked && paint === 'white' ? state.stroke : paint,
        isPicture: paint === 'pattern' || (path?.length ?? 0) !== rectangleNumbers,
      });
    }
    if (this.#willClip && box) this.#clip([left, bottom, right, top]);
    this.#willClip = false;
  }

  #showText(glyphs: readonly (Glyph | number)[]): void {
    const state = this.#state;
    const isInMask = this.#groups.includes(true);
    if (!isInMask) this.#reader.onGlyphs?.(state, glyphs);
    const box = showGlyphs(state, glyphs);
    if (isInMask) return;
    const mode = state.renderingMode % 4;
    const paint = mode === 1 || (mode === 2 && state.fill === 'white') ? state.stroke : state.fill;
    const isSeen =
      state.renderingMode === 7 || (mode !== 3 && state.opacity * state.groupOpacity > 0.05);
    this.#reader.onText({
      glyphs: glyphs.filter((glyph) => typeof glyph !== 'number'),
      box,
      height: letterHeight(state, this.#reader.userUnit),
      paint: isSeen ? paint : 'none',
      isFaint: paint === 'pale' || state.opacity * state.groupOpacity < faintOpacity,
    });
  }

  #tell(drawn: Drawn): void {
    const { opacity, groupOpacity } = this.#state;
    const isSeen = opacity * groupOpacity > 0.05 && drawn.paint !== 'none';
    if (isSeen && !this.#groups.includes(true)) this.#reader.onDrawn(drawn);
  }
}

type Path = readonly (ArrayLike<number> | null)[];
