import type { SparseVector } from '../../document.ts';
import { nearSpellings } from '../../lexical/query/near-spellings.ts';
import { queryPhrases } from '../../lexical/query/query-phrases.ts';
import { type QueryTerm, queryTerms } from '../../lexical/query/query-terms.ts';
import { queryVector } from '../../lexical/query/query-vector.ts';
import type { Queryable } from '../../store/connection/database.ts';
import { readFrequencies, type TermFrequencies } from '../../store/documents/term-frequencies.ts';

/** A query in the index's terms. */
export interface WordQuery {
  terms: QueryTerm[];
  frequencies: TermFrequencies;
  passageWeights: SparseVector;
  documentWeights: SparseVector;
  /** As written in quotes. */
  phrases: string[];
}

/** Words that nobody wrote whose near spellings are looked for. */
const maxUnknownWords = 3;
const maxSpellings = 2;

/** The languages each index held when it was last searched. */
const lastLanguages = new WeakMap<Queryable, readonly string[]>();

/** The query's terms in the languages the index holds: those of the last search, unless it says others. */
async function readTerms(database: Queryable, query: string) {
  for (let languages = lastLanguages.get(database) ?? []; ; ) {
    const terms = queryTerms(query, languages);
    const frequencies = await readFrequencies(
      database,
      terms.map(({ term }) => term),
    );
    if (frequencies.languages.join() === languages.join()) return { terms, frequencies };
    languages = frequencies.languages;
    lastLanguages.set(database, languages);
  }
}

/** What a query looks for, with what the index says of its words. */
export async function readQuery(database: Queryable, query: string): Promise<WordQuery> {
  let { terms, frequencies } = await readTerms(database, query);
  const { languages } = frequencies;
  const phrases = queryPhrases(query);
  const spellings = unknownWords(terms, frequencies).flatMap((term) =>
    nearSpellings(term, languages),
  );
  if (spellings.length > 0) {
    const found = await readFrequencies(
      database,
      spellings.map(({ term }) => term),
    );
    terms = [...terms, ...mostFrequent(spellings, found)];
    frequencies = {
      ...frequencies,
      chunks: new Map([...frequencies.chunks, ...found.chunks]),
      documents: new Map([...frequencies.documents, ...found.documents]),
      levels: new Map([...frequencies.levels, ...found.levels]),
    };
  }
  const { chunks, chunkCount, documents, documentCount } = frequencies;
  return {
    terms,
    frequencies,
    passageWeights: queryVector(terms, chunks, chunkCount),
    documentWeights: queryVector(terms, documents, documentCount),
    phrases,
  };
}

/** Whether any passage or document holds the term. */
export function isIndexed({ term }: QueryTerm, { chunks, documents }: TermFrequencies): boolean {
  return (chunks.get(term) ?? 0) + (documents.get(term) ?? 0) > 0;
}

/** One term of each word that stands nowhere, in whatever form. A stop word is no slip. */
function unknownWords(terms: readonly QueryTerm[], frequencies: TermFrequencies) {
  const indexed = terms.filter((term) => isIndexed(term, frequencies));
  const known = new Set(indexed.map(({ word }) => word));
  const unknown = new Map(
    terms
      .filter(({ word, isStopWord }) => !known.has(word) && !isStopWord)
      .map((term) => [term.word, term]),
  );
  return [...unknown.values()].slice(0, maxUnknownWords);
}

/** The near spellings of each word that are written most often. */
function mostFrequent(spellings: readonly QueryTerm[], { chunks }: TermFrequencies): QueryTerm[] {
  const frequency = ({ term }: QueryTerm) => chunks.get(term) ?? 0;
  return [...Map.groupBy(spellings, ({ word }) => word).values()].flatMap((variants) =>
    variants
      .filter((variant) => frequency(variant) > 0)
      .sort((a, b) => frequency(b) - frequency(a))
      .slice(0, maxSpellings),
  );
}
