import { languages } from './languages.ts';
import { foldedProseWords } from './prose-words.ts';

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
  const beginning = text.slice(0, maxCharacters);
  const sample = /```|~~~/.test(beginning) ? beginning.replace(fencedCode, ' ') : beginning;
  const script = detectScript(sample);
  if (script) return script;
  const counts = countStopWords(sample);
  const finnish = codes.indexOf('fi');
  counts[finnish] = noFinnish.test(sample) ? 0 : (counts[finnish] ?? 0) + countFinnishForms(sample);
  let best = 'en';
  let most = counts[codes.indexOf(best)] ?? 0;
  const needed = /[À-ɏ]/.test(sample) ? 1 : neededStopWords;
  for (const [index, count] of counts.entries()) {
    if (count <= most || count < needed) continue;
    best = codes[index] ?? best;
    most = count;
  }
  return best;
}

const codes = [...languages.keys()];

/** The places in `codes` of the languages that each stop word belongs to. */
const languagesOf = new Map<string, number[]>();
for (const [index, { stopWords }] of [...languages.values()].entries())
  for (const word of stopWords) languagesOf.set(word, [...(languagesOf.get(word) ?? []), index]);

/** How many different stop words of each language a text has. */
function countStopWords(text: string): number[] {
  const counts = codes.map(() => 0);
  const seen = new Set<number[]>();
  for (const word of foldedProseWords(text)) {
    const belongsTo = languagesOf.get(word);
    if (belongsTo === undefined || seen.has(belongsTo)) continue;
    seen.add(belongsTo);
    for (const index of belongsTo) counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}

/** Estonian has words of Finnish, and this letter. */
const noFinnish = /õ/i;
/** Words that only Finnish has, by their vowels and endings: it says few of its stop words. */
const finnishForms =
  /(?<!\p{L})(?:\p{Ll}*(?:ää|öö|yö|(?:ss|st|ll|lt|tt|n)ä(?!\p{L}))|\p{Ll}{3,}(?:ksen|[ei]taan|uuden)(?!\p{L}))\p{Ll}*/giu;

/** A part of each, quicker to test. */
const mayBeFinnish = /[äö]|ksen|[ei]taan|uuden/i;

/** How many different ones a text has. */
function countFinnishForms(text: string): number {
  if (!mayBeFinnish.test(text)) return 0;
  return new Set(text.match(finnishForms)?.map((word) => word.toLowerCase())).size;
}

const scripts: [string, RegExp][] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['ar', /\p{Script=Arabic}/gu],
];
/** A superset of those scripts, without typographic marks and emoji: most texts have none of these. */
const mayBeScript =
  /[\u0400-\u1FFF\u2C00-\uD83B\uD83F-\uDBFF\uE000-\uFDFF\uFE10-\uFFFF]|\uD83C\uDE00/;
/** Persian and Urdu are written in Arabic letters, with these beside them. */
const otherArabic = /[پچژگٹڈڑے]/;

/** A language whose own script makes up a fifth of the letters. */
function detectScript(sample: string): string | null {
  if (!mayBeScript.test(sample)) return null;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  for (const [code, letter] of scripts)
    if ((sample.match(letter)?.length ?? 0) * 5 > letters)
      return code === 'ar' && otherArabic.test(sample) ? 'und' : code;
  return null;
}
