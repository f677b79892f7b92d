import { hidesElement, isTiny, readStyle, type Style } from './hidden-style.ts';
import { areAlike, type Colour, readColour } from './read-colour.ts';

/** Elements whose content is no text of the page. */
const never = new Set(
  'script style template noscript iframe datalist meta noembed noframes'.split(' '),
);
/** What frameworks call text for a screen reader alone, or for nobody. */
const hidingClass =
  /(?:^|\s)(?:sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|d-none|display-none|is-hidden|hidden|hide|invisible|a11y-hidden)(?:\s|$)/i;
/** A class that shows it after all, in some width or state. */
const showingClass = /(?:^|\s)(?:\w+:|d-\w+-)(?:block|inline|flex|grid|visible|not-sr-only)/i;
const white: Colour = [255, 255, 255, 1];

interface Look {
  isHidden: boolean;
  /** Hidden by the element's name, and by nothing that is set on it. */
  isByName: boolean;
  isTiny: boolean;
  colour: Colour | null;
  ground: Colour;
}

const seen: Look = {
  isHidden: false,
  isByName: false,
  isTiny: false,
  colour: null,
  ground: white,
};

/** Follows the elements of a page and tells whether a person sees the text at that place. */
export class HiddenElements {
  readonly #looks: Look[] = [seen];
  readonly #hidingNames: ReadonlySet<string>;

  /** @param hidingNames what the page's style sheet hides: `p`, `.note`, `#top` */
  constructor(hidingNames: ReadonlySet<string> = new Set()) {
    this.#hidingNames = hidingNames;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const outside = this.#top;
    const style = readStyle(attributes.style);
    const isSet = this.#isHiddenBySetting(name, attributes, style);
    const isByName = isHiddenByName(name, attributes) && !isSet;
    this.#looks.push({
      isHidden: outside.isHidden || isSet || isByName,
      isByName,
      isTiny: isTiny(style) ?? outside.isTiny,
      colour: colourOf(style, attributes) ?? outside.colour,
      ground: groundOf(style, attributes) ?? outside.ground,
    });
  }

  close(): void {
    if (this.#looks.length > 1) this.#looks.pop();
  }

  /** The element that was opened last hides nothing. */
  show(): void {
    this.close();
    this.#looks.push(this.#top);
  }

  /** Whether the element that was opened last is hidden by more than its name. */
  get isHiddenBySetting(): boolean {
    return !this.#top.isByName;
  }

  /** Whether nobody sees text that stands here. */
  get hidesText(): boolean {
    const { isHidden, isTiny, colour, ground } = this.#top;
    return isHidden || isTiny || (colour !== null && areAlike(colour, ground));
  }

  get #top(): Look {
    return this.#looks.at(-1) ?? seen;
  }

  #isHiddenBySetting(
    name: string,
    attributes: Readonly<Record<string, string>>,
    style: Style,
  ): boolean {
    const classes = (attributes.class ?? attributes.classname ?? '').slice(0, 1_000);
    const names = [
      name,
      ...classes.split(/\s+/).map((each) => `.${each}`),
      `#${attributes.id ?? ''}`,
    ];
    return (
      ('hidden' in attributes && attributes.hidden !== '{false}') ||
      (name === 'input' && attributes.type?.toLowerCase() === 'hidden') ||
      hidesElement(style) ||
      (hidingClass.test(classes) && !showingClass.test(classes)) ||
      names.some((each) => this.#hidingNames.has(each))
    );
  }
}

/** In a browser an object shows what is in it if it has nothing else to show. */
function isHiddenByName(name: string, attributes: Readonly<Record<string, string>>): boolean {
  if (name === 'dialog') return !('open' in attributes);
  return never.has(name) || (name === 'object' && 'data' in attributes);
}

function colourOf(style: Style, attributes: Readonly<Record<string, string>>): Colour | null {
  const named = style.get('-webkit-text-fill-color') ?? style.get('color') ?? attributes.color;
  return named === undefined ? null : readColour(named);
}

function groundOf(style: Style, attributes: Readonly<Record<string, string>>): Colour | null {
  const named = style.get('background-color') ?? style.get('background') ?? attributes.bgcolor;
  if (named === undefined) return null;
  const colour = readColour(named) ?? readColour(named.split(/\s+(?![^(]*\))/)[0] ?? '');
  if (colour !== null) return colour[3] < 0.1 ? null : colour;
  // A picture, a gradient or a colour by its name is no white ground.
  return /^(?:none|inherit|initial|unset)$/.test(named) ? null : [128, 128, 128, 1];
}
