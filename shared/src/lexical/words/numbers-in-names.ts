import { numberWords } from './number-words.ts';

/** A day that a name holds: minutes-2025-03-12.md, Rechnung_12.03.2025.pdf, backup-20250312. */
const day =
  '(?:19|20)\\d\\d([-._])\\d\\d\\1\\d\\d|\\d{1,2}([-._])\\d{1,2}\\2(?:19|20)\\d\\d|(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])';
const version = '\\d+(?:\\.\\d+)+';
const held = new RegExp(`(?<!\\d|\\d[-._:])(?:${day}|${version})(?!\\d|\\.\\d)`, 'g');
/** Quick to test, and most names have neither. */
const mayHold = /\d[-._]\d|\d{8}/;

/**
 * The words of the dates and versions that a name holds beside other things, as they would be read by
 * themselves: 2.1.0 in v2.1.0.md, foo@2.1.0, loki-2.1.0.tar.gz and releases/2.1.0/notes.
 */
export function numbersInName(name: string): string[] {
  if (!mayHold.test(name)) return [];
  const words = (name.match(held) ?? []).flatMap((found) => numberWords(found) ?? [found]);
  // Its groups of digits are parts of the name anyway.
  return [...new Set(words)].filter((word) => /\D/.test(word));
}
