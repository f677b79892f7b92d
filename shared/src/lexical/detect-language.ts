import { fold } from './fold.ts';
import { languages } from './languages.ts';
import { readWords } from './read-words.ts';

/** Words looked at; a passage shows its language long before that. */
const maxWords = 400;
/** Characters looked at. */
const maxCharacters = 6000;

/**
 * The language a text is written in (ISO 639-1), by its script or by whose stop words it uses
 * most. English when the text says too little, as code does.
 */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, maxCharacters);
  const script = detectScript(sample);
  if (script) return script;
  const counts = new Map<string, number>();
  for (const word of readWords(fold(sample)).slice(0, maxWords)) {
    if (word.length < 2) continue;
    for (const [code, { stopWords }] of languages)
      if (stopWords.has(word)) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  let best = 'en';
  let most = Math.max(counts.get('en') ?? 0, 1);
  for (const [code, count] of counts) {
    if (count <= most) continue;
    best = code;
    most = count;
  }
  return best;
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
