import { fold } from './fold.ts';
import { languages } from './languages.ts';
import { readRuns, wordsOf } from './read-words.ts';

/** The tokens of a text in the given language (ISO 639-1): its words without stop words, stemmed. */
export function tokenize(text: string, language: string): string[] {
  const tokens: string[] = [];
  for (const run of readRuns(text)) for (const token of tokensOf(run, language)) tokens.push(token);
  return tokens;
}

const maxCached = 50_000;
/** A longer run hardly comes again. */
const maxCachedLength = 40;
/** What runs and words become, by language: a text says most of its words more than once. */
const runs = new Map<string, Map<string, readonly string[]>>();
const words = new Map<string, Map<string, string | null>>();

function tokensOf(run: string, language: string): readonly string[] {
  if (run.length > maxCachedLength) return computeTokens(run, language);
  return cached(runs, run, language, computeTokens);
}

function computeTokens(run: string, language: string): string[] {
  return wordsOf(run).flatMap((word) => tokenOf(word, language) ?? []);
}

/** As `computeToken`, remembered: for words that come again. */
export function tokenOf(word: string, language: string): string | null {
  return cached(words, word, language, computeToken);
}

function cached<Value>(
  caches: Map<string, Map<string, Value>>,
  text: string,
  language: string,
  compute: (text: string, language: string) => Value,
): Value {
  let cache = caches.get(language);
  if (!cache || cache.size >= maxCached) {
    cache = new Map();
    caches.set(language, cache);
  }
  let value = cache.get(text);
  if (value === undefined) {
    value = compute(text, language);
    cache.set(text, value);
  }
  return value;
}

/** What a word in lower case becomes in a language: its stem without accents; null for a stop word. */
export function computeToken(word: string, language: string): string | null {
  const folded = fold(word);
  const rules = languages.get(language);
  if (!rules) return folded;
  if (rules.stopWords.has(folded)) return null;
  return /^[\p{L}\p{M}]+$/u.test(word) ? rules.stem(word) : folded;
}
