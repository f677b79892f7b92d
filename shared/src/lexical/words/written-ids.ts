const end = '(?![\\p{L}\\p{N}_])';

/** A section of a law: § 14, §14a, §§ 14. */
export const section = `§{1,2}[\\u0020\\u00A0\\u202F]?\\d+\\p{Ll}?${end}`;

const isSection = /^§+\s?(.+)$/;
const address =
  /^(?:[\da-f]{2}(?:(?::[\da-f]{2}){5}|(?:-[\da-f]{2}){5})|(?=.*[a-f])(?=.*\d)[\da-f]{4}(?:\.?[\da-f]{4}){2})$/i;

/**
 * The one word that an id is, in whatever form it is written: a section of a law with its sign and its number,
 * the address of a network card.
 * @returns null if it is neither
 */
export function idWords(found: string): string[] | null {
  const [, number] = isSection.exec(found) ?? [];
  if (number !== undefined) return [`§${number}`, number];
  return address.test(found) ? [found.replace(/[-:.]/g, '')] : null;
}
