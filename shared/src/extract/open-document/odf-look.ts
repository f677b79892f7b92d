import { type Ground, isLost, type OdfStyles } from './odf-styles.ts';

const styled = [
  'text:style-name',
  'table:style-name',
  'draw:style-name',
  'presentation:style-name',
];

/** Follows the elements of an OpenDocument text and tells which of them a reader does not see. */
export class OdfLook {
  readonly #styles: OdfStyles;
  /** What is behind the text of every element that is open. */
  readonly #grounds: Ground[] = [];
  readonly #page: Ground;

  /** @param page what is behind all: of a slide, it may be a picture of its master's */
  constructor(styles: OdfStyles, page: Ground = [255, 255, 255, 1]) {
    this.#styles = styles;
    this.#page = page;
  }

  /** @returns whether the element and all that it holds is hidden; then it is not to be closed here */
  hides(name: string, attributes: Readonly<Record<string, string>>): boolean {
    if (name === 'section' && attributes['text:display'] === 'none') return true;
    if (/^hidden-(?:text|paragraph)$/.test(name)) return attributes['text:is-hidden'] !== 'false';
    const names = styled.flatMap((attribute) => attributes[attribute] ?? []);
    if (names.some((style) => this.#styles.isHidden(style))) return true;
    const own = names.map((style) => this.#styles.groundOf(style)).find(Boolean);
    const ground = own ?? this.#grounds.at(-1) ?? this.#page;
    const text = attributes['text:style-name'];
    if (text !== undefined && isLost(this.#styles.colourOf(text), ground)) return true;
    this.#grounds.push(ground);
    return false;
  }

  close(): void {
    this.#grounds.pop();
  }
}
