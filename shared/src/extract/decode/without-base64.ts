/** What stands in the place of bytes that are no text. */
const mark = '…';
/** Characters of a data: URI's payload that may be somebody's example. */
const exampleChars = 40;
const dataUri =
  /\bdata:(?:[a-z]{1,20}\/[\w.+-]{1,80})?(?:;[\w.+-]{1,40}(?:=[\w.+"-]{1,40})?){0,5},/gi;
const payloadEnd = /[\s"'()<>\\`]/g;
const doubleQuoteOrLineEnd = /["\n]/g;
const singleQuoteOrLineEnd = /['\n]/g;
const longRun = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{200,}={0,2}/g;
/** Mail's lines have 76 characters, PEM's 64; marks of quotes, comments and strings around them. */
const fullLine = /^[\s>"'#*|]{0,40}[A-Za-z0-9+/]{56,}={0,2}(?:["',;+\s\\]|\\[nr]){0,8}$/;
const lastLine = /^[\s>"'#*|]{0,40}[A-Za-z0-9+/]{4,}={0,2}(?:["',;+\s\\]|\\[nr]){0,8}$/;

/**
 * A text without embedded files: data: URIs, and base64 in one run or in lines of one width. Every
 * line stays where it is. Private keys stay, too: they are masked, and counted.
 */
export function withoutBase64(text: string): string {
  const short = text.includes('data:') || text.includes('DATA:') ? withoutDataUris(text) : text;
  return withoutLines(
    short.replace(longRun, (found) => (isBase64(found) && !isWords(found) ? mark : found)),
  );
}

function withoutDataUris(text: string): string {
  const kept: string[] = [];
  let from = 0;
  for (const { index, 0: head } of text.matchAll(dataUri)) {
    if (index < from) continue;
    const start = index + head.length;
    const end = endOfPayload(text, index, start);
    if (end - start < exampleChars && !/;base64,$/i.test(head)) continue;
    kept.push(text.slice(from, index), mark);
    from = end;
  }
  return kept.join('') + text.slice(from);
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
  payloadEnd.lastIndex = start;
  return payloadEnd.exec(text)?.index ?? text.length;
}

function withoutLines(text: string): string {
  if (!/[A-Za-z0-9+/]{56}/.test(text)) return text;
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    let end = at;
    while (isFullLine(lines[end])) end += 1;
    const isOther = end - at < 2 || /PRIVATE KEY/.test(lines[at - 1] ?? '');
    if (isOther || isWords(lines.slice(at, Math.min(end, at + wordLines)).join(' '))) {
      at = Math.max(at, end);
      continue;
    }
    if (lastLine.test(lines[end] ?? '')) end += 1;
    lines.fill('', at, end);
    lines[at] = mark;
    at = end;
  }
  return lines.join('\n');
}

function isFullLine(text: string | undefined): boolean {
  return text !== undefined && text.length < 1_000 && fullLine.test(text) && isBase64(text);
}

/** Base64 of any file has letters of both cases and digits. */
function isBase64(text: string): boolean {
  const start = text.slice(0, 300);
  return /[A-Z]/.test(start) && /[a-z]/.test(start) && /\d/.test(start) && !/[a-z]{16}/.test(start);
}

/** In 112 characters of base64 three small letters or more in a row are 0.48 of them at most. */
const word = /[A-Z]?[a-z]{3,}/g;
const maxWords = 0.5;
const judged = 4_000;
const wordLines = 50;

/** Base64 has a slash after 64 characters, on average. */
const part = /[A-Za-z0-9]\/(?=[A-Za-z0-9])/g;
const minPart = 10;

/** Whether it has more words or parts than base64 by chance, as paths and names of several words have. */
function isWords(text: string): boolean {
  const start = text.slice(0, judged);
  const all = start.match(/[A-Za-z0-9+/]/g)?.length ?? 0;
  if ((start.match(part)?.length ?? 0) * minPart > all) return true;
  let length = 0;
  for (const found of start.match(word) ?? []) length += found.length;
  return length > maxWords * all;
}
