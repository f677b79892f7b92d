import { areAlike, type Colour, readColour } from '../../visible/read-colour.ts';
import type { XmlHandler } from '../container/read-xml.ts';
import { limits } from '../limits.ts';

/** Points; letters of two points cannot be read. */
const tinySize = 2;

/** One colour; or unknown, as a picture's or a gradient's is. */
export type Ground = Colour | 'unknown';

interface Look {
  parent?: string;
  isHidden: boolean;
  colour?: Colour;
  ground?: Ground;
}

/** How the styles of an OpenDocument file show text: collected where they stand, before the text. */
export class OdfStyles implements XmlHandler {
  readonly #looks = new Map<string, Look>();
  #look: Look | null = null;

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'style') {
      this.#look = { isHidden: false };
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
    return this.#first(style, ({ isHidden }) => isHidden || undefined) ?? false;
  }

  /** Of text in this style; undefined where it does not tell. */
  colourOf(style: string | undefined): Colour | undefined {
    return this.#first(style, ({ colour }) => colour);
  }

  /** Behind what is in this style; undefined where it leaves what is below. */
  groundOf(style: string | undefined): Ground | undefined {
    return this.#first(style, ({ ground }) => ground);
  }

  /** What the style tells, or else the nearest that it is derived from. */
  #first<T>(style: string | undefined, tell: (look: Look) => T | undefined): T | undefined {
    let name = style;
    // A style may be its own ancestor in a made file.
    for (let generation = 0; name !== undefined && generation < 10; generation += 1) {
      const look = this.#looks.get(name);
      const told = look && tell(look);
      if (told !== undefined) return told;
      name = look?.parent;
    }
    return undefined;
  }
}

/** Whether nobody can tell text of a colour from its ground. */
export function isLost(colour: Colour | undefined, ground: Ground): boolean {
  return colour !== undefined && ground !== 'unknown' && areAlike(colour, ground);
}

function applyTo(look: Look, attributes: Readonly<Record<string, string>>): void {
  const size = /^([\d.]+)pt$/.exec(attributes['fo:font-size'] ?? '')?.[1];
  look.isHidden ||= attributes['text:display'] === 'none' || Number(size ?? 'NaN') <= tinySize;
  const colour = readColour(attributes['fo:color'] ?? '');
  if (colour) look.colour = colour;
  const ground = groundFrom(attributes);
  if (ground) look.ground = ground;
}

function groundFrom(attributes: Readonly<Record<string, string>>): Ground | undefined {
  const fill = attributes['draw:fill'];
  if (fill !== undefined && fill !== 'none' && fill !== 'solid') return 'unknown';
  const ofShape = fill === 'none' ? undefined : attributes['draw:fill-color'];
  const told = ofShape ?? attributes['fo:background-color'];
  if (told === undefined || told === 'transparent') return undefined;
  return readColour(told) ?? 'unknown';
}
