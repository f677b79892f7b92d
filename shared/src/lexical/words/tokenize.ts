import { withoutPoints } from './abbreviations.ts';
import { compoundSplits, joinsWords, middleParts } from './compound-parts.ts';
import { fold } from './fold.ts';
import { languages } from './languages.ts';
import { memoize } from './memoize.ts';
import { readRuns, wordsOf } from './read-words.ts';

/** The tokens of a text in the given language (ISO 639-1): its words without stop words, stemmed. */
export function tokenize(text: string, language: string): string[] {
  const tokens: string[] = [];
  for (const run of readRuns(text)) for (const token of tokensOf(run, language)) tokens.push(token);
  return tokens;
}

/** ISO 639's code of a language that is not known: words are read as they stand, without accents. */
export const undetermined = 'und';

/** A longer run hardly comes again. */
export const maxMemoizedLength = 40;

/** The tokens of a run (see `readRuns`). */
export function tokensOf(run: string, language: string): readonly string[] {
  return (run.length > maxMemoizedLength ? computeTokens : memoizedTokens)(run, language);
}

const memoizedTokens = memoize<readonly string[]>(computeTokens);

/** As `tokensOf`, not memoized. */
export function computeTokens(run: string, language: string): string[] {
  const words = wordsOf(run);
  const tokens = words.flatMap((word) => tokenOf(word, language) ?? []);
  const [word = '', ...others] = words;
  if (word !== '' && others.length === 0)
    return tokens.length > 0 ? withParts(word, tokens, language) : acronymOf(run);
  const abbreviation = withoutPoints(run);
  if (abbreviation !== null)
    return tokens.length < words.length ? [...tokens, ...acronymOf(abbreviation)] : tokens;
  const isStopWordJoined = tokens.length < words.length && hyphened.test(run);
  return isStopWordJoined ? [fold(run.replace('-', '')), ...tokens] : tokens;
}

/** Two words and a hyphen. With a stop word they are a name: on-call, sign-in. */
const hyphened = /^\p{L}[\p{Ll}\p{M}]+-[\p{Ll}\p{M}]+$/u;

/** A stop word in capitals is a name: the IT department. */
function acronymOf(run: string): string[] {
  return /^\p{Lu}{2,}$/u.test(run) ? [fold(run)] : [];
}

/** A word, then the parts it may be made of, if its language joins words. */
function withParts(word: string, tokens: string[], language: string): string[] {
  if (!joinsWords(language)) return tokens;
  const splits = compoundSplits(word, language);
  const possible = [...splits.flat(), ...middleParts(splits, language)];
  const parts = possible.flatMap((part) => computeToken(part, language) ?? []);
  return parts.length > 0 ? [...new Set([...tokens, ...parts])] : tokens;
}

/** As `computeToken`, memoized: for words that come again. */
export const tokenOf = memoize(computeToken);

/** Whether a language leaves a word out. @param word in lower case */
export function isStopWord(word: string, language: string): boolean {
  return languages.get(language)?.stopWords.has(fold(word)) ?? false;
}

/** What a word in lower case becomes in a language: its stem without accents; null for a stop word. */
export function computeToken(word: string, language: string): string | null {
  const folded = fold(word);
  const rules = languages.get(language);
  if (!rules) return folded;
  if (rules.stopWords.has(folded)) return null;
  return /^[\p{L}\p{M}]+$/u.test(word) ? rules.stem(word) : folded;
}
