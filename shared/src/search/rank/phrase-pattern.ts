import { isUnspaced } from '../../lexical/words/read-words.ts';
import { escapePattern } from '../request/glob-pattern.ts';

/**
 * A phrase as a regular expression for Postgres: its words in this order and no others between
 * them, whatever white space, punctuation and emphasis stands there. A letter that is written
 * without an accent stands for those with one, and either apostrophe for the other.
 */
export function phrasePattern(phrase: string): string {
  const words = phrase.split(/\s+/).map((word) => word.replace(/^[*_`~]+|[*_`~]+$/g, '') || word);
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  const start = /^[\p{L}\p{N}_]/u.test(first) && !isUnspaced(first) ? '\\m' : '';
  const end = /[\p{L}\p{N}_]$/u.test(last) && !isUnspaced(last) ? '\\M' : '';
  const between = '[^[:alnum:]]*[[:space:]][^[:alnum:]]*';
  return `${start}${words.map(wordPattern).join(between)}${end}`;
}

function wordPattern(word: string): string {
  return word.normalize('NFC').replace(/[\s\S]/gu, characterPattern);
}

function characterPattern(character: string): string {
  const plain = accented.get(character.toLowerCase());
  if (plain !== undefined) return `[${character}${plain}][\u0300-\u036f]*`;
  if (/['‘’ʼ]/.test(character)) return "['‘’ʼ]";
  const apart = character.normalize('NFD');
  return apart === character ? escapePattern(character) : `(?:${character}|${apart})`;
}

/** The letters of Latin scripts that are a plain one with an accent, by that. */
const accented = new Map([...'abcdefghijklmnopqrstuvwxyz'].map((letter) => [letter, '']));
for (let code = 0xe0; code <= 0x24f; code++) {
  const letter = String.fromCodePoint(code);
  const [plain = ''] = letter.normalize('NFD');
  const known = accented.get(plain);
  if (known !== undefined && letter !== plain) accented.set(plain, known + letter);
}
