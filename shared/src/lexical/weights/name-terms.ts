import { detectLanguage } from '../words/detect-language.ts';
import { tokenize, tokenizeNames } from '../words/tokenize.ts';
import { hashTerm } from './hash-term.ts';
import { titleOf } from './title-of.ts';

/**
 * The terms of what a document is called: by these it is found even where no passage says them.
 * Headings are in its passages, but for those of stop words alone.
 */
export function nameTerms(document: {
  title: string | null;
  headings: string[];
  path: string;
  text: string;
}): number[] {
  const language = detectLanguage(document.text);
  const inNoPassage = document.headings.filter((one) => tokenize(one, language).length === 0);
  const names = [titleOf(document), ...inNoPassage];
  const tokens = [...tokenizeNames(names, language), ...tokenize(document.path, language)];
  return [...new Set(tokens.map(hashTerm))].sort((a, b) => a - b);
}
