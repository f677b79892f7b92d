import { detectLanguage } from './detect-language.ts';
import { hashTerm } from './hash-term.ts';
import { tokenize } from './tokenize.ts';

/**
 * The terms of what a document is called: by these it is found even where no passage says them.
 * Headings are in its passages.
 */
export function nameTerms(document: {
  title: string | null;
  path: string;
  text: string;
}): number[] {
  const language = detectLanguage(document.text);
  const names = [document.title ?? '', document.path];
  const terms = names.flatMap((name) => tokenize(name, language).map(hashTerm));
  return [...new Set(terms)].sort((a, b) => a - b);
}
