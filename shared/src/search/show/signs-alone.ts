import { quotationMarks } from '../../lexical/query/quotation-marks.ts';
import { emoji } from '../../lexical/words/read-words.ts';
import { section } from '../../lexical/words/written-ids.ts';

/** Marks of two characters and more that stand alone and are no punctuation: &&, =>, $_. */
const several = /(?<!\S)(?!\.{2,}|-{2,}|[?!]+\s*$|[—–]+)[^\p{L}\p{N}\s]{2,}(?!\S)/gu;
/** One mark in front of the words, if it marks no item of a list and no line of a shell: & in a shell. */
const leading = /^\s*([&|§%^~=+<!?@])(?=\s)/u;
/** Their signs are searched for with their numbers. */
const sections = new RegExp(section, 'gu');
const quotes = new RegExp(`[${quotationMarks}]`, 'gu');
const anyWord = new RegExp(`[\\p{L}\\p{N}]|${emoji}`, 'u');

/** The signs of a query that stand alone: they are not searched for. */
export function signsAlone(written: string): string[] {
  const query = written.replace(sections, '1');
  if (!anyWord.test(query)) return query.trim() === '' ? [] : [query.trim()];
  const first = leading.exec(query)?.[1];
  const alone = [
    ...(first === undefined ? [] : [first]),
    ...(query.replace(quotes, ' ').match(several) ?? []),
  ];
  return [...new Set(alone.filter((sign) => !anyWord.test(sign)))];
}
