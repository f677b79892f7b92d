import { detectLanguage } from '../words/detect-language.ts';
import { memoize } from '../words/memoize.ts';
import { visitRuns } from '../words/read-words.ts';
import { computeTokens, maxMemoizedLength, undetermined } from '../words/tokenize.ts';
import { hashTerm } from './hash-term.ts';

/** The terms of a text in the given language (ISO 639-1), in order: its tokens, hashed. */
export function readTerms(text: string, language: string): number[] {
  const terms: number[] = [];
  visitRuns(text, null, (run) => {
    for (const term of termsOf(run, language)) terms.push(term);
  });
  return terms;
}

/**
 * The terms of titles or headings. One of stop words alone (“About us”, “Who we are”) has those, as
 * they stand: it could not be found at all.
 */
export function readNameTerms(names: readonly string[], language: string): number[] {
  return names.flatMap((name) => {
    const terms = readTerms(name, language);
    return terms.length > 0 ? terms : readTerms(name, undetermined);
  });
}

function termsOf(run: string, language: string): readonly number[] {
  return (run.length > maxMemoizedLength ? computeTerms : memoizedTerms)(run, language);
}

const memoizedTerms = memoize<readonly number[]>(computeTerms);

function computeTerms(run: string, language: string): number[] {
  return computeTokens(run, language).map(hashTerm);
}

/** A document's text as its own weights and those of its passages need it. */
export interface TextTerms {
  /** ISO 639-1. */
  language: string;
  /** Its terms in that language, in order. */
  terms: readonly number[];
  /** How many of them stand before each line; no word goes across the end of one. */
  lineStarts: readonly number[];
}

export function readTextTerms(text: string): TextTerms {
  const language = detectLanguage(text);
  const terms: number[] = [];
  const lineStarts = [0];
  let end = endOfLine(text, 0);
  const endLinesBefore = (place: number) => {
    for (; end < place; end = endOfLine(text, end + 1)) lineStarts.push(terms.length);
  };
  visitRuns(text, null, (run, start) => {
    if (end < start) endLinesBefore(start);
    for (const term of termsOf(run, language)) terms.push(term);
  });
  endLinesBefore(text.length + 1);
  return { language, terms, lineStarts };
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? Number.POSITIVE_INFINITY : end;
}
