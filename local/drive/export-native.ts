import { htmlToMarkdown, htmlToText } from './export-html.ts';
import {
  documentType,
  pptxType,
  presentationType,
  spreadsheetType,
  xlsxType,
} from './mime-types.ts';

type Convert = (source: Buffer) => Buffer;

const itself: Convert = (source) => source;
const fromHtml =
  (convert: (html: string) => string): Convert =>
  (source) =>
    Buffer.from(convert(source.toString('utf8')));

/**
 * What each Google-native type is exported as. Google has more; what cannot be made truthfully of the
 * format a file is kept in (HTML, xlsx, pptx) is not offered.
 */
const conversions: Readonly<Record<string, Readonly<Record<string, Convert>>>> = {
  [documentType]: {
    'text/html': itself,
    'text/markdown': fromHtml(htmlToMarkdown),
    'text/x-markdown': fromHtml(htmlToMarkdown),
    'text/plain': fromHtml(htmlToText),
  },
  [spreadsheetType]: { [xlsxType]: itself },
  [presentationType]: { [pptxType]: itself },
};

/** The types a file of this type can be exported as: none unless it is Google-native. */
export function exportTypes(mimeType: string): string[] {
  return Object.keys(conversions[mimeType] ?? {});
}

/** By native type, as `about` tells it. */
export function exportFormats(): Record<string, string[]> {
  return Object.fromEntries(Object.keys(conversions).map((type) => [type, exportTypes(type)]));
}

/** @returns null when a file of this type is not exported so */
export function exportNative(mimeType: string, source: Buffer, wanted: string): Buffer | null {
  return conversions[mimeType]?.[wanted]?.(source) ?? null;
}
