import { areAlike, type Colour, readColour } from '../../visible/read-colour.ts';
import type { XmlHandler } from '../container/read-xml.ts';

/** What a slide has from its theme, its master and its layout. */
export interface SlideTheme {
  /** Colours by the names that slides call them. */
  colours: ReadonlyMap<string, Colour>;
  background: Fill;
  /** Something is painted on the background, on which any text may stand. */
  isCovered: boolean;
}

/** One colour; unknown, as a picture's or a gradient's is; or none, so that what is below is seen. */
export type Fill = Colour | 'unknown' | 'none';

export const noTheme: SlideTheme = { colours: new Map(), background: 'unknown', isCovered: false };

const colourElement = /^(?:srgb|scheme|sys|prst)Clr$/;

/**
 * Follows the elements of a slide and tells the colours of its text and of the ground below it
 * (ECMA-376 part 1, 20.1.8). Nothing is measured: where any shape is painted, every later one may
 * stand on it.
 */
export class SlideLook implements XmlHandler {
  readonly #colours: ReadonlyMap<string, Colour>;
  readonly #path: string[] = [];
  #background: Fill;
  #isCovered: boolean;
  #isPlainReference = false;
  #colour: Fill = 'unknown';
  #text: Fill = 'unknown';
  /** Letters with an outline, a shadow or a ground of their own are seen by it. */
  #isMarked = false;
  #shape: Fill = 'none';
  #isShapeTold = false;
  #cell: Fill | null = null;

  constructor({ colours, background, isCovered }: SlideTheme) {
    this.#colours = colours;
    this.#background = background;
    this.#isCovered = isCovered;
  }

  /** What the slides of this master or layout have from it. */
  get theme(): SlideTheme {
    const [colours, background] = [this.#colours, this.#background];
    return { colours, background, isCovered: this.#isCovered };
  }

  get textFill(): Fill {
    return this.#isMarked ? 'unknown' : this.#text;
  }

  /** Whether nobody sees text of this fill that stands here; in a cell, once its look is read. */
  hides(text: Fill): boolean {
    if (text === 'none' || text === 'unknown') return text === 'none';
    const below = this.#isCovered ? 'unknown' : this.#background;
    const own = this.#cell ?? this.#shape;
    const ground = own === 'none' ? below : own;
    return typeof ground === 'object' && areAlike(text, ground);
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const parent = this.#path.at(-1) ?? '';
    this.#path.push(name);
    if (name === 'sp' || name === 'pt') {
      // What a node of a diagram is filled with is told by the diagram's style.
      this.#shape = name === 'sp' ? 'none' : 'unknown';
      this.#isShapeTold = false;
    } else if (name === 'tc') this.#cell = 'unknown';
    else if (name === 'r' || name === 'fld') {
      this.#text = 'unknown';
      this.#isMarked = false;
    } else if (colourElement.test(name)) this.#colour = this.#colourOf(name, attributes);
    // A colour that is changed by a factor or an opacity.
    else if (colourElement.test(parent)) this.#colour = 'unknown';
    else if (/^(?:grad|blip|patt|grp)Fill$/.test(name)) this.#fill(parent, 'unknown');
    else if (name === 'noFill') this.#fill(parent, 'none');
    else if (parent === 'rPr' && /^(?:ln|effectLst|effectDag|highlight)$/.test(name)) {
      this.#isMarked = true;
    } else if (name === 'fillRef' && !this.#isShapeTold && attributes.idx !== '0') {
      this.#shape = 'unknown';
    } else if (name === 'bgRef') this.#isPlainReference = attributes.idx === '1001';
  }

  close(name: string): void {
    this.#path.pop();
    if (colourElement.test(name)) {
      const [of, parent] = this.#path.slice(-2);
      if (parent === 'solidFill') this.#fill(of ?? '', this.#colour);
      else if (parent === 'bgRef') {
        this.#background = this.#isPlainReference ? this.#colour : 'unknown';
      }
    } else if (name === 'tc') this.#cell = null;
    else if (name === 'sp') this.#isCovered ||= this.#shape !== 'none' && !this.#isLikeBackground();
    else if (name === 'pic' || name === 'graphicFrame') this.#isCovered = true;
  }

  #fill(of: string, fill: Fill): void {
    if (of === 'spPr') {
      this.#shape = fill;
      this.#isShapeTold = true;
    } else if (of === 'tcPr') this.#cell = fill;
    else if (of === 'bgPr') this.#background = fill === 'none' ? 'unknown' : fill;
    else if (of === 'rPr') this.#text = fill;
  }

  #isLikeBackground(): boolean {
    const [shape, ground] = [this.#shape, this.#background];
    return typeof shape === 'object' && typeof ground === 'object' && areAlike(shape, ground);
  }

  #colourOf(name: string, { val = '', lastClr }: Readonly<Record<string, string>>): Fill {
    if (name === 'schemeClr') return this.#colours.get(val) ?? 'unknown';
    return readColour(lastClr ?? val) ?? 'unknown';
  }
}
