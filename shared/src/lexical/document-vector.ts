import type { SparseVector } from '../document.ts';
import { addField, type Saturation, toSparseVector } from './bm25.ts';
import { detectLanguage } from './detect-language.ts';
import { tokenize } from './tokenize.ts';

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
  const texts: Record<keyof typeof fields, string> = {
    text: document.text,
    // A text that names no title is called by its file's name.
    title: document.title ?? fileName(document.path),
    headings: [...document.headings, ...document.definitions].join('\n'),
    path: document.path,
  };
  const sums = new Map<number, number>();
  for (const [name, text] of Object.entries(texts)) {
    const field = fields[name as keyof typeof fields];
    addField(sums, tokenize(text, language), field, field.weight);
  }
  return toSparseVector(sums);
}

/** The last part of a path, without its extension. */
function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/(?<=.)\.[^.]*$/, '');
}
