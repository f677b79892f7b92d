import type { Chunk, SparseVector } from '../../document.ts';
import { detectLanguage } from '../words/detect-language.ts';
import { fieldVector, type Saturation } from './bm25.ts';
import { readNameTerms, readTerms, type TextTerms } from './read-terms.ts';

// Tuned on four judged sets: docs/decisions/0002-lexical-weights.md.
const saturation: Saturation = { k1: 1.6, b: 0.75, averageLength: 80 };

export interface WeighedPassage {
  /** ISO 639-1. */
  language: string;
  vector: SparseVector;
}

type Passage = Pick<Chunk, 'headingPath' | 'text'>;

/**
 * A passage's language and its BM25 weights. The headings above it are part of its text, and so are,
 * once more, the names that it defines: what defines a name goes before what mentions it.
 * @param definitions none where it is no code
 */
export function passageVector(passage: Passage, definitions: readonly string[]): WeighedPassage {
  return weigh(passage, definitions, (language) => readTerms(passage.text, language));
}

/** As `passageVector`, for a chunk of a document whose terms are read already. */
export function chunkVector(
  chunk: Chunk,
  definitions: readonly string[],
  document: TextTerms,
): WeighedPassage {
  const { lineStarts } = document;
  return weigh(chunk, definitions, (language) => {
    // What is on one line may be a piece of it, and a table's rows may stand below its header again.
    const isLines =
      chunk.endLine > chunk.startLine &&
      lineCount(chunk.text) === chunk.endLine - chunk.startLine + 1 &&
      language === document.language;
    return isLines
      ? document.terms.slice(lineStarts[chunk.startLine - 1], lineStarts[chunk.endLine])
      : readTerms(chunk.text, language);
  });
}

function lineCount(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/**
 * How often a passage says each of its terms, told from their weights: what weighs least is taken to
 * be said once.
 */
export function termCounts({ weights }: SparseVector): number[] {
  const { k1 } = saturation;
  const damping = (k1 + 1) / weights.reduce((least, weight) => Math.min(least, weight), k1 + 1) - 1;
  return weights.map((weight) => Math.max(1, Math.round((weight * damping) / (k1 + 1 - weight))));
}

function weigh(
  passage: Passage,
  definitions: readonly string[],
  readText: (language: string) => number[],
): WeighedPassage {
  const language = detectLanguage([...passage.headingPath, passage.text].join('\n'));
  const names = readNameTerms([...passage.headingPath, ...definitions], language);
  return { language, vector: fieldVector(names.concat(readText(language)), saturation) };
}
