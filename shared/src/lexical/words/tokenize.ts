import { fold } from './fold.ts';
import { languages } from './languages.ts';
import { remember } from './memoize.ts';
import { readRuns, wordsOf } from './read-words.ts';

/** The tokens of a text in the given language (ISO 639-1): its words without stop words, stemmed. */
export function tokenize(text: string, language: string): string[] {
  const tokens: string[] = [];
  for (const run of readRuns(text)) for (const token of tokensOf(run, language)) tokens.push(token);
  return tokens;
}

/** ISO 639's code of a language that is not known: words are read as they stand, without accents. */
export const undetermined = 'und';

/**
 * The tokens of titles or headings. One of stop words alone (“About us”, “Who we are”) has those, as
 * they stand: it could not be found at all.
 */
export function tokenizeNames(names: readonly string[], language: string): string[] {
  return names.flatMap((name) => {
    const tokens = tokenize(name, language);
    return tokens.length > 0 ? tokens : tokenize(name, undetermined);
  });
}

/** A longer run hardly comes again. */
const maxRememberedLength = 40;

/** The tokens of a run (see `readRuns`). */
export function tokensOf(run: string, language: string): readonly string[] {
  return (run.length > maxRememberedLength ? computeTokens : rememberedTokens)(run, language);
}

const rememberedTokens = remember<readonly string[]>(computeTokens);

function computeTokens(run: string, language: string): string[] {
  return wordsOf(run).flatMap((word) => tokenOf(word, language) ?? []);
}

/** As `computeToken`, remembered: for words that come again. */
export const tokenOf = remember(computeToken);

/** What a word in lower case becomes in a language: its stem without accents; null for a stop word. */
export function computeToken(word: string, language: string): string | null {
  const folded = fold(word);
  const rules = languages.get(language);
  if (!rules) return folded;
  if (rules.stopWords.has(folded)) return null;
  return /^[\p{L}\p{M}]+$/u.test(word) ? rules.stem(word) : folded;
}
