import { mark } from './embedded-mark.ts';
import { isBase64, isWords } from './looks-like-base64.ts';

/** Marks of quotes, comments and strings around lines of base64. */
const head = String.raw`(?:[\s>"'#*|(]|\+(?=[\s"'])){0,40}(?:[bBrRuU]{1,2}["'])?`;
const tail = String.raw`(?:["',;+\s\\).]|\\[nr]|&#(?:xD|xA|13|10);){0,12}`;
const fullLine = new RegExp(`^${head}([A-Za-z0-9+/]{40,})${tail}$`);
const lastLine = new RegExp(`^(${head})([A-Za-z0-9+/]{1,}={0,2})${tail}$`);
/** Behind a key or a name, and before the others. */
const firstLine = new RegExp(
  String.raw`^(.{0,200}?(?:::?|[=("'>]|b["'])\s*)([A-Za-z0-9+/]{40,})${tail}$`,
);
const armourBegin = /-----BEGIN ([A-Z0-9 ]{1,60})-----(?:["',;+\s\\)]|\\[nr]){0,12}$/;
/** A line of what is armoured: base64, a checksum, a header, or none. */
const armourLine = new RegExp(
  `^${head}(?:[A-Za-z0-9+/]{1,200}={0,2}|=[A-Za-z0-9+/]{4}|([A-Z][A-Za-z-]{2,20}: .{0,200})|)${tail}$`,
);
/** Lines of one armoured block at most: those of 300 KB. */
const armourLines = 5_000;
/** Mail's lines have 76 characters, PEM's 64; below, so many lines must be as long as each other. */
const usualWidth = 56;
const narrowLines = 3;
const judgedLines = 50;

/** Blanks the lines of base64; every line stays where it is. Private keys stay, too. */
export function blankBase64Lines(lines: string[]): void {
  for (let at = 0; at < lines.length; at += 1) {
    const kind = armourBegin.exec(lines[at] ?? '')?.[1];
    if (kind !== undefined) {
      at = kind.includes('PRIVATE KEY') ? endOfKey(lines, at) : blankArmour(lines, at);
      continue;
    }
    const end = endOfBlock(lines, at);
    if (end === at) continue;
    const payload = lines.slice(at, Math.min(end, at + judgedLines)).join(' ');
    // Lists of names in other alphabets have no such signs.
    const isNarrow = (payloadOf(lines[at])?.length ?? 0) < usualWidth;
    if (!isBase64(payload) || isWords(payload) || (isNarrow && !/[+/]/.test(payload))) {
      at = end - 1;
      continue;
    }
    blank(lines, at, end);
    at = end - 1;
  }
}

/** The line behind the last of base64 that begins here; the line itself when there are too few. */
function endOfBlock(lines: readonly string[], at: number): number {
  const width = payloadOf(lines[at])?.length ?? 0;
  if (width === 0) return at;
  let end = at + 1;
  for (; end < lines.length; end += 1) {
    const payload = payloadOf(lines[end]);
    if (payload === null) break;
    // One line may have no digit.
    const isUsual = Math.min(width, payload.length) >= usualWidth && isBase64(payload);
    if (payload.length !== width && !isUsual) break;
  }
  const isBehindName = firstLineOf(lines[at - 1] ?? '') !== null;
  const least = width < usualWidth ? narrowLines : 2;
  if (end - at + (isBehindName ? 1 : 0) < least) return at;
  return isLast(lines[end], lines[end - 1] ?? '', width) ? end + 1 : end;
}

/** Whether a line is the rest of the bytes: begun as the others, shorter, and no word. */
function isLast(line: string | undefined, before: string, width: number): boolean {
  if (line === undefined || line.length >= 1_000) return false;
  const [, begin = '', payload = ''] = lastLine.exec(line) ?? [];
  const isWord = /^(?:[A-Z]?[a-z]*|[A-Z]+)$/.test(payload);
  return !isWord && payload.length <= width && begin === lastLine.exec(before)?.[1];
}

function payloadOf(line: string | undefined): string | null {
  if (line === undefined || line.length >= 1_000) return null;
  return fullLine.exec(line)?.[1] ?? null;
}

function blank(lines: string[], at: number, end: number): void {
  const before = at > 0 ? firstLineOf(lines[at - 1] ?? '') : null;
  lines.fill('', at, end);
  if (before === null) lines[at] = mark;
  else lines[at - 1] = `${before}${mark}`;
}

/** What stands before base64 on the line where it begins; null when it does not. */
function firstLineOf(line: string): string | null {
  if (line.length >= 1_000) return null;
  const [, before, payload = ''] = firstLine.exec(line) ?? [];
  return before !== undefined && isBase64(payload) && !isWords(payload) ? before : null;
}

/** The last line of a private key, be it cut. */
function endOfKey(lines: readonly string[], at: number): number {
  let end = at;
  while (end + 1 < lines.length && isArmourLine(lines[end + 1] ?? '')) end += 1;
  return end;
}

function isArmourLine(line: string): boolean {
  return line.length < 1_000 && armourLine.test(line);
}

/** Where an armoured block ends; its first line when it does not end as one. */
function endOfArmour(lines: readonly string[], at: number): number {
  const last = Math.min(lines.length, at + armourLines);
  for (let end = at + 1; end < last; end += 1) {
    const line = lines[end] ?? '';
    if (line.includes('-----END ')) return end;
    if (!isArmourLine(line)) return at;
  }
  return at;
}

/** The edges of a certificate, a signature or a public key stay, and what its headers say. */
function blankArmour(lines: string[], at: number): number {
  const end = endOfArmour(lines, at);
  let isMarked = false;
  for (let line = at + 1; line < end; line += 1) {
    const text = lines[line] ?? '';
    if (armourLine.exec(text)?.[1] !== undefined) continue;
    lines[line] = isMarked || text.trim() === '' ? '' : mark;
    isMarked ||= lines[line] === mark;
  }
  return end;
}
