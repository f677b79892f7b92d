import type { SparseVector } from '../../document.ts';
import { addVectors, fieldVector, type Saturation } from './bm25.ts';
import { readNameTerms, readTerms, readTextTerms, type TextTerms } from './read-terms.ts';
import { titleOf } from './title-of.ts';

// Tuned on four judged sets: docs/decisions/0002-lexical-weights.md.
const fields = {
  text: { weight: 0.75, k1: 2, b: 0.5, averageLength: 800 },
  title: { weight: 1, k1: 1.2, b: 0.75, averageLength: 4 },
  headings: { weight: 0.75, k1: 2, b: 0.5, averageLength: 30 },
  path: { weight: 0.5, k1: 1.2, b: 0.75, averageLength: 6 },
} satisfies Record<string, Saturation & { weight: number }>;

/**
 * The BM25 weights of a whole document: each field on its own, weighed and summed.
 * @param textTerms those of its text, where they are read already
 */
export function documentVector(
  document: {
    title: string | null;
    headings: string[];
    /** The names that code defines: they are its headings. */
    definitions: string[];
    path: string;
    text: string;
  },
  textTerms: Pick<TextTerms, 'language' | 'terms'> = readTextTerms(document.text),
): SparseVector {
  const { language } = textTerms;
  const terms: Record<keyof typeof fields, readonly number[]> = {
    text: textTerms.terms,
    title: readNameTerms([titleOf(document)], language),
    headings: readNameTerms([...document.headings, ...document.definitions], language),
    path: readTerms(document.path, language),
  };
  const names = Object.keys(fields) as (keyof typeof fields)[];
  return addVectors(
    names.map((name) => fieldVector(terms[name], fields[name], fields[name].weight)),
  );
}
