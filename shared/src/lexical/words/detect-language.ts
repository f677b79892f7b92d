import { fold } from './fold.ts';
import { languages } from './languages.ts';
import { proseWords } from './prose-words.ts';

/** Characters looked at: a text shows its language long before that. */
const maxCharacters = 5000;
/** Different stop words a language needs against English; one is enough beside an accented letter. */
const neededStopWords = 2;

// Code in Markdown says nothing about the prose around it, and much of it reads like English.
const fencedCode = /^[ \t]*(```|~~~)[\s\S]*?(?:^[ \t]*\1|(?![\s\S]))/gm;

/**
 * The language a text is written in (ISO 639-1), by its script or by whose stop words it uses
 * most. English when the text says too little, as code does.
 */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, maxCharacters).replace(fencedCode, ' ');
  const script = detectScript(sample);
  if (script) return script;
  const counts = countStopWords(sample);
  let best = 'en';
  let most = counts.get('en') ?? 0;
  const needed = /[À-ɏ]/.test(sample) ? 1 : neededStopWords;
  for (const [code, count] of counts) {
    if (count <= most || count < needed) continue;
    best = code;
    most = count;
  }
  return best;
}

/** The languages that each stop word belongs to. */
const languagesOf = Map.groupBy(
  [...languages].flatMap(([code, { stopWords }]) => [...stopWords].map((word) => ({ word, code }))),
  ({ word }) => word,
);

/** How many different stop words of each language a text has. */
function countStopWords(text: string): Map<string, number> {
  const counts = new Map([...languages.keys()].map((code) => [code, 0]));
  const seen = new Set<string>();
  for (const found of proseWords(text)) {
    const word = fold(found);
    const belongsTo = languagesOf.get(word);
    if (belongsTo === undefined || seen.has(word)) continue;
    seen.add(word);
    for (const { code } of belongsTo) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
}

const scripts: [string, RegExp][] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['ar', /\p{Script=Arabic}/gu],
];
/** Persian and Urdu are written in Arabic letters, with these beside them. */
const otherArabic = /[پچژگٹڈڑے]/;

/** A language whose own script makes up a fifth of the letters. */
function detectScript(sample: string): string | null {
  if (!/[^\0-\u03FF]/.test(sample)) return null;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  for (const [code, letter] of scripts)
    if ((sample.match(letter)?.length ?? 0) * 5 > letters)
      return code === 'ar' && otherArabic.test(sample) ? 'und' : code;
  return null;
}
