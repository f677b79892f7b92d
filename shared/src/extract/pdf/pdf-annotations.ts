import { AnnotationType, type PDFDocumentProxy } from 'unpdf/pdfjs';
import { limits } from '../limits.ts';
import { Unreadable } from '../unreadable.ts';

/** What was put onto a page: a field's value, or text that somebody wrote there. */
export interface PdfAnnotation {
  kind: 'field' | 'note' | 'text' | 'link';
  /** A field's name, or who wrote a note. */
  from: string;
  /** A value, words, or an address. */
  text: string;
  /** Left, bottom, right and top, in points. */
  box: readonly [number, number, number, number];
}

const types = [
  ...['TEXT', 'LINK', 'FREETEXT', 'LINE', 'SQUARE', 'CIRCLE', 'POLYGON', 'POLYLINE', 'HIGHLIGHT'],
  ...['UNDERLINE', 'SQUIGGLY', 'STRIKEOUT', 'STAMP', 'CARET', 'INK', 'FILEATTACHMENT', 'WIDGET'],
] as const;
/** Of an annotation's flags: invisible, hidden, or on no screen (ISO 32000-2, 12.5.3). */
const hiddenFlags = 1 | 2 | 32;
const white = 240;

/**
 * The annotations of some pages, by the number of the page from 1. What a person does not see is
 * left out.
 * @param first and last: the pages' numbers
 * @param maxChars that their texts may have
 */
export async function readPdfAnnotations(
  document: PDFDocumentProxy,
  [first, last]: readonly [number, number],
  maxChars: number,
): Promise<Map<number, PdfAnnotation[]>> {
  const others = new Set(Array.from({ length: document.numPages }, (_, page) => page));
  for (let page = first - 1; page < last; page += 1) others.delete(page);
  const wanted = new Set(types.map((type) => AnnotationType[type]));
  const pages = new Map<number, PdfAnnotation[]>();
  let chars = 0;
  for (const data of await annotationsOf(document, wanted, others)) {
    const read = readAnnotation(data);
    if (read === null) continue;
    chars += read.from.length + read.text.length;
    if (chars > maxChars) {
      throw new Unreadable('too_large', `Its text is longer than ${limits.textChars} characters.`);
    }
    const page = pages.get(data.pageIndex + 1) ?? [];
    page.push(read);
    pages.set(data.pageIndex + 1, page);
  }
  return pages;
}

/** None of a document whose annotations are broken: its text is read all the same. */
async function annotationsOf(
  document: PDFDocumentProxy,
  wanted: Set<number>,
  others: Set<number>,
): Promise<Data[]> {
  try {
    const found = await document.getAnnotationsByType(wanted, others);
    return ((found ?? []) as Data[]).filter(({ rect }) => Array.isArray(rect));
  } catch {
    return [];
  }
}

function readAnnotation(data: Data): PdfAnnotation | null {
  const { rect, subtype, annotationFlags = 0 } = data;
  if ((annotationFlags & hiddenFlags) !== 0) return null;
  const [left = 0, bottom = 0, right = 0, top = 0] = rect;
  const box = [left, bottom, right, top] as const;
  if (subtype === 'Link') {
    const isAddress = /^https?:/i.test(data.url ?? '');
    return isAddress ? { kind: 'link', from: '', text: data.url ?? '', box } : null;
  }
  if (subtype === 'Widget') {
    const text = isHiddenText(data) ? '' : shownValue(data);
    const from = plain(data.alternativeText) || nameOf(plain(data.fieldName));
    return text === '' ? null : { kind: 'field', from, text, box };
  }
  const text = plain(data.contentsObj?.str);
  // "Accepted", "Completed" and the like, of another note.
  if (text === '' || data.stateModel) return null;
  if (subtype !== 'FreeText') return { kind: 'note', from: plain(data.titleObj?.str), text, box };
  return isHiddenText(data) ? null : { kind: 'text', from: '', text, box };
}

/** Text that stands on the page: of no size, or white on no ground of its own. */
function isHiddenText({
  rect,
  defaultAppearanceData: look,
  backgroundColor,
  color,
}: Data): boolean {
  const [left = 0, bottom = 0, right = 0, top = 0] = rect;
  if (right - left < 2 || top - bottom < 2) return true;
  const { fontSize = 0, fontColor } = look ?? {};
  const isWhite = (colour: ArrayLike<number> | null | undefined) =>
    colour ? Array.from(colour).every((part) => part >= white) : false;
  // Of no colour pdf.js says that it is black.
  const ground =
    backgroundColor ?? (color && Array.from(color).some((part) => part > 0) ? color : null);
  return (fontSize > 0 && fontSize <= 1) || (isWhite(fontColor) && (!ground || isWhite(ground)));
}

/** What a field shows; a box that is not checked shows `[ ]`, as in a Word document. */
function shownValue(data: Data): string {
  const { fieldType, fieldValue, options, password } = data;
  if (password === true || fieldType === 'Sig') return '';
  if (fieldType === 'Btn') {
    if (data.pushButton === true) return '';
    const isOn =
      fieldValue !== null &&
      fieldValue !== undefined &&
      fieldValue === (data.exportValue ?? data.buttonValue);
    return isOn ? '[x]' : '[ ]';
  }
  const values = Array.isArray(fieldValue) ? fieldValue : [fieldValue];
  return values
    .map(
      (value) => options?.find(({ exportValue }) => exportValue === value)?.displayValue ?? value,
    )
    .map(plain)
    .filter((value) => value !== '')
    .join(', ');
}

/** `TextField1` of `form1[0].#subform[0].TextField1[0]`. */
function nameOf(field: string): string {
  return (
    field
      .split('.')
      .at(-1)
      ?.replace(/\[\d+\]$/, '') ?? ''
  );
}

function plain(text: unknown): string {
  return typeof text === 'string' ? text.replace(/\s+/g, ' ').trim() : '';
}

/** What pdf.js says of an annotation. */
interface Data {
  pageIndex: number;
  rect: readonly number[];
  subtype?: string;
  annotationFlags?: number;
  url?: string;
  stateModel?: string | null;
  contentsObj?: { str?: string };
  titleObj?: { str?: string };
  alternativeText?: string;
  fieldName?: string;
  fieldType?: string;
  fieldValue?: unknown;
  exportValue?: string;
  buttonValue?: string;
  pushButton?: boolean;
  password?: boolean;
  options?: readonly { exportValue?: unknown; displayValue?: unknown }[];
  defaultAppearanceData?: { fontSize?: number; fontColor?: ArrayLike<number> };
  backgroundColor?: ArrayLike<number> | null;
  color?: ArrayLike<number> | null;
}
