import { fold } from './fold.ts';
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

const maxCachedWords = 50_000;
const caches = new Map<string, Map<string, string | null>>();

/** What a word in lower case becomes in a language: its stem without accents; null for a stop word. */
export function tokenOf(word: string, language: string): string | null {
  let cache = caches.get(language);
  if (!cache || cache.size >= maxCachedWords) {
    cache = new Map();
    caches.set(language, cache);
  }
  let token = cache.get(word);
  if (token === undefined) {
    token = computeToken(word, language);
    cache.set(word, token);
  }
  return token;
}

function computeToken(word: string, language: string): string | null {
  const folded = fold(word);
  const rules = languages.get(language);
  if (!rules) return folded;
  if (rules.stopWords.has(folded)) return null;
  return /^[\p{L}\p{M}]+$/u.test(word) ? rules.stem(word) : folded;
}
