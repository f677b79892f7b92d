import { isUnspaced } from '../../lexical/words/read-words.ts';
import { escapePattern } from '../request/glob-pattern.ts';

/**
 * A phrase as a regular expression for Postgres: its words in this order, with nothing between them
 * but white space, punctuation and emphasis. A letter without an accent matches those with one, and
 * each form of apostrophe matches the others.
 */
export function phrasePattern(phrase: string): string {
  const words = phrase
    .replace(/\s+(?=[%‰])/g, '')
    .split(/\s+/)
    .map((word) => word.replace(/^[*_`~]+|[*_`~]+$/g, '') || word);
  return wordsPattern(words, '[^[:alnum:]]*[[:space:]][^[:alnum:]]*');
}

/**
 * The same for a name, whose words may also be joined by hyphens: on-call, on call. No clause ends
 * within it.
 */
export function namePattern(name: string): string {
  return wordsPattern(name.split(/[\s-]+/), '[^[:alnum:],.;:!?()]{1,3}');
}

function wordsPattern(words: readonly string[], between: string): string {
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  const start = /^[\p{L}\p{N}_]/u.test(first) && !isUnspaced(first) ? '\\m' : '';
  const end = /[\p{L}\p{N}_]$/u.test(last) && !isUnspaced(last) ? '\\M' : '';
  return `${start}${words.map(wordPattern).join(between)}${end}`;
}

function wordPattern(word: string): string {
  return word.normalize('NFC').replace(/[\s\S]/gu, characterPattern);
}

function characterPattern(character: string): string {
  const withAccents = accentedForms.get(character.toLowerCase());
  if (withAccents !== undefined) return `[${character}${withAccents}][\u0300-\u036f]*`;
  if (/['‘’ʼ]/.test(character)) return "['‘’ʼ]";
  if (/[%‰]/.test(character)) return `[[:space:]\u00a0\u202f]?${character}`;
  const decomposed = character.normalize('NFD');
  return decomposed === character ? escapePattern(character) : `(?:${character}|${decomposed})`;
}

/** The Latin letters that are a plain letter with an accent, by the plain letter. */
const accentedForms = new Map([...'abcdefghijklmnopqrstuvwxyz'].map((letter) => [letter, '']));
for (let code = 0xe0; code <= 0x24f; code++) {
  const letter = String.fromCodePoint(code);
  const [plain = ''] = letter.normalize('NFD');
  const known = accentedForms.get(plain);
  if (known !== undefined && letter !== plain) accentedForms.set(plain, known + letter);
}
