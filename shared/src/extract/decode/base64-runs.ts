import { mark } from './embedded-mark.ts';
import { isBase64, isWords } from './looks-like-base64.ts';

const run = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{200,}={0,2}/g;
/** As JSON and other languages write base64 with its line ends, and PHP its slashes. */
const escapedRun = /(?<![A-Za-z0-9+/\\])[A-Za-z0-9+/\\]{200,}={0,2}/g;
const backslashes = /\\+/g;
const lineEnds = /\\r\\n|\\[nr]/;
const urlRun = /(?<![A-Za-z0-9_.+/-])[A-Za-z0-9_-]{200,}={0,2}/g;
/** Characters of a line of base64 at least, between two written line ends. */
const lineChars = 40;
/** Characters before a run that tell whether it stands in a private key, or in an address. */
const before = 300;

/** A text without runs of base64 and base64url. Private keys stay: they are masked, and counted. */
export function withoutRuns(text: string): string {
  const unescaped = text.includes('\\')
    ? text.replace(escapedRun, (found, at: number) => withoutEscaped(found, text, at))
    : text;
  const plain = unescaped.replace(run, withoutRun);
  return plain.replace(urlRun, (found, at: number) => {
    if (!/[_-]/.test(found) || found.startsWith('eyJ')) return found;
    const around = plain.slice(Math.max(0, at - before), at);
    return /:\/\/[^\s"'<>]*$/.test(around) ? found : withoutRun(found);
  });
}

function withoutRun(found: string): string {
  return isBase64(found) && !isWords(found) ? mark : found;
}

function withoutEscaped(found: string, text: string, at: number): string {
  if (!found.includes('\\')) return found;
  const around = text.slice(Math.max(0, at - before), at);
  const edge = around.lastIndexOf('-----BEGIN ');
  if (edge !== -1 && around.includes('PRIVATE KEY', edge)) return found;
  const start = /^(?:\\+[nr])*/.exec(found)?.[0].length ?? 0;
  const end = Math.max(start, endOfBody(found));
  const body = found.slice(start, end).replace(backslashes, '\\').replaceAll('\\/', '/');
  const lines = body.split(lineEnds);
  const whole = lines.join('');
  const isWrapped = lines.every((line, index) => {
    return line.length >= lineChars || line === '' || index === lines.length - 1;
  });
  const isPlain = isWrapped && whole.length >= lineChars && !whole.includes('\\');
  if (!isPlain || !isBase64(whole) || isWords(whole)) return found;
  return `${found.slice(0, start)}${mark}${found.slice(end)}`;
}

/** Where it ends but for the line ends behind it. */
function endOfBody(found: string): number {
  let end = found.length;
  while (/[nr]/.test(found[end - 1] ?? '') && found[end - 2] === '\\') {
    end -= 2;
    while (found[end - 1] === '\\') end -= 1;
  }
  return end;
}
