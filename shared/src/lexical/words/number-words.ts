import { quantityOf } from './quantities.ts';

const date = /^(\d{1,4})([./_-]|\. )(\d{1,2})\2(\d{1,4})$/;
/** ISO 8601 without its hyphens. */
const compactDate = /^((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;
/** Lakhs and crores: 1,25,000. */
const indian = /^\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?$/;
/** Groups of three digits between commas, points, spaces or apostrophes, then perhaps a fraction. */
const grouped = /^\d{1,3}(?:([,.'’\u0020\u00A0\u202F])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/;
const decimalComma = /^(\d+),(\d+)$/;
const fraction = /[.,](\d+)$/;
/** Not 24.10 nor 2024.10, which are versions. */
const pointedAmount = /^((?!(?:19|20)\d\d\.)\d{3,})\.(\d*0)$/;
const pointed = /^(\d+)\.(\d+)$/;
const percent = /[\u0020\u00A0\u202F]?[%‰]$/;

/**
 * The words of a number in figures, each way of writing it the same: 1599.99 for 1,599.99 and
 * 1 599,99, 2026-03-12 for 12/03/2026, 50% and 50 for 50 %; then its groups of digits. Where readers
 * disagree about what is meant (1.599, 12/03/2026) it has each meaning.
 * @returns null if it is written in one way only
 */
export function numberWords(found: string): string[] | null {
  if (compactDate.test(found)) return numberWords(found.replace(compactDate, '$1-$2-$3'));
  if (indian.test(found)) return numberWords(westernGroups(found));
  const sign = percent.exec(found);
  if (sign !== null) return percentWords(found.slice(0, sign.index), sign[0].at(-1) ?? '');
  const quantity = quantityOf(found);
  if (quantity !== null) return quantityWords(quantity.number, quantity.unit);
  const groups = groupsOf(found);
  const meanings = meaningsOf(found);
  if (meanings === null) return found.includes(',') ? groups : null;
  const isDecimal = !grouped.test(found) && !date.test(found);
  return [...new Set([...meanings, ...groups.filter(({ length }) => isDecimal || length > 1)])];
}

function westernGroups(number: string): string {
  const [whole = '', ...decimals] = number.replaceAll(',', '').split('.');
  return [whole.replace(/\B(?=(?:\d{3})+$)/g, ','), ...decimals].join('.');
}

/** 100km/h, 100, km/h for 100 km/h and 100km/h. A unit of one letter is no word of its own. */
function quantityWords(number: string, unit: string): string[] {
  const words = percentWords(number, unit);
  return unit.length > 1 ? [...words, unit] : words;
}

function percentWords(number: string, sign: string): string[] {
  const [, whole, decimals = ''] = pointed.exec(number) ?? [];
  const meanings =
    meaningsOf(number) ?? (whole ? decimalsOf(whole, decimals) : [plainInteger(number)]);
  const values = meanings.map((meaning) => meaning.replace(/\.0*$|(\.\d*[1-9])0+$/, '$1'));
  const words = numberWords(number) ?? [number, ...groupsOf(number)];
  return [...new Set([...values.map((value) => value + sign), ...words])];
}

function groupsOf(found: string): string[] {
  return (found.match(/\d+/g) ?? []).map(plainInteger);
}

function meaningsOf(found: string): string[] | null {
  if (grouped.test(found)) return datesOf(found) ?? valuesOf(found);
  const [, whole, decimals = ''] = decimalComma.exec(found) ?? pointedAmount.exec(found) ?? [];
  return whole ? decimalsOf(whole, decimals) : datesOf(found);
}

/** Without zeros in front: ADR 0012 is ADR 12. */
export function plainInteger(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}

const years = { first: 1990, last: 2039 };

/** Whether a number alone is rather a year. */
export function isYear(value: number): boolean {
  return value >= years.first && value <= years.last;
}

function datesOf(found: string): string[] | null {
  const [, first = '', mark = '', second = '', third = ''] = date.exec(found) ?? [];
  const year = third.length === 2 ? `20${third}` : third;
  const dayFirst = [year, second, first];
  const orders =
    first.length === 4 && third.length <= 2
      ? [[first, second, third]]
      : first.length <= 2 && year.length === 4
        ? // Where points stand between them, the day is first.
          [dayFirst, ...(third.length === 2 && mark !== '/' ? [] : [[year, first, second]])]
        : [];
  const dates = orders.flatMap(([year, month, day]) =>
    Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31
      ? [`${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`]
      : [],
  );
  return dates.length > 0 ? dates : null;
}

function valuesOf(found: string): string[] | null {
  const mark = grouped.exec(found)?.[1];
  if (mark === undefined) return null;
  const decimals = fraction.exec(found);
  const isFraction = decimals !== null && decimals[0][0] !== mark;
  const whole = (isFraction ? found.slice(0, decimals.index) : found).replace(/\D/g, '');
  if (isFraction) return decimalsOf(whole, decimals[1] ?? '');
  // A point may mark a fraction or a version, and a lone comma a fraction, as well as thousands.
  const isAmbiguous = mark === '.' || (mark === ',' && found.length <= 'ddd,ddd'.length);
  return isAmbiguous ? [found.replaceAll(',', '.'), whole] : [whole];
}

/** A decimal with as many places as it needs, and with two, as prices have. */
function decimalsOf(whole: string, decimals: string): string[] {
  const needed = decimals.replace(/0+$/, '');
  const short = needed === '' ? whole : `${whole}.${needed}`;
  return [...new Set([short, `${whole}.${needed.padEnd(2, '0')}`])];
}
