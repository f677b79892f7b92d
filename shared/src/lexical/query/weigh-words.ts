import { readWords } from '../words/read-words.ts';

/** The most words of a question; a longer query is a log or a text. */
const maxQuestionWords = 64;
/** Distinct words of a query that are read; later ones are ignored. */
const maxReadWords = 4000;

/**
 * How much each word of a query counts, in the order of the words: how often the query says it. Of
 * a pasted log the lines that are unlike the others tell it apart, be they its first or its last:
 * there a word counts ln(1 + lines / lines with the word) / ln(1 + lines), at most 1.
 */
export function weighWords(query: string): Map<string, number> {
  const lines = query
    .split('\n')
    .map(readWords)
    .filter((words) => words.length > 0);
  const counts = countWords(lines.flat());
  if (lines.flat().length <= maxQuestionWords) return counts;
  const inLines = countWords(lines.flatMap((words) => [...new Set(words)]));
  return new Map(
    [...counts.keys()].map((word) => [
      word,
      Math.log(1 + lines.length / (inLines.get(word) ?? 1)) / Math.log(1 + lines.length),
    ]),
  );
}

/** Whether a query is longer than a question: most of its words say nothing of what it is about. */
export function isLongQuery(query: string): boolean {
  return readWords(query).length > maxQuestionWords;
}

function countWords(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) {
    if (counts.size < maxReadWords || counts.has(word))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}
