import { fold } from './fold.ts';
import { languages } from './languages.ts';

/** Characters looked at: a text shows its language long before that. */
const maxCharacters = 5000;
/** Different stop words a language needs against English; one is enough beside an accented letter. */
const neededStopWords = 2;

// Code in Markdown says nothing about the prose around it, and much of it reads like English.
const fencedCode = /^[ \t]*(```|~~~)[\s\S]*?(?:^[ \t]*\1|(?![\s\S]))/gm;
// Words as prose sets them, not the parts of addresses, paths and identifiers.
const proseWord = /(?<![^\s("'’*[«“])\p{L}[\p{L}\p{M}]+(?=[.,;:!?)"'’*\]»”]*(?:\s|$))/gu;

/**
 * The language a text is written in (ISO 639-1), by its script or by whose stop words it uses
 * most. English when the text says too little, as code does.
 */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, maxCharacters).replace(fencedCode, ' ');
  const script = detectScript(sample);
  if (script) return script;
  const words = new Set(sample.match(proseWord)?.map(fold));
  let best = 'en';
  let most = countStopWords(words, 'en');
  const needed = /[À-ɏ]/.test(sample) ? 1 : neededStopWords;
  for (const code of languages.keys()) {
    const count = countStopWords(words, code);
    if (count <= most || count < needed) continue;
    best = code;
    most = count;
  }
  return best;
}

function countStopWords(words: Set<string>, code: string): number {
  const stopWords = languages.get(code)?.stopWords;
  let count = 0;
  for (const word of words) if (stopWords?.has(word)) count++;
  return count;
}

const scripts: [string, RegExp][] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
];

/** A language whose own script makes up a fifth of the letters. */
function detectScript(sample: string): string | null {
  if (!/[^\0-\u03FF]/.test(sample)) return null;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  for (const [code, letter] of scripts)
    if ((sample.match(letter)?.length ?? 0) * 5 > letters) return code;
  return null;
}
