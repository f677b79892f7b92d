import { areAlike, readColour } from '../../visible/read-colour.ts';
import type { Archive } from '../container/archive.ts';

/** Points; letters of two points cannot be read. */
const tinySize = 2;
const white = [255, 255, 255, 1] as const;

/** A cell's style that hides what the cell holds. */
export interface HiddenLooks {
  /** Styles whose values nobody sees on any ground: tiny letters, or a format that shows nothing. */
  always: ReadonlySet<number>;
  /** Styles of white letters on the sheet's own ground, which a table's style may change. */
  onWhite: ReadonlySet<number>;
  /** Styles with a ground of another colour than the sheet. */
  shaded: ReadonlySet<number>;
}

/**
 * Reads which styles of a workbook hide their cells. ECMA-376 part 1, 18.8: a style (`xf`) names its
 * font, fill and number format by their places.
 * @param part of the styles, null for none
 */
export async function readHiddenLooks(archive: Archive, part: string | null): Promise<HiddenLooks> {
  const always = new Set<number>();
  const onWhite = new Set<number>();
  const shaded = new Set<number>();
  const fonts: { isTiny: boolean; isWhite: boolean }[] = [];
  const fills: { isGround: boolean }[] = [];
  const showingNothing = new Set<string>();
  let styles = 0;
  let list = '';
  if (part === null) return { always, onWhite, shaded };
  await archive.readXml(part, {
    open(name, attributes) {
      if (/^(?:fonts|fills|cellXfs|cellStyleXfs|dxfs)$/.test(name)) list = name;
      else if (name === 'numFmt' && /^;;;/.test(attributes.formatCode ?? '')) {
        showingNothing.add(attributes.numFmtId ?? '');
      } else if (list === 'fonts') {
        const font = fonts.at(-1);
        if (name === 'font') fonts.push({ isTiny: false, isWhite: false });
        else if (font && name === 'sz') font.isTiny = Number(attributes.val ?? 'NaN') <= tinySize;
        else if (font && name === 'color') font.isWhite = isWhiteOfSheet(attributes);
      } else if (list === 'fills') {
        const fill = fills.at(-1);
        if (name === 'fill') fills.push({ isGround: false });
        else if (fill && /^(?:fgColor|gradientFill)$/.test(name))
          fill.isGround = !isWhiteOfSheet(attributes);
      } else if (list === 'cellXfs' && name === 'xf') {
        const font = fonts[Number(attributes.fontId)];
        const fill = fills[Number(attributes.fillId)];
        if (font?.isTiny || showingNothing.has(attributes.numFmtId ?? '')) always.add(styles);
        else if (font?.isWhite && !fill?.isGround) onWhite.add(styles);
        if (fill?.isGround) shaded.add(styles);
        styles += 1;
      }
    },
    close(name) {
      if (name === list) list = '';
    },
  });
  return { always, onWhite, shaded };
}

/** As ARGB, or as the theme's first colour, that of the ground. */
export function isWhiteOfSheet({
  rgb,
  theme,
  tint = '0',
}: Readonly<Record<string, string>>): boolean {
  if (theme !== undefined) return theme === '0' && Number(tint) > -0.05;
  const colour = readColour((rgb ?? '').slice(-6));
  return colour !== null && areAlike(colour, white);
}
