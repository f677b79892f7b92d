import { chunkDocument } from '../../shared/src/chunk/chunk-document.ts';
import { documentLines } from '../../shared/src/chunk/document-lines.ts';
import { namesOf } from '../../shared/src/chunk/looks-like-code.ts';
import type { Chunk, SparseVector } from '../../shared/src/document.ts';
import { queryTerms } from '../../shared/src/lexical/query/query-terms.ts';
import { queryVector } from '../../shared/src/lexical/query/query-vector.ts';
import { documentVector } from '../../shared/src/lexical/weights/document-vector.ts';
import { passageVector } from '../../shared/src/lexical/weights/passage-vector.ts';
import { titleOf } from '../../shared/src/lexical/weights/title-of.ts';
import { extensionOf } from '../../shared/src/paths.ts';
import { wholeText } from '../eval/corpus-source.ts';
import type { JudgedSet } from '../eval/judged-set.ts';
import { enclosingBlocks } from './enclosing-blocks.ts';
import type { Variant } from './variant.ts';

type Postings = Map<number, [row: number, weight: number][]>;

/** A judged set's vectors, as search stores them. */
export interface MemoryIndex {
  ids: string[];
  passages: Postings;
  documents: Postings;
  /** Of each passage. */
  documentOf: number[];
  /** Those that search looks for words in, with their shares of the passages. */
  languages: ReadonlyMap<string, number>;
}

/** As in store/documents/term-frequencies.ts. */
const leastShare = 0.01;

export function indexInMemory(set: JudgedSet, variant: Variant): MemoryIndex {
  const [passages, documents]: [Postings, Postings] = [new Map(), new Map()];
  const documentOf: number[] = [];
  const languages: string[] = [];
  for (const [index, document] of set.documents.entries()) {
    const { id: path } = document;
    const text = wholeText(document);
    const isNameless = extensionOf(path) === '';
    const readAs = variant.asProse && isNameless ? `${path}.txt` : path;
    const { chunks, ...named } = chunkDocument(readAs, text);
    post(documents, index, documentVector({ ...named, path, text }));
    const contextOf = contexts(variant, path, text, named.definitions.length > 0);
    for (const chunk of chunks) {
      const names = namesOf(chunk.text.split('\n'));
      const definitions = Array.from({ length: variant.definitions ?? 1 }, () => names).flat();
      const headingPath = [...contextOf(chunk), ...chunk.headingPath];
      const { language, vector } = passageVector({ ...chunk, headingPath }, definitions);
      languages.push(language);
      post(passages, documentOf.length, vector);
      documentOf.push(index);
    }
  }
  const ids = set.documents.map(({ id }) => id);
  return { ids, passages, documents, documentOf, languages: sharesOf(languages) };
}

function sharesOf(languages: readonly string[]): Map<string, number> {
  const groups = Map.groupBy(languages, (language) => language);
  const shares = [...groups].map(
    ([language, all]) => [language, all.length / languages.length] as const,
  );
  return new Map(shares.filter(([, share]) => share >= leastShare));
}

function contexts({ context = [] }: Variant, path: string, text: string, isCode: boolean) {
  if (!isCode || context.length === 0) return () => [];
  const blocks = enclosingBlocks(documentLines(text));
  return ({ startLine }: Chunk): string[] =>
    context.flatMap((part) => {
      if (part === 'file') return [titleOf({ title: null, path })];
      const around = blocks[startLine - 1] ?? [];
      return around.map(({ name, signature }) => (part === 'names' ? name : signature));
    });
}

function post(postings: Postings, row: number, { terms, weights }: SparseVector): void {
  for (const [index, term] of terms.entries()) {
    const list = postings.get(term) ?? [];
    list.push([row, weights[index] ?? 0]);
    postings.set(term, list);
  }
}

/** The documents with their scores: their own, and that of their best passages. */
export function rankInMemory(
  { ids, passages, documents, documentOf, languages }: MemoryIndex,
  query: string,
  { passages: shares = [1] }: Variant,
): Map<string, number> {
  const terms = queryTerms(query, languages);
  const scores = score(documents, queryVector(terms, frequencies(documents), ids.length));
  const inPassages = score(passages, queryVector(terms, frequencies(passages), documentOf.length));
  for (const [document, own] of Map.groupBy(inPassages, ([passage]) => documentOf[passage] ?? -1)) {
    const best = own.map(([, value]) => value).sort((a, b) => b - a);
    const sum = shares.reduce((all, share, at) => all + share * (best[at] ?? 0), 0);
    scores.set(document, (scores.get(document) ?? 0) + sum);
  }
  return new Map([...scores].map(([document, value]) => [ids[document] ?? '', value]));
}

/** Counted once for each index, as each query needs them. */
const counted = new WeakMap<Postings, ReadonlyMap<number, number>>();

function frequencies(postings: Postings): ReadonlyMap<number, number> {
  const known = counted.get(postings);
  if (known !== undefined) return known;
  const counts = new Map([...postings].map(([term, list]) => [term, list.length]));
  counted.set(postings, counts);
  return counts;
}

function score(postings: Postings, query: SparseVector): Map<number, number> {
  const scores = new Map<number, number>();
  for (const [index, term] of query.terms.entries())
    for (const [row, weight] of postings.get(term) ?? [])
      scores.set(row, (scores.get(row) ?? 0) + weight * (query.weights[index] ?? 0));
  return scores;
}
