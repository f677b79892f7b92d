import type { LanguageShares } from '../../lexical/query/query-language.ts';
import { fold } from '../../lexical/words/fold.ts';
import { readWords } from '../../lexical/words/read-words.ts';
import { tokenOf } from '../../lexical/words/tokenize.ts';
import type { Synonyms } from './read-synonyms.ts';

/** The synonyms of a name, by each form of its first word. */
export type SynonymIndex = ReadonlyMap<string, readonly IndexedName[]>;

interface IndexedName {
  /** The forms of each of its words. */
  words: string[][];
  to: string[];
}

/** A name that a text says, with its synonyms. */
export interface SaidName {
  /** Its words, as the text has them, in lower case. */
  words: string[];
  to: readonly string[];
}

/** Prepares synonyms for finding their names in texts of these languages. */
export function indexSynonyms(
  synonyms: readonly Synonyms[],
  languages: LanguageShares,
): SynonymIndex {
  const index = new Map<string, IndexedName[]>();
  for (const { from, to } of synonyms) {
    const words = readWords(from).map((word) => formsOf(word, languages));
    for (const form of words[0] ?? []) index.set(form, [...(index.get(form) ?? []), { words, to }]);
  }
  return index;
}

/** The names that a text says, in its order. */
export function saidNames(
  text: string,
  index: SynonymIndex,
  languages: LanguageShares,
): SaidName[] {
  if (index.size === 0) return [];
  const said = readWords(text);
  const forms = said.map((word) => formsOf(word, languages));
  return said.flatMap((_, start) => {
    const named = new Set((forms[start] ?? []).flatMap((form) => index.get(form) ?? []));
    return [...named]
      .filter(({ words }) => words.every((word, at) => meets(word, forms[start + at] ?? [])))
      .map(({ words, to }) => ({ words: said.slice(start, start + words.length), to }));
  });
}

/** A word without accents, and its stem in each language. */
function formsOf(word: string, languages: LanguageShares): string[] {
  const stems = [...languages.keys()].flatMap((code) => tokenOf(word, code) ?? []);
  return [...new Set([fold(word), ...stems])];
}

function meets(some: readonly string[], others: readonly string[]): boolean {
  return some.some((one) => others.includes(one));
}
