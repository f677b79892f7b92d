import { mark } from './embedded-mark.ts';

/** Characters of a data: URI's payload that may be somebody's example. */
const exampleChars = 40;
const dataUri =
  /\bdata:(?:[a-z]{1,20}\/[\w.+-]{1,80})?(?:;[\w.+-]{1,40}(?:=[\w.+"-]{1,40})?){0,5},/gi;
const payloadEnd = /[\s"'()<>\\`]/g;
const doubleQuoteOrLineEnd = /["\n]/g;
const singleQuoteOrLineEnd = /['\n]/g;
/** What ends a drawing that stands unquoted in a style sheet. */
const drawingEnd = /(?:<|%3c)\/svg(?:>|%3e)|\n/gi;
/** Base64 on several lines, as editors of drawings break it. */
const wrapped = /[A-Za-z0-9+/]{40,}={0,2}(?:\s|&#(?:10|13|xA|xD);)+/iy;
const wrappedEnd = /[A-Za-z0-9+/]*={0,2}/y;

/** A text without embedded files; all its lines stay. */
export function withoutDataUris(text: string): string {
  if (!text.includes('data:') && !text.includes('DATA:')) return text;
  const kept: string[] = [];
  let from = 0;
  for (const { index, 0: head } of text.matchAll(dataUri)) {
    if (index < from) continue;
    const start = index + head.length;
    const isBase64 = /;base64,$/i.test(head);
    const end = isBase64 ? endOfLines(text, index, start) : endOfPayload(text, index, start);
    if (end - start < exampleChars && !isBase64) continue;
    const lines = text.slice(start, end).split('\n').length - 1;
    kept.push(text.slice(from, index), mark, '\n'.repeat(lines));
    from = end;
  }
  return kept.join('') + text.slice(from);
}

/** Where base64 ends, be it on several lines. */
function endOfLines(text: string, uri: number, start: number): number {
  let end = start;
  for (;;) {
    wrapped.lastIndex = end;
    if (!wrapped.test(text)) break;
    end = wrapped.lastIndex;
  }
  if (end === start) return endOfPayload(text, uri, start);
  wrappedEnd.lastIndex = end;
  wrappedEnd.test(text);
  // What follows the white space is base64 only where it goes on to the quote.
  const isEnd = /["'<)]/.test(text[wrappedEnd.lastIndex] ?? '');
  return isEnd ? wrappedEnd.lastIndex : endOfPayload(text, uri, start);
}

/** In quotes it ends with them, for an SVG holds spaces and the other quotes; else before a space. */
function endOfPayload(text: string, uri: number, start: number): number {
  const quote = text[uri - 1];
  const isQuoted = (quote === '"' || quote === "'") && text[uri - 2] !== '\\';
  if (isQuoted) {
    const end = quote === '"' ? doubleQuoteOrLineEnd : singleQuoteOrLineEnd;
    end.lastIndex = start;
    const found = end.exec(text);
    if (found?.[0] === quote) return found.index;
  }
  if (quote === '(' && /^(?:<|%3c)/i.test(text.slice(start, start + 3))) {
    drawingEnd.lastIndex = start;
    const found = drawingEnd.exec(text);
    if (found && found[0] !== '\n') return drawingEnd.lastIndex;
  }
  payloadEnd.lastIndex = start;
  return payloadEnd.exec(text)?.index ?? text.length;
}
