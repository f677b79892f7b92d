import type { SparseVector } from '../../document.ts';
import { nearSpellings } from '../../lexical/query/near-spellings.ts';
import { queryPhrases } from '../../lexical/query/query-phrases.ts';
import { type QueryTerm, queryTerms } from '../../lexical/query/query-terms.ts';
import { queryVector } from '../../lexical/query/query-vector.ts';
import type { Queryable } from '../../store/connection/database.ts';
import { readFrequencies, type TermFrequencies } from '../../store/documents/term-frequencies.ts';

/** A query as terms of the index. */
export interface WordQuery {
  terms: QueryTerm[];
  frequencies: TermFrequencies;
  passageWeights: SparseVector;
  documentWeights: SparseVector;
  /** What the query has in quotes, as written. */
  phrases: string[];
}

/** Words that are not in the index whose near spellings are searched for. */
const maxUnknownWords = 3;
/** Near spellings of each of them. */
const maxSpellings = 2;

/** The languages of each index when it was last searched. */
const lastLanguages = new WeakMap<Queryable, readonly string[]>();

/** The query's terms in the languages of the index: those of the last search, until the index says otherwise. */
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

/** The query's terms, near spellings included, with their frequencies and weights in the index. */
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

/** Whether any passage or document has the term. */
export function isIndexed({ term }: QueryTerm, { chunks, documents }: TermFrequencies): boolean {
  return (chunks.get(term) ?? 0) + (documents.get(term) ?? 0) > 0;
}

/** One term of each word that is not in the index in any form. A stop word is not misspelt. */
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

/** The most frequent near spellings of each word. */
function mostFrequent(spellings: readonly QueryTerm[], { chunks }: TermFrequencies): QueryTerm[] {
  const frequency = ({ term }: QueryTerm) => chunks.get(term) ?? 0;
  return [...Map.groupBy(spellings, ({ word }) => word).values()].flatMap((variants) =>
    variants
      .filter((variant) => frequency(variant) > 0)
      .sort((a, b) => frequency(b) - frequency(a))
      .slice(0, maxSpellings),
  );
}
