import { withoutPoints } from '../words/abbreviations.ts';
import { fold } from '../words/fold.ts';
import { ignorables, isUnspaced } from '../words/read-words.ts';
import { linkBefore, tag, unseenSpace } from './unseen-markup.ts';

const between = /[^\p{L}\p{N}\p{M}]+/gu;
/** A link of Markdown within a sentence, not what a program indexes and calls. */
const link = /(?<![\p{L}\p{N}_\])])!?\[([^[\]]*)\]\((?:[^()\s]*[/.#][^()\s]*|)(?:\s+"[^"]*")?\)/gu;
/** What readers do not see: where links lead, tags, and emphasis of a part of a word. */
const unseen = new RegExp(
  [
    String.raw`(?<=\])(?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|\[[^[\]]*\])`,
    linkBefore.replace('^]', '^\\]'),
    tag,
    '(?<=\\p{L})[*`~]+(?=\\p{L})',
  ].join('|'),
  'gu',
);
/** What may be an abbreviation with points: U.S. */
const points = /(?<![\p{L}\p{N}])\p{L}{1,3}(?:\.\p{L}{1,2})+(?![\p{L}\p{N}])/gu;
const spaces = new RegExp(unseenSpace, 'g');
/** Words of a value between two parts of a phrase. */
const mostBetween = 3;

/** A phrase as readers see it: in one line, without the targets of its links and what breaks words. */
export function plainPhrase(phrase: string): string {
  return phrase.replace(ignorables, '').replace(link, '$1').replace(/\s+/g, ' ').trim();
}

/** Whether a text has the words of a phrase one after the other, whatever stands between them. */
export function holdsPhrase(text: string, phrase: string): boolean {
  const words = spaced(plainPhrase(phrase));
  if (words.trim() === '') return false;
  const texts = [text, seen(text)].map(spaced);
  if (!isUnspaced(phrase)) return texts.some((one) => one.includes(words));
  const joined = words.replaceAll(' ', '');
  return texts.some((one) => one.replaceAll(' ', '').includes(joined));
}

/** Whether a text has the parts of a phrase one after the other, each word for word, with few words between two of them. */
export function holdsParts(text: string, parts: readonly string[]): boolean {
  const phrases = parts.map((part) => spaced(part).trim()).filter((part) => part !== '');
  if (phrases.length === 0) return false;
  const pattern = new RegExp(` ${phrases.join(`(?: \\S+){0,${mostBetween}} `)} `, 'u');
  return [text, seen(text)].some((one) => pattern.test(spaced(one)));
}

/** A text without what readers do not see. */
function seen(text: string): string {
  return text.replace(spaces, ' ').replace(unseen, '');
}

function spaced(text: string): string {
  const plain = text
    .replace(ignorables, '')
    .replace(points, (found) => withoutPoints(found) ?? found);
  return ` ${fold(plain).replace(between, ' ').trim()} `;
}
