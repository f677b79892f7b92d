import { mark } from './embedded-mark.ts';

/** Hexadecimal digits in one run; a public key of 4,096 bits has 1,024. */
const hexRun = /(?<![0-9A-Za-z])[0-9A-Fa-f]{2000,}(?![0-9A-Za-z])/g;
/** Bytes as code lists them: `0x89, 0x50,` and `\x89\x50`. */
const listedBytes =
  /^[\s"'{[(bu]{0,40}(?:(?:0x|\\x)[0-9A-Fa-f]{2}[,\s]{0,3}){8,}["'}\]);,\s\\]{0,8}$/;
/** As xxd, hexdump and od show a file. */
const shownBytes = /^\s{0,8}(?:0x)?[0-9A-Fa-f]{6,16}:?\s{1,4}(?:[0-9A-Fa-f]{2,8}[ -]{1,3}){4,16}/;
/** Lines of bytes from which on nobody reads them. */
const dumpLines = 64;
const uuBegin = /^begin(-base64)? [0-7]{3,4} \S/;
const uuLine = /^[!-`][ -`]{0,84}$/;

export function withoutHexRuns(text: string): string {
  return text.replace(hexRun, (found) => (isBytes(found) ? mark : found));
}

/** Bytes have all the digits; figures and what repeats do not. */
function isBytes(run: string): boolean {
  return new Set(run.slice(0, 2_000).toLowerCase()).size >= 14;
}

/** Blanks long lists of bytes, and files in the writing of uuencode; every line stays where it is. */
export function blankByteDumps(lines: string[]): void {
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const encoded = line.length < 300 ? uuBegin.exec(line) : null;
    const end = encoded ? endOfUuencode(lines, at, encoded[1] !== undefined) : endOfDump(lines, at);
    if (end <= at + 1) continue;
    const from = encoded ? at + 1 : at;
    lines.fill('', from, end);
    lines[from] = mark;
    at = end - 1;
  }
}

function endOfDump(lines: readonly string[], at: number): number {
  const form = [listedBytes, shownBytes].find((one) => isLineOf(one, lines[at]));
  if (form === undefined) return at;
  let end = at + 1;
  while (isLineOf(form, lines[end])) end += 1;
  return end - at >= dumpLines ? end : at;
}

function isLineOf(form: RegExp, line: string | undefined): boolean {
  return line !== undefined && line.length < 500 && form.test(line);
}

/** The line that ends it; the first when it does not end as it should. */
function endOfUuencode(lines: readonly string[], at: number, isBase64: boolean): number {
  const last = isBase64 ? '====' : 'end';
  for (let end = at + 1; end < lines.length; end += 1) {
    const line = (lines[end] ?? '').trimEnd();
    if (line === last) return end;
    if (line !== '' && !(isBase64 ? /^[A-Za-z0-9+/=]{1,100}$/ : uuLine).test(line)) return at;
  }
  return at;
}
