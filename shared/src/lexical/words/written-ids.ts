const end = '(?![\\p{L}\\p{N}_])';
const space = '[\\u0020\\u00A0\\u202F]?';
const number = '\\d+(?:\\.\\d+)*';

/** A section of a law: § 14, §14a, §§ 14, § 4.2.1; the Nordic 14 §, 14 a § and 14 § 2. */
export const section = `(?:§{1,2}${space}${number}\\p{Ll}?|${number}${space}\\p{Ll}?${space}§{1,2}(?:${space}\\d+)?)${end}`;

const isSection = /^(?:(?<first>[\d.]+\s?\p{Ll}?)\s?)?§+(?:\s?(?<second>\d.*))?$/u;
const address =
  /^(?:[\da-f]{2}(?:(?::[\da-f]{2}){5}|(?:-[\da-f]{2}){5})|(?=.*[a-f])(?=.*\d)[\da-f]{4}(?:\.?[\da-f]{4}){2})$/i;

/**
 * The words that an id is, in whatever form it is written: a section of a law with its sign and its number,
 * the address of a network card.
 * @returns null if it is neither
 */
export function idWords(found: string): string[] | null {
  const { first, second } = isSection.exec(found)?.groups ?? {};
  const sections = [first, second].flatMap((one) => one?.replace(/\s/g, '') ?? []);
  if (sections.length > 0) return sections.flatMap((one) => [`§${one}`, one]);
  return address.test(found) ? [found.replace(/[-:.]/g, '')] : null;
}
