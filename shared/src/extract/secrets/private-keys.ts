/** Characters of a text, from the first to the one after the last. */
export interface Range {
  start: number;
  end: number;
}

const begin = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const end = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
/** PuTTY's own format: so many lines, and what signs them. */
const putty = /^Private-Lines: \d{1,3}\r?\n/gm;
/** Characters of a key at most; an RSA key of 16,384 bits has 12,800. */
const longestKey = 20_000;
/** A line of a key: base64, or a header of an encrypted or PGP one. */
const keyLine =
  /^[ \t>|*#/"']{0,12}(?:[A-Za-z0-9+/=]{16,128}|=[A-Za-z0-9+/]{4}|[A-Z][A-Za-z-]{2,20}: [^\n]{1,200}|)[ \t"',\\n]{0,8}$/;
const base64 = /[A-Za-z0-9+/]{24}/;

/**
 * Private keys as PEM, OpenPGP and PuTTY write them, with or without their last line. Where only the
 * lines around a key are quoted, there is nothing to mask.
 */
export function privateKeys(text: string): Range[] {
  const ends = Array.from(text.matchAll(end), ({ index, 0: line }) => [index, index + line.length]);
  const keys: Range[] = [];
  let next = 0;
  let done = 0;
  for (const { index, 0: line } of text.matchAll(begin)) {
    if (index < done) continue;
    const body = index + line.length;
    while (next < ends.length && (ends[next]?.[0] ?? 0) < body) next += 1;
    const [stop = Number.POSITIVE_INFINITY, after = 0] = ends[next] ?? [];
    const to = stop - body <= longestKey ? after : endOfLines(text, body);
    if (!base64.test(text.slice(body, to))) continue;
    keys.push({ start: index, end: to });
    done = to;
  }
  for (const { index, 0: line } of text.matchAll(putty)) {
    const body = index + line.length;
    if (body < done) continue;
    const to = endOfLines(text, body);
    if (base64.test(text.slice(body, to))) keys.push({ start: body, end: to });
    done = to;
  }
  return keys;
}

/** Where the lines that belong to a key end, when nothing says so. */
function endOfLines(text: string, from: number): number {
  let at = from;
  let last = from;
  while (at < text.length && at - from < longestKey) {
    const newline = text.indexOf('\n', at);
    const stop = newline === -1 ? text.length : newline;
    const line = text.slice(at, Math.min(stop, at + 400)).replace(/\r$/, '');
    if (!keyLine.test(line)) break;
    if (line.trim() !== '') last = at + line.length;
    at = stop + 1;
  }
  return last;
}
