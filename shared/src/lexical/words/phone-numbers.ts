import { plainInteger } from './number-words.ts';

const space = '[\\u0020\\u00A0\\u202F]';
const hyphen = '[-\\u2010\\u2011]';
const between = `(?:${space}|${hyphen})?`;
const slashed = `(?:${space}?(?:/|${hyphen})${space}?|${space})?`;
const inBrackets = `(?:${space}?\\(\\d{1,5}\\))?`;
/** 07/04/2026 or 07.04.26. */
const noDate = '(?!\\d\\d[./-]\\d{1,2}[./-](?:\\d{4}|\\d\\d)(?![.-]?\\d))';

/**
 * 01 02 03 04, a list: what comes in pairs is a number if it has five of them, as in France, and no
 * number has one digit after the other.
 */
const noList = `(?<!\\d\\d${space})(?!\\d\\d(?:${space}\\d\\d(?!\\d)){1,3}(?!${space}?\\d)|\\d\\d(?:${space}\\d\\d(?!\\d)){5}|\\d\\d(?:${space}\\d(?!\\d)){2})`;

/**
 * A phone number, in whatever groups it is written: +49 30 901820, 0049 (0)30 / 901820, 030-901820,
 * 01.42.68.53.00, (555) 123-4567 from its first digit. Points stand between all groups, or a decimal
 * would be one.
 */
export const phoneNumber = `(?:${[
  `(?:\\+|00)[1-9]\\d{0,2}${inBrackets}(?:${slashed}\\d){6,13}`,
  '\\+[1-9]\\d{0,2}(?:\\.\\d{1,4}){3,6}',
  '0[1-9](?:\\.\\d\\d){4}',
  `(?=0[1-9])${noDate}${noList}0[1-9]\\d{0,4}${slashed}\\d(?:${between}\\d){5,9}`,
  `(?<=\\()(?:0\\d{1,4}|\\d{3})\\)${space}?\\d(?:${between}\\d){4,8}`,
  `\\d{3}(?:-\\d{3}-|\\.\\d{3}\\.|${space}\\d{3}${space})\\d{4}`,
].join('|')})(?![-.,/:@_]?[\\p{L}\\p{N}_])`;

/** A bracket stands before every number, for the numbers that ask for one. */
const isPhoneNumber = new RegExp(`^\\(${phoneNumber}$`, 'u');
/** International, with the calling code by itself: https://www.itu.int/rec/T-REC-E.164, annex D. */
const international =
  /^(?:\+|00)(?:[17]|2[07]|3[0-46]|39|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(\d+)$/;
/** The least digits of a group that people search for: a number without its area code. */
const leastGroup = 4;
/** The same where it may be a list after all: 100 200 3000. */
const leastOfList = 2;
const list = new RegExp(`^(?:[1-9]\\d*(?:${space}\\d+)+|\\d\\d(?:${space}\\d\\d)+)$`);

/**
 * The words of a phone number: its digits together, the same without the calling code of its country,
 * as it is dialled at home, and its longer groups.
 * @returns null if it is none
 */
export function phoneWords(found: string): string[] | null {
  if (!isPhoneNumber.test(`(${found}`)) return null;
  const dialled = found.replace('(0)', '').replace(/[^\d+]/g, '');
  const home = international.exec(dialled)?.[1] ?? dialled;
  const least = list.test(found) ? leastOfList : leastGroup;
  const groups = found.match(/\d+/g)?.filter(({ length }) => length >= least) ?? [];
  const digits = dialled.replace('+', '');
  return [...new Set([digits, home, ...groups].map(plainInteger))];
}
