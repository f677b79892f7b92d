import type { SparseVector } from '../../document.ts';
import { detectLanguage } from '../words/detect-language.ts';
import { tokenize, tokenizeNames } from '../words/tokenize.ts';
import { addField, type Saturation, toSparseVector } from './bm25.ts';

// Tuned on four judged sets: docs/decisions/0002-lexical-weights.md.
const saturation: Saturation = { k1: 1.6, b: 0.75, averageLength: 80 };

/** A passage's language (ISO 639-1) and its BM25 weights; the headings above it are part of its text. */
export function passageVector(passage: { headingPath: string[]; text: string }): {
  language: string;
  vector: SparseVector;
} {
  const language = detectLanguage([...passage.headingPath, passage.text].join('\n'));
  const sums = new Map<number, number>();
  const names = tokenizeNames(passage.headingPath, language);
  addField(sums, [...names, ...tokenize(passage.text, language)], saturation);
  return { language, vector: toSparseVector(sums) };
}
