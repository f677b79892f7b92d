import type { OdfStyles } from './odf-styles.ts';

const styled = [
  'text:style-name',
  'table:style-name',
  'draw:style-name',
  'presentation:style-name',
];

/** Follows the elements of an OpenDocument text and tells which of them a reader does not see. */
export class OdfLook {
  readonly #styles: OdfStyles;
  /** For every element that is open, whether it stands on a ground of another colour than the page. */
  readonly #grounds: boolean[] = [];
  readonly #isPage: boolean;

  /** @param isPage false: the ground of a slide is not known, so that white text may be seen */
  constructor(styles: OdfStyles, isPage = true) {
    this.#styles = styles;
    this.#isPage = isPage;
  }

  /** @returns whether the element and all that it holds is hidden; then it is not to be closed here */
  hides(name: string, attributes: Readonly<Record<string, string>>): boolean {
    if (name === 'section' && attributes['text:display'] === 'none') return true;
    if (/^hidden-(?:text|paragraph)$/.test(name)) return attributes['text:is-hidden'] !== 'false';
    const names = styled.flatMap((attribute) => attributes[attribute] ?? []);
    if (names.some((style) => this.#styles.isHidden(style))) return true;
    const isShaded =
      (this.#grounds.at(-1) ?? !this.#isPage) ||
      names.some((style) => this.#styles.isShaded(style));
    if (!isShaded && names.some((style) => this.#styles.isWhite(style))) return true;
    this.#grounds.push(isShaded);
    return false;
  }

  close(): void {
    this.#grounds.pop();
  }
}
