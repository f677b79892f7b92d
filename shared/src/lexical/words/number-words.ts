const date = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})$/;
/** Groups of three digits between commas, points, spaces or apostrophes, then perhaps a fraction. */
const grouped = /^\d{1,3}(?:([,.'’\u0020\u00A0\u202F])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/;
const decimalComma = /^\d+,\d+$/;
const fraction = /[.,](\d+)$/;

/**
 * The words of a number in figures, each way of writing it the same: 1599.99 for 1,599.99 and
 * 1 599,99, 2026-03-12 for 12/03/2026; then its groups of digits. Where readers
 * disagree about what is meant (1.599, 12/03/2026) it has each meaning.
 * @returns null if it is written in one way only
 */
export function numberWords(found: string): string[] | null {
  const groups = (found.match(/\d+/g) ?? []).map(plainInteger);
  if (decimalComma.test(found) && !grouped.test(found)) return [found.replace(',', '.'), ...groups];
  const meanings = datesOf(found) ?? valuesOf(found);
  if (meanings) return [...new Set([...meanings, ...groups.filter(({ length }) => length > 1)])];
  return found.includes(',') ? groups : null;
}

/** Without zeros in front: ADR 0012 is ADR 12. */
export function plainInteger(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}

function datesOf(found: string): string[] | null {
  const [, first = '', , second = '', third = ''] = date.exec(found) ?? [];
  const orders =
    first.length === 4 && third.length <= 2
      ? [[first, second, third]]
      : first.length <= 2 && third.length === 4
        ? [
            [third, second, first],
            [third, first, second],
          ]
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
  if (isFraction) return [`${whole}.${decimals[1]}`];
  // A point may mark a fraction or a version, and a lone comma a fraction, as well as thousands.
  const isAmbiguous = mark === '.' || (mark === ',' && found.length <= 'ddd,ddd'.length);
  return isAmbiguous ? [found.replaceAll(',', '.'), whole] : [whole];
}
