import { singularParticle } from '../words/word-number.ts';

/** Two words with a hyphen or a space between them. */
const pair = /(?<![\p{L}\p{N}_-])(\p{L}{2,})[- ](?=(\p{L}{2,})(?![\p{L}\p{N}_]))/gu;
const hyphenedPair = /(?<![\p{L}\p{N}_-])\p{L}+-\p{L}+(?![\p{L}\p{N}_-])/gu;

/** Languages in which a verb and a particle make a name (ISO 639-1). */
const joining = new Set(['en', 'de', 'nl', 'sv', 'da', 'no']);

/** Whether two words may make a name in one of the languages. */
export function mayJoin(languages: readonly string[]): boolean {
  return languages.some((language) => joining.has(language));
}

/**
 * Names that two words of a query make together if one of them is a stop word, written as one word:
 * "log in" and "log-in" are login.
 */
export function joinedNames(query: string, isStopWord: (word: string) => boolean): string[] {
  const names = [...query.matchAll(pair)].flatMap(([, first = '', second = '']) => {
    const words = [first.toLowerCase(), second.toLowerCase()];
    return words.some(isStopWord) ? [words.join('')] : [];
  });
  return [...new Set(names)];
}

/** Particles behind a hyphen in the plural, in lower case: the "ups" of sign-ups. */
export function pluralParticles(query: string): string[] {
  const seconds = query.match(hyphenedPair)?.map((name) => name.toLowerCase().split('-')[1] ?? '');
  return (seconds ?? []).filter((word) => singularParticle(word) !== word);
}

/** The names of two words with a hyphen, one of them a stop word, as written: on-call. */
export function hyphenedNames(query: string, isStopWord: (word: string) => boolean): string[] {
  const names = query.match(hyphenedPair) ?? [];
  return names.filter((name) => name.toLowerCase().split('-').some(isStopWord));
}
