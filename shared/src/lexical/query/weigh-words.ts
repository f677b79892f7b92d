import { readWords } from '../words/read-words.ts';
import { weightsOfNumbers } from './named-numbers.ts';
import { readPastedLog } from './pasted-log.ts';

/** The most words of a question; a longer query is a log or a text. */
const maxQuestionWords = 64;
/** Distinct words of a query that are read; later ones are ignored. */
const maxReadWords = 4000;
/** What a word counts of a pasted error whose message does not say it. */
const shares = { ofValues: 0.4, ofCircumstances: 0.1, ofSurroundings: 0.02 };

/**
 * How much each word of a query counts, in the order of the words. Of a question: how often the
 * question says it, and more for the number of something (exit code 226). Of a pasted error: once, or
 * less if only a value in quotes, a path, a time, a number or a stack frame says it, or what a tool
 * prints around every error. Of a long text the lines that are unlike the others tell it apart, be they
 * its first or its last: there a word counts ln(1 + lines / lines with the word) / ln(1 + lines).
 */
export function weighWords(query: string): Map<string, number> {
  const log = readPastedLog(query);
  const isLong = isLongQuery(query);
  if (log === null && !isLong) return weighQuestion(query);
  const texts = log === null ? [] : [log.message, log.withValues, log.withCircumstances];
  const parts = [...texts, query].map(isLong ? weighByLines : weighOnce);
  const sharesOf =
    log === null ? [1] : [1, shares.ofValues, shares.ofCircumstances, shares.ofSurroundings];
  // A message without its packages has the name of an exception as a word of its own.
  const words = countWords([...readWords(query), ...readWords(log?.message ?? '')]);
  return new Map(
    [...words.keys()].map((word) => {
      const at = parts.findIndex((weights) => weights.has(word));
      return [word, (sharesOf[at] ?? 0) * (parts[at]?.get(word) ?? 0)];
    }),
  );
}

function weighQuestion(query: string): Map<string, number> {
  const numbers = weightsOfNumbers(query);
  const counts = countWords(readWords(query));
  for (const [word, count] of counts) counts.set(word, count * (numbers.get(word) ?? 1));
  return counts;
}

/** Whether a query is longer than a question: most of its words say nothing of what it is about. */
export function isLongQuery(query: string): boolean {
  return readWords(query).length > maxQuestionWords;
}

function weighOnce(text: string): Map<string, number> {
  return new Map(readWords(text).map((word) => [word, 1]));
}

function weighByLines(text: string): Map<string, number> {
  const lines = text
    .split('\n')
    .map((line) => new Set(readWords(line)))
    .filter((words) => words.size > 0);
  const most = Math.log(1 + lines.length);
  const inLines = countWords(lines.flatMap((words) => [...words]));
  return new Map(
    [...inLines].map(([word, count]) => [word, Math.log(1 + lines.length / count) / most]),
  );
}

function countWords(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) {
    if (counts.size < maxReadWords || counts.has(word))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}
