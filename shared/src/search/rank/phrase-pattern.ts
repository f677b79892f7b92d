import { plainPhrase } from '../../lexical/query/holds-phrase.ts';
import type { NamedNumber } from '../../lexical/query/named-numbers.ts';
import { quotationMarks } from '../../lexical/query/quotation-marks.ts';
import { linkBefore, tag, unseenSpace } from '../../lexical/query/unseen-markup.ts';
import { ignorable, isUnspaced } from '../../lexical/words/read-words.ts';
import { escapePattern } from '../request/glob-pattern.ts';

/** Words of a phrase that are looked for: Postgres takes long to read a longer pattern. */
const maxWords = 32;
/** Letters that an abbreviation leaves at least. */
const lettersOfLabel = 3;
const dash = '-\u2010-\u2015\u2212\uFE63\uFF0D';
const quotationMark = `[${quotationMarks}]`;
const isQuotationMark = new RegExp(quotationMark);
const edges = new RegExp(`^[*_\`~${quotationMarks}]+|[*_\`~${quotationMarks}]+$`, 'gu');
/** Postgres counts no no-break space as white space. */
const space = '[:space:]\u00A0\u2000-\u200A\u202F\u205F\u3000';
/** What may follow a letter within its word: accents, emphasis of a part, and where the word may be broken. */
const afterLetter = `\u0300-\u036f${ignorable}*\`~`;
/** Where a link of Markdown leads. */
const target = `\\]\\([^[:space:]]*\\)|\\]\\[[^][]*\\]|${linkBefore}`;
/** Where scripts without spaces meet. */
const marks = `(?:[^[:alnum:]]|${target}|${tag}|${unseenSpace})*`;
/** What stands between the words of a phrase: white space, at least. A hyphen may join words of letters. */
const rest = `(?:[^[:alnum:]]|${tag}|${unseenSpace}|${linkBefore})*`;
const gap = `${marks}(?:[${space}]|${unseenSpace})${rest}`;
const gapOfWords = `${marks}(?:[${dash}${space}]|${unseenSpace})${rest}`;
/** What stands where a phrase has a hyphen between letters. */
const hyphen = `[*_\`~]*[${dash}${space}][*_\`~${space}]*`;

/**
 * A phrase as a regular expression for Postgres: its words in this order, with nothing between them
 * but white space, punctuation, emphasis and the targets of links. A letter without an accent matches
 * those with one, and dashes, apostrophes, quotation marks and ellipses match their other forms.
 */
export function phrasePattern(phrase: string): string {
  const words = plainPhrase(phrase)
    .replace(/\s+(?=[%‰])/g, '')
    .split(' ')
    .slice(0, maxWords)
    .map((word) => word.replace(edges, '') || word);
  return wordsPattern(words, gapBetween);
}

/** The same for one word or name with its marks, in the letters' own case if it has capitals. */
export function spelledPattern(written: string): string {
  const isOwnCase = /\p{Lu}/u.test(written);
  return `${isOwnCase ? '(?c)' : ''}${wordsPattern([written], gapBetween)}`;
}

/**
 * The same for a name, whose words may also be joined by hyphens: on-call, on call. No clause ends
 * within it.
 */
export function namePattern(name: string): string {
  return wordsPattern(plainPhrase(name).split(/[\s-]+/), () => '[^[:alnum:],.;:!?()]{1,3}');
}

/** Numbers, each behind the word that says of what it is, which may be cut short: Art. 5 Abs. 2, Artikel 5 Absatz 2. */
export function numberedPattern(numbers: readonly NamedNumber[]): string {
  const each = numbers.map(({ label, number }) => {
    const letters = [...label];
    const word =
      letters.length < lettersOfLabel
        ? wordPattern(label)
        : `${wordPattern(letters.slice(0, lettersOfLabel).join(''))}[[:alpha:]]*`;
    return `\\m${word}[^[:alnum:]]{1,4}0*${escapePattern(number)}(?![[:alnum:]]|[.,][0-9])`;
  });
  return each.join('[^[:alnum:]]{1,3}');
}

/** One of some words in lower case, with a capital at most in front: filesystem, but not fileSystem. */
export function plainWordPattern(words: readonly string[]): string {
  const each = words.map((word) => {
    const [first = '', ...rest] = word;
    return `(?:${first.toUpperCase()}|${wordPattern(first)})${wordPattern(rest.join(''))}`;
  });
  return `(?c)\\m(?:${each.join('|')})\\M`;
}

function gapBetween(before: string, after: string): string {
  const last = before.at(-1) ?? '';
  const first = after.at(0) ?? '';
  if (isUnspaced(last) || isUnspaced(first)) return marks;
  return /\p{L}/u.test(last) && /\p{L}/u.test(first) ? gapOfWords : gap;
}

function wordsPattern(
  words: readonly string[],
  between: (before: string, after: string) => string,
): string {
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  const start = /^[\p{L}\p{N}_]/u.test(first) && !isUnspaced(first) ? '\\m' : '';
  const end = /[\p{L}\p{N}_]$/u.test(last) && !isUnspaced(last) ? '\\M' : '';
  const patterns = words.map((word, at) => {
    const before = at > 0 ? between(words[at - 1] ?? '', word) : '';
    return `${before}${wordPattern(word)}`;
  });
  return `${start}${patterns.join('')}${end}`;
}

/** What of a word may be written in several ways, else one character. */
const unit = /(?<=\p{L})[-\u2010\u2011](?=\p{L})|--|\.{3}|[\s\S]/gu;

function wordPattern(word: string): string {
  return word.normalize('NFC').replace(unit, unitPattern);
}

function unitPattern(written: string, at: number, word: string): string {
  if (/^[-\u2010\u2011]$/.test(written) && isBetweenLetters(word, at)) return hyphen;
  if (written === '--') return '(?:--|[–—])';
  if (/^[–—]$/.test(written)) return `(?:--|[${dash}])`;
  if (new RegExp(`^[${dash}]$`).test(written)) return `[${dash}]`;
  if (written === '...' || written === '…') return '(?:…|\\.\\.\\.)';
  return characterPattern(written);
}

function isBetweenLetters(word: string, at: number): boolean {
  return /^.\p{L}/u.test(word.slice(at)) && /\p{L}$/u.test(word.slice(0, at));
}

function characterPattern(character: string): string {
  if (/['‘’‛ʼ′´＇]/.test(character)) return "['‘’‛ʼ′´＇]";
  if (isQuotationMark.test(character)) return quotationMark;
  if (/[%‰]/.test(character)) return `[${space}]?${character}`;
  if (isUnspaced(character)) {
    const narrow = narrowKana.get(character);
    const forms = narrow === undefined ? character : `(?:${character}|${narrow})`;
    return `${forms}[${afterLetter}[:space:]]*`;
  }
  if (/\p{N}/u.test(character)) return `${character}[${ignorable}]*`;
  if (!/\p{L}/u.test(character)) return `${markdownEscape(character)}${escapePattern(character)}`;
  const withAccents = accentedForms.get(character.toLowerCase());
  if (withAccents !== undefined) return `[${character}${withAccents}][${afterLetter}]*`;
  const decomposed = character.normalize('NFD');
  const forms = decomposed === character ? character : `(?:${character}|${decomposed})`;
  return `${forms}[${afterLetter}]*`;
}

/** Katakana by the full forms, with the marks of voiced ones: バ is ﾊﾞ. */
const narrowKana = new Map<string, string>();
for (let code = 0xff66; code <= 0xff9d; code++) {
  for (const mark of ['', '\uFF9E', '\uFF9F']) {
    const narrow = `${String.fromCharCode(code)}${mark}`;
    const [full = '', ...others] = narrow.normalize('NFKC');
    if (others.length === 0) narrowKana.set(full, narrow);
  }
}

/** Markdown has a backslash before marks that it would read: snake\_case. */
function markdownEscape(character: string): string {
  return /[!-/:-@[\]^_`{-~]/.test(character) ? '\\\\?' : '';
}

/** The Latin letters that are a plain letter with an accent, by the plain letter. */
const accentedForms = new Map([...'abcdefghijklmnopqrstuvwxyz'].map((letter) => [letter, '']));
for (let code = 0xe0; code <= 0x24f; code++) {
  const letter = String.fromCodePoint(code);
  const [plain = ''] = letter.normalize('NFD');
  const known = accentedForms.get(plain);
  if (known !== undefined && letter !== plain) accentedForms.set(plain, known + letter);
}
