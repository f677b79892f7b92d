/** Red, green and blue from 0 to 255, and how opaque it is from 0 to 1. */
export type Colour = readonly [number, number, number, number];

const named: Readonly<Record<string, Colour>> = {
  white: [255, 255, 255, 1],
  snow: [255, 250, 250, 1],
  ivory: [255, 255, 240, 1],
  ghostwhite: [248, 248, 255, 1],
  whitesmoke: [245, 245, 245, 1],
  floralwhite: [255, 250, 240, 1],
  black: [0, 0, 0, 1],
  transparent: [0, 0, 0, 0],
};

/** A colour of CSS, HTML or Office; null when it is none that is known here. */
export function readColour(text: string): Colour | null {
  const value = text.trim().toLowerCase();
  const hex = /^#?((?:[\da-f]{3,4}){1,2})$/.exec(value)?.[1];
  if (hex !== undefined && (value.startsWith('#') || hex.length === 6)) return fromHex(hex);
  const [, name, list = ''] = /^(rgb|hsl)a?\(([^)]{0,80})\)$/.exec(value) ?? [];
  const parts = list.split(/[\s,/]+/).filter((part) => part !== '');
  if (name === 'rgb') {
    const [red = 0, green = 0, blue = 0] = parts.map((part) => scaled(part, 255));
    return [red, green, blue, alphaOf(parts)];
  }
  if (name === 'hsl') {
    const lightness = 255 * scaled(parts[2] ?? '50%', 1);
    return [lightness, lightness, lightness, alphaOf(parts)];
  }
  return named[value] ?? null;
}

/** A colour among other words of CSS. */
const colourIn = /#[\da-f]{3,8}\b|(?:rgb|hsl)a?\([^)]{0,80}\)|\b[a-z]{3,}\b/g;
const unknown: Colour = [128, 128, 128, 1];

/**
 * The colour that a `background` paints: of a gradient, one of its colours, if all are alike. What
 * is not known here is grey.
 * @returns null when it paints nothing
 */
export function paintedColour(background: string): Colour | null {
  const value = background.trim().toLowerCase().slice(0, 2_000);
  if (/^(?:|none|inherit|initial|unset|0)$/.test(value)) return null;
  const plain = readColour(value) ?? readColour(value.split(/\s+(?![^(]*\))/)[0] ?? '');
  if (plain !== null) return plain[3] < 0.1 ? null : plain;
  if (/url\(|image-set|var\(/.test(value)) return unknown;
  const words = value.match(colourIn) ?? [];
  const colours = words.map(readColour).filter((colour) => colour !== null && colour[3] >= 0.1);
  const [first] = colours;
  const isPlain = words.every((word) => readColour(word) !== null || notColour.has(word));
  const isOne = first && isPlain && colours.every((colour) => colour && areAlike(colour, first));
  return isOne ? first : unknown;
}

/** Words of gradients and of places. */
const notColour = new Set(
  (
    'linear radial conic repeating gradient deg turn rad grad from circle ellipse closest farthest ' +
    'side corner left right top bottom center repeat scroll fixed local cover contain'
  ).split(' '),
);

/** Whether nobody can tell text in the one colour from a ground in the other. */
export function areAlike(text: Colour, ground: Colour): boolean {
  const distance = [0, 1, 2].map((at) => Math.abs((text[at] ?? 0) - (ground[at] ?? 0)));
  return text[3] < 0.1 || Math.max(...distance) <= 16;
}

function fromHex(hex: string): Colour {
  const step = hex.length > 4 ? 2 : 1;
  const part = (at: number) => {
    const digits = hex.slice(at * step, (at + 1) * step);
    return digits === '' ? 255 : Number.parseInt(digits.padEnd(2, digits), 16);
  };
  return [part(0), part(1), part(2), part(3) / 255];
}

function alphaOf(parts: readonly string[]): number {
  return scaled(parts[3] ?? '1', 1);
}

/** @param whole what 100 % is */
function scaled(part: string, whole: number): number {
  const number = Number.parseFloat(part);
  return part.endsWith('%') ? (number / 100) * whole : number;
}
