import { areAlike, readColour } from '../visible/read-colour.ts';
import { limits } from './limits.ts';
import type { XmlHandler } from './read-xml.ts';

/** Points; letters of two points cannot be read. */
const tinySize = 2;
const white = [255, 255, 255, 1] as const;

interface Look {
  parent?: string;
  isHidden: boolean;
  isWhite: boolean;
  isShaded: boolean;
}

/** How the styles of an OpenDocument file show text: collected where they stand, before the text. */
export class OdfStyles implements XmlHandler {
  readonly #looks = new Map<string, Look>();
  #look: Look | null = null;

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'style') {
      this.#look = { isHidden: false, isWhite: false, isShaded: false };
      const parent = attributes['style:parent-style-name'];
      if (parent !== undefined) this.#look.parent = parent;
      if (this.#looks.size < limits.tableCells)
        this.#looks.set(attributes['style:name'] ?? '', this.#look);
    } else if (this.#look && name.endsWith('-properties')) applyTo(this.#look, attributes);
  }

  close(name: string): void {
    if (name === 'style') this.#look = null;
  }

  /** Whether text in this style, or one that it is derived from, is hidden whatever is around it. */
  isHidden(style: string | undefined): boolean {
    return this.#isAny(style, ({ isHidden }) => isHidden);
  }

  isWhite(style: string | undefined): boolean {
    return this.#isAny(style, ({ isWhite }) => isWhite);
  }

  /** Whether the style has a ground of another colour than the page. */
  isShaded(style: string | undefined): boolean {
    return this.#isAny(style, ({ isShaded }) => isShaded);
  }

  #isAny(style: string | undefined, is: (look: Look) => boolean): boolean {
    let name = style;
    // A style may be its own ancestor in a made file.
    for (let generation = 0; name !== undefined && generation < 10; generation += 1) {
      const look = this.#looks.get(name);
      if (look && is(look)) return true;
      name = look?.parent;
    }
    return false;
  }
}

function applyTo(look: Look, attributes: Readonly<Record<string, string>>): void {
  const size = /^([\d.]+)pt$/.exec(attributes['fo:font-size'] ?? '')?.[1];
  look.isHidden ||= attributes['text:display'] === 'none' || Number(size ?? 'NaN') <= tinySize;
  const colour = attributes['fo:color'];
  if (colour !== undefined) look.isWhite = isWhite(colour);
  const ground = attributes['fo:background-color'] ?? attributes['draw:fill-color'];
  look.isShaded ||= ground !== undefined && ground !== 'transparent' && !isWhite(ground);
}

function isWhite(text: string): boolean {
  const colour = readColour(text);
  return colour !== null && areAlike(colour, white);
}
