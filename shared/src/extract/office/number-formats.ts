import type { Archive } from '../container/archive.ts';

/** A number as its cell shows it: as a date, a time, a percentage, a code of digits or itself. */
export type NumberFormat = (value: string, style: number) => string;

/** A code is one that is followed sign by sign: hours beyond a day, digits with leading zeros. */
type NumberKind = 'number' | 'percent' | 'date' | 'time' | 'moment' | { code: string };

/** Follows a code; null when it cannot be followed. */
type WriteCode = (number: number, code: string) => string | null;

/** Formats that every program knows by number. ECMA-376 part 1, 18.8.30. */
const builtIn = new Map<number, NumberKind>([
  [9, 'percent'],
  [10, 'percent'],
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 57, 58].map((id): [number, NumberKind] => [
    id,
    'date',
  ]),
  ...[18, 19, 20, 21, 45, 47].map((id): [number, NumberKind] => [id, 'time']),
  [22, 'moment'],
  [46, { code: '[h]:mm:ss' }],
]);
/** Longer ones would cost too much for each cell. */
const longestCode = 40;

export async function numberFormats(
  archive: Archive,
  part: string | null,
  startsIn1904: boolean,
): Promise<NumberFormat> {
  const custom = new Map<number, NumberKind>();
  const kinds: NumberKind[] = [];
  let inCells = false;
  if (part !== null) {
    await archive.readXml(part, {
      open(name, attributes) {
        const id = Number(attributes.numFmtId);
        if (name === 'numFmt') custom.set(id, kindOf(attributes.formatCode ?? ''));
        else if (name === 'cellXfs') inCells = true;
        else if (name === 'xf' && inCells) {
          kinds.push(custom.get(id) ?? builtIn.get(id) ?? 'number');
        }
      },
      close(name) {
        if (name === 'cellXfs') inCells = false;
      },
    });
  }
  const hasCode = kinds.some((kind) => typeof kind === 'object');
  const writeCode = hasCode ? (await import('./written-number.ts')).writtenNumber : () => null;
  return (value, style) => {
    const number = Number(value);
    if (!Number.isFinite(number)) return value;
    return numberText(number, kinds[style] ?? 'number', startsIn1904, writeCode);
  };
}

export function numberText(
  number: number,
  kind: NumberKind,
  startsIn1904: boolean,
  writeCode: WriteCode,
): string {
  const plain = String(Number(number.toPrecision(15)));
  if (kind === 'number') return plain;
  if (typeof kind === 'object') return writeCode(number, kind.code) ?? plain;
  if (kind === 'percent') return `${Number((number * 100).toFixed(2))}%`;
  return momentText(number + (startsIn1904 ? 1462 : 0), kind) ?? plain;
}

/** What a format code like `yyyy-mm-dd;@` or `0.0%` shows, without its colours and quoted words. */
export function kindOf(code: string): NumberKind {
  // Languages, which say nothing of the signs; a currency's sign stays.
  const signs = code.slice(0, 200).replace(/\[\$-[^\]]*\]/g, '');
  const marks = signs.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').toLowerCase();
  if (marks.includes('general')) return 'number';
  if (marks.includes('%')) return 'percent';
  const isWritten = /\[(?:h+|m+|s+)\]/i.test(signs) || isDigits(marks);
  if (isWritten && signs.length <= longestCode) return { code: signs };
  const day = /[yd]/.test(marks);
  const time = /[hs]/.test(marks);
  if (day) return time ? 'moment' : 'date';
  if (time) return 'time';
  return /m/.test(marks) && !/[0#?]/.test(marks) ? 'date' : 'number';
}

/** Postal codes, articles and telephones: all their zeros are shown, or parts with lines between. */
function isDigits(marks: string): boolean {
  const isWhole = !/[.,/e?]/.test(marks);
  return isWhole && /0[- ()]*0|#[ ()]*-[ ()]*#/.test(marks);
}

/** Days since 1899-12-30, as ISO 8601 without a zone; null when no calendar holds it. */
function momentText(days: number, kind: 'date' | 'time' | 'moment'): string | null {
  if (days < 0 || days > 2_958_465) return null;
  const moment = new Date(Math.round((days - 25_569) * 86_400) * 1000).toISOString();
  const time = moment.slice(11, moment.endsWith(':00.000Z') ? 16 : 19);
  if (kind === 'time') return time;
  return kind === 'date' ? moment.slice(0, 10) : `${moment.slice(0, 10)} ${time}`;
}
