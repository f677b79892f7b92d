import type { SparseVector } from '../../document.ts';
import { detectLanguage } from '../words/detect-language.ts';
import { tokenize, tokenizeNames } from '../words/tokenize.ts';
import { addField, type Saturation, toSparseVector } from './bm25.ts';
import { titleOf } from './title-of.ts';

// Tuned on four judged sets: docs/decisions/0002-lexical-weights.md.
const fields = {
  text: { weight: 0.75, k1: 2, b: 0.5, averageLength: 800 },
  title: { weight: 1, k1: 1.2, b: 0.75, averageLength: 4 },
  headings: { weight: 0.75, k1: 2, b: 0.5, averageLength: 30 },
  path: { weight: 0.5, k1: 1.2, b: 0.75, averageLength: 6 },
} satisfies Record<string, Saturation & { weight: number }>;

/** The BM25 weights of a whole document: each field on its own, weighed and summed. */
export function documentVector(document: {
  title: string | null;
  headings: string[];
  /** The names that code defines: they are its headings. */
  definitions: string[];
  path: string;
  text: string;
}): SparseVector {
  const language = detectLanguage(document.text);
  const tokens: Record<keyof typeof fields, string[]> = {
    text: tokenize(document.text, language),
    title: tokenizeNames([titleOf(document)], language),
    headings: tokenizeNames([...document.headings, ...document.definitions], language),
    path: tokenize(document.path, language),
  };
  const sums = new Map<number, number>();
  for (const [name, held] of Object.entries(tokens)) {
    const field = fields[name as keyof typeof fields];
    addField(sums, held, field, field.weight);
  }
  return toSparseVector(sums);
}
