import { normalizeUnicode, type PDFPageProxy } from 'unpdf/pdfjs';
import { PdfDrawing } from './pdf-drawing.ts';
import { type Font, unknownFont } from './pdf-graphics-state.ts';
import { LetterGaps } from './pdf-letter-gaps.ts';
import { readPdfOperators } from './pdf-operators.ts';
import { type Box, DrawnPlaces } from './pdf-places.ts';
import { lettersOf, type PageLetters } from './pdf-seen-text.ts';

/** Points; nobody reads letters of one point. */
const tinyHeight = 1;

/**
 * Finds the text of a page that a person does not see: tiny letters; letters that are not painted,
 * unless a picture or a drawing stands at their place, as in a scan, whose text they are; and white
 * letters, unless something was painted below them. Where that cannot be told, the text counts as seen.
 * With it, what is hardly seen, and what is letter-spaced.
 * @returns null when all is seen as it is written
 */
export async function findHiddenText(page: PDFPageProxy): Promise<PageLetters | null> {
  const box = page.view as unknown as Box;
  const painted = new DrawnPlaces(box);
  const pictures = new DrawnPlaces(box);
  const gaps = new LetterGaps();
  const runs: Run[] = [];
  let length = 0;
  const drawing = new PdfDrawing({
    page: box,
    userUnit: page.userUnit,
    fontOf: (name) => fontOf(page, name),
    onDrawn({ box: place, paint, isPicture }) {
      if (paint === 'white') return;
      painted.add(place);
      if (isPicture) pictures.add(place);
    },
    onGlyphs(state, glyphs) {
      gaps.add(state, glyphs, length, normalLetters);
    },
    onText(text) {
      const isPlain = !painted.has(text.box);
      const letters = normalLetters(text.glyphs.map(({ unicode }) => unicode).join(''));
      length += letters.length;
      runs.push({
        letters,
        isHidden:
          (text.paint === 'white' && isPlain) ||
          (text.height !== null && text.height <= tinyHeight),
        isFaint: text.isFaint && isPlain,
        unpainted: text.paint === 'none' ? text.box : null,
      });
    },
  });
  for await (const operator of readPdfOperators(page)) drawing.draw(operator);
  let text = '';
  const hidden: [number, number][] = [];
  const faint: [number, number][] = [];
  for (const { letters, isHidden, isFaint, unpainted } of runs) {
    const from = text.length;
    text += letters;
    if (isHidden || (unpainted && !pictures.has(unpainted))) hidden.push([from, text.length]);
    else if (isFaint) faint.push([from, text.length]);
  }
  const joined = gaps.finish();
  const isPlain = hidden.length + faint.length + joined.size === 0;
  return isPlain ? null : { text, hidden, faint, joined };
}

/** Letters that one operator shows. */
interface Run {
  letters: string;
  isHidden: boolean;
  isFaint: boolean;
  /** Their place, if they are not painted. */
  unpainted: Box | null;
}

function normalLetters(text: string): string {
  return lettersOf(normalizeUnicode(text));
}

function fontOf(page: PDFPageProxy, name: string): Font {
  const { commonObjs } = page as unknown as { commonObjs: CommonObjects };
  const font = commonObjs.has(name) ? commonObjs.get(name) : null;
  // Of a font that cannot be read, pdf.js gives a text instead.
  if (font === null || typeof font === 'string') return unknownFont;
  return {
    widthScale: font.fontMatrix?.[0] ?? unknownFont.widthScale,
    isVertical: font.vertical ?? false,
    isType3: font.isType3Font ?? false,
  };
}

interface CommonObjects {
  has(name: string): boolean;
  get(
    name: string,
  ): string | { fontMatrix?: ArrayLike<number>; vertical?: boolean; isType3Font?: boolean };
}
