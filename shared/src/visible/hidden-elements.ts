import { hidesElement, isTiny, readStyle, type Style } from './hidden-style.ts';
import { areAlike, type Colour, paintedColour, readColour } from './read-colour.ts';
import { SheetLooks } from './sheet-looks.ts';
import { noStyleSheet, type StyleSheet } from './style-sheet.ts';

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
  /** The colour comes from a style sheet, and what it stands on is not known for sure. */
  isDoubtful: boolean;
  /** It is put over what stands elsewhere on the page. */
  isPlaced: boolean;
  ground: Colour;
}

const seen: Look = {
  isHidden: false,
  isByName: false,
  isTiny: false,
  colour: null,
  isDoubtful: false,
  isPlaced: false,
  ground: white,
};

/** Follows the elements of a page and tells whether a person sees the text at that place. */
export class HiddenElements {
  readonly #looks: Look[] = [seen];
  readonly #hidingNames: ReadonlySet<string>;
  readonly #sheet: SheetLooks;

  constructor(sheet: StyleSheet = noStyleSheet) {
    this.#hidingNames = sheet.hidingNames;
    this.#sheet = new SheetLooks(sheet);
    // A page has both, though it may not write them.
    for (const name of ['html', 'body']) {
      this.#looks[0] = { ...this.#look(name, {}), isHidden: false };
    }
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#looks.push(this.#look(name, attributes));
  }

  #look(name: string, attributes: Readonly<Record<string, string>>): Look {
    const outside = this.#top;
    const style = readStyle(attributes.style);
    const names = namesOf(name, attributes);
    const isSet = this.#isHiddenBySetting(name, attributes, style, names);
    const isByName = isHiddenByName(name, attributes) && !isSet;
    const sheet = this.#sheet.open(names);
    const own = colourOf(style) ?? null;
    const set = own ?? colourOf(sheet) ?? attributeColour(attributes.color);
    const painted = groundOf(style) ?? groundOf(sheet) ?? paintedColour(attributes.bgcolor ?? '');
    const isCut = [style, sheet].some((each) => clips.some((clip) => each.get(clip) === 'text'));
    const isPlaced =
      outside.isPlaced || [style, sheet].some((each) => placed.test(each.get('position') ?? ''));
    const isSure = own !== null || set === null || set[3] < 0.1;
    return {
      isHidden: outside.isHidden || isSet || isByName,
      isByName,
      isTiny: isTiny(style) ?? outside.isTiny,
      // Letters that are cut out of their ground have its colour.
      colour: isCut && painted ? painted : (set ?? outside.colour),
      isDoubtful:
        set === null ? outside.isDoubtful : !isSure && (isPlaced || this.#sheet.isPartial),
      isPlaced,
      ground: isCut ? outside.ground : (painted ?? outside.ground),
    };
  }

  close(): void {
    if (this.#looks.length === 1) return;
    this.#looks.pop();
    this.#sheet.close();
  }

  /** The element that was opened last hides nothing. */
  show(): void {
    this.#looks.pop();
    this.#looks.push(this.#top);
  }

  /** Whether the element that was opened last is hidden by more than its name. */
  get isHiddenBySetting(): boolean {
    return !this.#top.isByName;
  }

  /** Whether nobody sees text that stands here. */
  get hidesText(): boolean {
    const { isHidden, isTiny, colour, isDoubtful, ground } = this.#top;
    return isHidden || isTiny || (colour !== null && !isDoubtful && areAlike(colour, ground));
  }

  get #top(): Look {
    return this.#looks.at(-1) ?? seen;
  }

  #isHiddenBySetting(
    name: string,
    attributes: Readonly<Record<string, string>>,
    style: Style,
    names: readonly string[],
  ): boolean {
    const classes = classesOf(attributes);
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

const clips = ['background-clip', '-webkit-background-clip'];
const placed = /^(?:absolute|fixed)$/;

function classesOf(attributes: Readonly<Record<string, string>>): string {
  return (attributes.class ?? attributes.classname ?? '').slice(0, 1_000);
}

function namesOf(name: string, attributes: Readonly<Record<string, string>>): string[] {
  const classes = classesOf(attributes).split(/\s+/);
  return [name, '*', ...classes.map((each) => `.${each}`), `#${attributes.id ?? ''}`];
}

function colourOf(style: Style): Colour | null {
  return attributeColour(style.get('-webkit-text-fill-color') ?? style.get('color'));
}

function attributeColour(named: string | undefined): Colour | null {
  return named === undefined ? null : readColour(named);
}

function groundOf(style: Style): Colour | null {
  const named =
    style.get('background-color') ?? style.get('background') ?? style.get('background-image');
  return named === undefined ? null : paintedColour(named);
}
