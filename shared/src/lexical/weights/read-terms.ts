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
  /** The terms of each line, in that language. */
  lines: readonly (readonly number[])[];
}

/** Reads a text's terms by line: no word goes across the end of one. */
export function readTextTerms(text: string): TextTerms {
  const language = detectLanguage(text);
  let line: number[] = [];
  const lines = [line];
  let end = endOfLine(text, 0);
  const goTo = (start: number) => {
    for (; end < start; end = endOfLine(text, end + 1)) {
      line = [];
      lines.push(line);
    }
  };
  visitRuns(text, null, (run, start) => {
    goTo(start);
    for (const term of termsOf(run, language)) line.push(term);
  });
  goTo(text.length + 1);
  return { language, lines };
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? Number.POSITIVE_INFINITY : end;
}
