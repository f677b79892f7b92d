/** The declarations of a style, by property; the names are in lower case. */
export type Style = ReadonlyMap<string, string>;

const noStyle: Style = new Map();

/** @param css what stands in a `style` attribute, or between the braces of a rule */
export function readStyle(css: string | undefined): Style {
  if (css === undefined || css === '') return noStyle;
  const plain = css
    .slice(0, 5_000)
    .replace(/\/\*.*?(?:\*\/|$)/gs, '')
    .replace(/\\([\da-f]{1,6})\s?|\\(.)/gi, (_, hex: string | undefined, other: string) =>
      hex === undefined ? other : fromCodePoint(Number.parseInt(hex, 16)),
    );
  return new Map(
    plain.split(';').flatMap((declaration): [string, string][] => {
      const colon = declaration.indexOf(':');
      if (colon < 0) return [];
      const value = declaration.slice(colon + 1).replace(/!\s*important/i, '');
      return [[declaration.slice(0, colon).trim().toLowerCase(), value.trim().toLowerCase()]];
    }),
  );
}

function fromCodePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** Whether a style hides an element with all that is in it. */
export function hidesElement(style: Style): boolean {
  if (style.size === 0) return false;
  const is = (property: string, value: RegExp) => {
    const said = style.get(property);
    return said !== undefined && value.test(said);
  };
  const isClipped = is('overflow', /hidden|clip/) || is('overflow-y', /hidden|clip/);
  return (
    is('display', /^none$/) ||
    is('visibility', /^(?:hidden|collapse)$/) ||
    is('content-visibility', /^hidden$/) ||
    ['opacity', 'zoom', 'scale'].some((property) => isNothing(style.get(property))) ||
    isNothing(/opacity\(([^)]*)\)/.exec(style.get('filter') ?? '')?.[1]) ||
    isNothing(/scale[xy3d]*\(([^,)]*)/.exec(style.get('transform') ?? '')?.[1]) ||
    is('clip', /^rect\((?:\s*,?\s*[01](?:px)?){4}\s*\)/) ||
    is('clip-path', /^(?:inset\(\s*(?:[5-9]\d|100)%|circle\(\s*0)/) ||
    (isClipped && ['height', 'width', 'max-height', 'max-width'].some((side) => is(side, small))) ||
    outward.some((side) => is(side, far))
  );
}

const small = /^[01]?(?:\.\d+)?(?:px|pt|em|rem|%|vh|vw)?$/;
const outward = ['left', 'right', 'top', 'bottom', 'text-indent', 'margin-left', 'margin-top'];
/** Off the page, to the left of it or above. */
const far = /^-\s*(?:\d{4}|[3-9]\d\d|\d\d+(?:\.\d+)?(?:em|rem|vw|vh|in|cm))/;

/** A share of less than a twentieth. */
function isNothing(share: string | undefined): boolean {
  const [, number, percent] = /^\s*(\d*\.?\d+)\s*(%)?\s*$/.exec(share ?? '') ?? [];
  return number !== undefined && Number(number) < (percent ? 5 : 0.05);
}

/** Whether letters of this size are too small to be seen; null when the style says no size. */
export function isTiny(style: Style): boolean | null {
  const size = style.get('font-size') ?? sizeIn(style.get('font'));
  const [, number, unit] = /^(\d*\.?\d+)(px|pt|em|rem|%|vw|vh|mm|cm)?$/.exec(size ?? '') ?? [];
  if (number === undefined) return null;
  const value = Number(number);
  if (unit === 'em' || unit === 'rem') return value < 0.2;
  return unit === '%' ? value < 20 : unit === 'cm' ? value < 0.1 : value < 3;
}

function sizeIn(font: string | undefined): string | undefined {
  return /(?:^|\s)(\d*\.?\d+(?:px|pt|em|rem|%)?)(?:\/|\s|$)/.exec(font ?? '')?.[1];
}
