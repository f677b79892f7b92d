/** Letters of Hebrew. */
const hebrew = '[\u05D0-\u05EA]';
/**
 * The marks within Hebrew abbreviations (דו"ח) and foreign sounds (צ'ק), often typed as quotes. A quote
 * that another one closes is none: ב"הארץ".
 */
export const hebrewMark = new RegExp(
  `(?<=${hebrew})(?:["״”](?=${hebrew})(?!${hebrew}+["״”])|['׳’](?=${hebrew}))`,
  'u',
);
const hebrewMarks = new RegExp(hebrewMark.source, 'gu');
const mayHaveMark = /[\u05D0-\u05EA]["״”'׳’]/;

/** A word of Hebrew without the marks of its abbreviation. */
export function withoutHebrewMarks(word: string): string {
  return mayHaveMark.test(word) ? word.replace(hebrewMarks, '') : word;
}

const nonJoiner = '\u200C';
const arabicWord = /^[\p{Script=Arabic}\p{M}\u200C]+$/u;

/** The parts of a word of Persian that its non-joiner divides: کتاب‌های; null: it has none. */
export function joinedByNonJoiner(word: string): string[] | null {
  if (!word.includes(nonJoiner) || !arabicWord.test(word)) return null;
  const parts = word.split(nonJoiner).filter((part) => part !== '');
  return parts.length > 1 ? parts : null;
}
