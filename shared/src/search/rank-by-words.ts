import { type CandidateTerms, candidateTerms } from '../lexical/candidate-terms.ts';
import type { QueryTerm } from '../lexical/query-terms.ts';
import type { Queryable } from '../store/database.ts';
import { type DocumentFilters, findFewDocuments } from '../store/document-filters.ts';
import { findPassages, type RankedPassage } from '../store/find-passages.ts';
import { phrasePattern } from './phrase-pattern.ts';
import type { WordQuery } from './read-query.ts';

/** Where to look, and how much is wanted. */
export interface Reach {
  filters: DocumentFilters;
  /** Documents that are left out. */
  without: readonly number[];
  /** Documents at most. */
  limit: number;
}

/** A filter that leaves no more documents has each of their passages looked at. */
const fewDocuments = 500;

/**
 * Ranks by words alone: the best passage of each of the best documents, best first. Candidates
 * hold one of the query's rarest terms; where a filter leaves few documents, any of its terms.
 */
export async function rankByWords(
  database: Queryable,
  query: WordQuery,
  { filters, without, limit }: Reach,
): Promise<RankedPassage[]> {
  if (query.terms.length === 0) return [];
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  const documentIds = isFiltered ? await findFewDocuments(database, filters, fewDocuments) : null;
  if (documentIds?.length === 0) return [];
  const { passageWeights, documentWeights, phrases } = query;
  return findPassages(database, {
    candidateTerms:
      documentIds === null ? candidatesOf(query) : { any: passageWeights.terms, strong: [] },
    passageWeights,
    documentWeights,
    phrases: phrases.map(phrasePattern),
    filters,
    documentIds,
    without,
    limit,
  });
}

/** A phrase's rarest word stands in each passage that holds the phrase: no other is a candidate. */
function candidatesOf({ terms, frequencies: { chunks }, phrases }: WordQuery): CandidateTerms {
  if (phrases.length === 0) return candidateTerms(terms, chunks);
  const said = phrases.join(' ').toLowerCase();
  const words = [...Map.groupBy(terms, ({ word }) => word).values()];
  const inPhrase = words.filter(([first]) => first && said.includes(first.text));
  const frequency = (variants: readonly QueryTerm[]) =>
    variants.reduce((sum, { term }) => sum + (chunks.get(term) ?? 0), 0);
  const [rarest] = inPhrase.sort((a, b) => frequency(a) - frequency(b));
  return rarest
    ? { any: rarest.map(({ term }) => term), strong: [] }
    : candidateTerms(terms, chunks);
}
