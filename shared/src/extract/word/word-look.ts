import { areAlike, readColour } from '../../visible/read-colour.ts';
import type { XmlHandler } from '../container/read-xml.ts';

/** Half points; letters of two points cannot be read. */
const tinySize = 4;
const white = [255, 255, 255, 1] as const;

interface Place {
  name: string;
  isHidden: boolean;
  isWhite: boolean;
  /** It has a ground of another colour than the page. */
  isShaded: boolean;
}

/** Elements whose properties hold for the text inside. */
const places = new Set([
  'body',
  'tbl',
  'tc',
  'p',
  'r',
  'hdr',
  'ftr',
  'comment',
  'style',
  'txbxContent',
]);

/**
 * Follows the elements of a Word part and tells whether a reader sees the text at that place: it may
 * be hidden, in letters of a point or two, or white on white.
 */
export class WordLook {
  readonly #places: Place[] = [];
  readonly #hiddenStyles: ReadonlySet<string>;
  /** Depth inside the properties of a paragraph's mark, which are not those of its text. */
  #markDepth = 0;
  #inMark = false;

  constructor(hiddenStyles: ReadonlySet<string> = new Set()) {
    this.#hiddenStyles = hiddenStyles;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (places.has(name)) {
      this.#places.push({ name, isHidden: false, isWhite: false, isShaded: false });
      return;
    }
    const place = this.#places.at(-1);
    if (name === 'rPr' && place?.name === 'p') this.#inMark = true;
    if (this.#inMark) {
      this.#markDepth += 1;
      return;
    }
    if (place) this.#apply(place, name, attributes);
  }

  close(name: string): void {
    if (this.#inMark) {
      this.#markDepth -= 1;
      this.#inMark = this.#markDepth > 0;
    } else if (places.has(name)) this.#places.pop();
  }

  /** Whether nobody sees text that stands here. */
  get hidesText(): boolean {
    const isWhite = this.#places.some((place) => place.isWhite);
    return (
      this.#places.some(({ isHidden }) => isHidden) ||
      (isWhite && !this.#places.some(({ isShaded }) => isShaded))
    );
  }

  #apply(place: Place, name: string, attributes: Readonly<Record<string, string>>): void {
    const value = attributes['w:val'] ?? '';
    if (name === 'vanish' || name === 'specVanish') {
      place.isHidden ||= !/^(?:0|false|off)$/.test(value);
    } else if (name === 'sz') place.isHidden ||= Number(value || 'NaN') <= tinySize;
    else if (name === 'rStyle' || name === 'pStyle') {
      place.isHidden ||= this.#hiddenStyles.has(value);
    } else if (name === 'color') place.isWhite = isWhiteColour(value);
    else if (name === 'shd') place.isShaded ||= isGround(attributes['w:fill'] ?? '');
    else if (name === 'highlight') place.isShaded ||= !/^(?:none|white)?$/.test(value);
    // The style of a table may give its head a dark ground.
    else if (name === 'tblStyle') place.isShaded = true;
  }
}

function isWhiteColour(value: string): boolean {
  const colour = readColour(value);
  return colour !== null && areAlike(colour, white);
}

function isGround(fill: string): boolean {
  return fill !== '' && fill !== 'auto' && !isWhiteColour(fill);
}

/** The names of the styles whose text nobody sees, from a document's part with its styles. */
export class HiddenStyles implements XmlHandler {
  readonly names = new Set<string>();
  readonly #look = new WordLook();
  #name = '';

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'style') this.#name = attributes['w:styleId'] ?? '';
    this.#look.open(name, attributes);
    if (this.#name !== '' && this.#look.hidesText) this.names.add(this.#name);
  }

  close(name: string): void {
    this.#look.close(name);
    if (name === 'style') this.#name = '';
  }
}
