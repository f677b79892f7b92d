import { withoutPoints } from './abbreviations.ts';
import { beginsNoRun, endOfName, isPlainWord } from './ascii-names.ts';
import { type Beginnings, beginningOf, mayGive } from './beginnings.ts';
import { hebrewMark, joinedByNonJoiner, withoutHebrewMarks } from './joined-letters.ts';
import { withPlainDigits } from './local-digits.ts';
import { numberWords, plainInteger } from './number-words.ts';
import { numbersInName } from './numbers-in-names.ts';
import { phoneNumber, phoneWords } from './phone-numbers.ts';
import { dimensions, dimensionWords, unitSign } from './quantities.ts';
import { spacedTime, timeWords } from './times.ts';
import { idWords, section } from './written-ids.ts';

/** UTF-16 units; a longer word is cut. A SHA-256 in hex fits. */
const maxWordLength = 64;

/** Soft hyphens, zero-width spaces and joiners, and Arabic's kashida: where a word may be broken, or how it is drawn. */
export const ignorable = '\\u00AD\\u0640\\u200B-\\u200D\\u2060\\uFEFF';
export const ignorables = new RegExp(`[${ignorable}]`, 'g');
const inWord = `[\\p{L}\\p{N}\\p{M}_${ignorable}]*`;
const word = `[\\p{L}\\p{N}_]${inWord}(?:${hebrewMark.source}${inWord})*`;
const digitGroups = '\\d{1,3}(?:[\\u0020\\u00A0\\u202F]\\d{3})+(?:[.,]\\d+)?(?![\\p{L}\\p{N}])';
const groupedByPoints = "\\d{1,3}(?:[.'’]\\d{3})+,\\d+(?![\\p{L}\\p{N}])";
const commaNumber = '\\d+(?:,\\d+)+(?:\\.\\d+)?(?![\\p{L}\\p{N}])';
const percentSign = '[\\u0020\\u00A0\\u202F]?[%‰](?![\\p{L}\\p{N}])';
const spacedDate = '\\d{1,2}\\. \\d{1,2}\\. (?:19|20)\\d\\d(?![\\p{L}\\p{N}])';
const sign = `(?:${percentSign}|${unitSign})`;
const number = `${spacedDate}|${digitGroups}|${groupedByPoints}|${commaNumber}`;

/** A picture among letters, in colour or not: ⚠ as well as 🚧. */
export const emoji = '(?![©®™])(?:\\p{Emoji_Presentation}|\\p{Extended_Pictographic})';

/**
 * Letters and digits, joined by single marks as identifiers, paths and versions are, with the
 * marks in front and behind that belong to a name (--flag, @scope, #include, .NET, C++, C#); a phone
 * number; a number with its commas, with spaces between groups of digits, with a unit or per cent; a time
 * of day, a section of a law; an emoji.
 */
export const runPattern = new RegExp(
  `(?<![\\p{L}\\p{N}_])(?:${phoneNumber}|${spacedTime}|${dimensions}|(?:${number}|\\d+(?:\\.\\d+)?(?=${sign}))(?:${sign})?|${section}|(?:--|[@#]|(?<!\\.)\\.(?=\\p{L}))?${word}(?:(?:::|->|[.\\-/:@'’])${word})*(?:\\+\\+|#(?![\\p{L}\\p{N}]))?)|${emoji}`,
  'gu',
);
const oneWord = /^(?:\p{Lu}?[\p{Ll}\p{M}\p{Lo}]+|\p{Lu}+)$/u;
/** The same in ASCII, far quicker to test: most runs are one. */
const plainWord = /^(?:[A-Z]?[a-z]+|[A-Z]+)$/;
const humps = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{M}]+|[\p{Lo}\p{M}]+/gu;
const negation = /n['’]t$/i;
const contraction = /['’](?:s|d|m|re|ve|ll)$/i;
/** French: a-t-il, where the t is only for the sound. */
const inversion = /^\p{L}+-t-(?:ils?|elles?|on)$/iu;
/** With the marks of Kana that are characters of their own: of narrow Kana, and of what is decomposed. */
const unspaced =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー\u3099\u309A\uFF70\uFF9E\uFF9F]+)/u;

/** A superset of those scripts, without emoji, that is far quicker to test: most texts have none of these. */
const mayBeUnspaced =
  /[\u0e00-\u1fff\u2e80-\ud83b\ud83f-\udbff\ue000-\ufdff\ufe10-\uffff]|\ud83c\ude00/;

/** The runs of a text in order: each a word, a name, or a stretch of a script without spaces. */
export function readRuns(text: string): string[] {
  const runs: string[] = [];
  visitRuns(text, null, (found) => runs.push(found));
  return runs;
}

type VisitRun = (found: string, start: number) => void;

/**
 * Visits the runs of a text in order.
 * @param beginnings runs of ASCII characters in which nothing begins like that are skipped; null: none are
 */
export function visitRuns(written: string, beginnings: Beginnings | null, visit: VisitRun): void {
  const text = withPlainDigits(written);
  // Splitting on a captured pattern alternates: spaced text, unspaced run, spaced text …
  const parts = mayBeUnspaced.test(text) ? text.split(unspaced) : [text];
  let start = 0;
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) visit(part, start);
    else visitSpaced(part, start, beginnings, visit);
    start += part.length;
  }
}

/** Reads names of ASCII characters, which most runs are, without the regular expression, which is slower. */
function visitSpaced(
  text: string,
  offset: number,
  beginnings: Beginnings | null,
  visit: VisitRun,
): void {
  for (let at = 0; at < text.length; ) {
    if (beginsNoRun(text, at)) {
      at += 1;
      continue;
    }
    const end = endOfName(text, at);
    if (end > at) {
      if (!beginnings || mayBegin(text, at, end, beginnings)) {
        visit(text.slice(at, end), offset + at);
      }
      at = end;
      continue;
    }
    runPattern.lastIndex = at;
    const found = runPattern.exec(text);
    if (!found) return;
    at = runPattern.lastIndex; // before the visit, which may read a text itself
    const run = found[0];
    if (!beginnings || mayGive(run, beginnings)) visit(run, offset + found.index);
  }
}

function mayBegin(text: string, start: number, end: number, beginnings: Beginnings): boolean {
  return isPlainWord(text, start, end)
    ? beginnings[beginningOf(text, start, end)] === 1
    : mayGive(text.slice(start, end), beginnings);
}

/** Whether a text has a script that is written without spaces between words. */
export function isUnspaced(text: string): boolean {
  return mayBeUnspaced.test(text) && unspaced.test(text);
}

/** The words of a text in lower case, in order. */
export function readWords(text: string): string[] {
  return readRuns(text).flatMap(wordsOf);
}

/**
 * The words of a run. A name of several parts (getStaticPaths, snake_case, a.b.c, @scope/pkg, v4.0)
 * gives itself and then its parts; a script without spaces gives its character bigrams.
 */
export function wordsOf(run: string): string[] {
  if (plainWord.test(run)) return [bounded(run)];
  const joined = joinedByNonJoiner(run);
  if (joined)
    return [joined.join(''), ...joined].map((one) => bounded(one.replace(ignorables, '')));
  const found = withoutHebrewMarks(run.replace(ignorables, ''));
  const numbers = numbersOf(found);
  if (numbers) return numbers.map(bounded);
  const words: string[] = [];
  if (isUnspaced(found)) readPairs(found, words);
  else if (oneWord.test(found)) words.push(bounded(found));
  else if (negation.test(found)) words.push(bounded(found.replace('’', "'")));
  else if (inversion.test(found)) words.push(...found.split(/-t-/i).map(bounded));
  // The letter of an elision (l'adaptateur) is no word of its own.
  else
    for (const name of found.replace(contraction, '').split(/['’]/))
      if (name.length > 1 || name === found) readName(name, words);
  return words;
}

/** Of what is a number, with or without a unit, or an id; null: it is neither. */
function numbersOf(found: string): string[] | null {
  if (!mayBeNumber.test(found)) return null;
  const id = idWords(found);
  if (id || !/^[+\d]/.test(found)) return id;
  return phoneWords(found) ?? timeWords(found) ?? dimensionWords(found) ?? numberWords(found);
}

/** What joins several names: a.bFoo, a->bFoo, scope/pkg. Underscores and hyphens are part of a name. */
const joint = /->|[^\p{L}\p{N}\p{M}_-]+/u;

/** The names that a word joins. */
function namesIn(word: string): string[] {
  return word.split(joint);
}

/** Digits, and the addresses of network cards that begin with a letter. */
const mayBeNumber = /^(?:[+§\d]|[\da-f]{2,4}[:.-]|[\da-f]{12}$)/i;
/** HDMI2.1 is HDMI 2.1. */
const versioned = /^(\p{L}{2,})\d+(?:\.\d+)+$/u;
const isVersion = /^\d+(?:\.\d+)+$/;

/** A joined name, then each name in it: app.setErrorHandler is also found as setErrorHandler. */
function readName(name: string, words: string[]): void {
  const [, product] = versioned.exec(name) ?? [];
  const names = namesIn(name);
  const whole = bounded(name.replace(/^v(?=\d+\.\d)/i, ''));
  const numbers = numbersInName(name);
  const abbreviation = withoutPoints(name);
  if (abbreviation !== null) {
    const parts = names.filter((one) => one.length > 1);
    words.push(...[name, abbreviation, ...parts].map(bounded));
    return;
  }
  if (product !== undefined) {
    readOneName(product, words);
    words.push(...wordsOf(name.slice(product.length)));
    return;
  }
  if (names.length > 1 && !(numbers.length > 0 && isVersion.test(whole))) words.push(whole);
  words.push(...numbers.filter((one) => !words.includes(one)));
  for (const one of names) if (one.length > 1 || one === name) readOneName(one, words);
}

/** A name, unless it is only a compound of two words (server-side), and then its parts. */
function readOneName(name: string, words: string[]): void {
  const parts: string[] = [];
  for (const segment of name.split(/[_-]+/)) readSegment(segment, parts);
  // Camel case, underscores and hyphens are three spellings of one name: runtimeEnv, runtime-env.
  const joined = name.replace(/[_-]/g, '');
  const whole = bounded(/^\d+$/.test(joined) ? plainInteger(joined) : joined);
  const compound = parts.length === 2 && /^\p{L}[\p{Ll}\p{M}]+-[\p{Ll}\p{M}]+$/u.test(name);
  if (whole !== '' && !compound) words.push(whole);
  for (const part of parts) if (part !== whole) words.push(part);
}

/** The humps of a segment in camel case (HTTPServer, python3), and the segment itself if it has digits. */
function readSegment(segment: string, parts: string[]): void {
  const found = segment.match(humps)?.filter((hump) => hump.length > 1) ?? [];
  const letters = found.reduce((sum, { length }) => sum + length, 0);
  if (letters < segment.length && segment.length > 1) parts.push(bounded(plainInteger(segment)));
  for (const hump of found) parts.push(bounded(hump));
}

function readPairs(text: string, words: string[]): void {
  const characters = [...text.normalize('NFKC')];
  if (characters.length === 1) words.push(characters.join(''));
  for (let i = 0; i + 1 < characters.length; i++)
    words.push(`${characters[i]}${characters[i + 1]}`);
}

function bounded(word: string): string {
  const lower = word.toLowerCase();
  if (lower.length <= maxWordLength) return lower;
  const splitsPair = /[\uD800-\uDBFF]/.test(lower[maxWordLength - 1] ?? '');
  return lower.slice(0, splitsPair ? maxWordLength - 1 : maxWordLength);
}
