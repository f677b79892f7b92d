/** One property of a calendar or a contact: `TEL;TYPE=work:+49 40`. */
export interface Property {
  name: string;
  /** By their names in capitals; those that vCard 2.1 writes without a name are types. */
  parameters: ReadonlyMap<string, string>;
  /** As it is written, but for quoted-printable. */
  value: string;
  /** The line of the file that it begins on. */
  line: number;
}

const parameter = /;([A-Za-z0-9-]{1,40})(?:=("[^"]*"|[^;:"]*))?/y;
const quotedPrintable = /quoted-printable/i;
/** Characters of one property; the rest is left out. */
const longest = 100_000;

/**
 * The properties of iCalendar (RFC 5545) and vCard (2.1, RFC 6350), with folded lines joined; lines that are
 * none are passed over. ical.js refuses the whole file for one of them, and for vCard 2.1.
 */
export function* contentLines(text: string): Generator<Property> {
  let parts: string[] = [];
  let length = 0;
  let begin = 0;
  let number = 0;
  let isSoft = false;
  for (const line of text.split(/\r?\n/)) {
    number += 1;
    if (/^[ \t]/.test(line) || isSoft) {
      if (length < longest) parts.push(isSoft ? line.trimStart() : line.slice(1));
      length += line.length;
    } else {
      const property = readProperty(parts.join(''), begin);
      if (property) yield property;
      [parts, length, begin] = [[line], line.length, number];
    }
    isSoft = line.endsWith('=') && quotedPrintable.test((parts[0] ?? '').slice(0, 300));
    if (isSoft) parts.push((parts.pop() ?? '').slice(0, -1));
  }
  const last = readProperty(parts.join(''), begin);
  if (last) yield last;
}

function readProperty(text: string, line: number): Property | null {
  const name = /^(?:[A-Za-z0-9-]{1,60}\.)?([A-Za-z][A-Za-z0-9-]{0,60})(?=[;:])/.exec(text);
  if (name === null) return null;
  const parameters = new Map<string, string>();
  let at = name[0].length;
  for (;;) {
    parameter.lastIndex = at;
    const found = parameter.exec(text);
    if (found === null) break;
    at = parameter.lastIndex;
    const isBare = found[2] === undefined;
    const key = isBare ? 'TYPE' : (found[1] ?? '').toUpperCase();
    const value = (isBare ? (found[1] ?? '') : (found[2] ?? '')).replace(/^"|"$/g, '');
    const before = parameters.get(key);
    parameters.set(key, before === undefined ? value : `${before},${value}`);
  }
  if (text[at] !== ':') return null;
  const raw = text.slice(at + 1);
  const encoding = `${parameters.get('ENCODING') ?? ''},${parameters.get('TYPE') ?? ''}`;
  const isQuoted = quotedPrintable.test(encoding);
  const value = isQuoted ? decodeQuoted(raw, parameters.get('CHARSET') ?? 'utf-8') : raw;
  return { name: (name[1] ?? '').toUpperCase(), parameters, value, line };
}

function decodeQuoted(raw: string, charset: string): string {
  const bytes = Buffer.from(raw, 'utf8')
    .toString('latin1')
    .replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  try {
    return new TextDecoder(charset).decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return new TextDecoder().decode(Buffer.from(bytes, 'latin1'));
  }
}

/** A text value as it reads: `a\, b\nc`. */
export function plain(value: string): string {
  return value.replace(/\\([nN,;:\\])/g, (_, sign: string) => (/n/i.test(sign) ? '\n' : sign));
}

/** The parts of a value that semicolons or commas separate, each as it reads. */
export function partsOf(value: string, separator: ';' | ','): string[] {
  const parts = value.match(separator === ';' ? /(?:\\.|[^\\;])+/gs : /(?:\\.|[^\\,])+/gs) ?? [];
  return parts.map((part) => plain(part).trim()).filter((part) => part !== '');
}
