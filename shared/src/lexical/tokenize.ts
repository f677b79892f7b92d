import { languages } from './languages.ts';
import { readWords } from './read-words.ts';

/** The tokens of a text in the given language (ISO 639-1): its words without stop words, stemmed. */
export function tokenize(text: string, language: string): string[] {
  const tokens: string[] = [];
  for (const word of readWords(text)) {
    const token = tokenOf(word, language);
    if (token !== null) tokens.push(token);
  }
  return tokens;
}

const maxCachedStems = 50_000;
const stems = new Map<string, Map<string, string>>();

/** What a folded word becomes in a language; null for a stop word. */
export function tokenOf(word: string, language: string): string | null {
  const rules = languages.get(language);
  if (!rules) return word;
  if (rules.stopWords.has(word)) return null;
  let known = stems.get(language);
  if (!known || known.size >= maxCachedStems) {
    known = new Map();
    stems.set(language, known);
  }
  let stem = known.get(word);
  if (stem === undefined) {
    stem = /^\p{L}+$/u.test(word) ? rules.stem(word) || word : word;
    known.set(word, stem);
  }
  return stem;
}
