import type { QueryTerm } from '../../lexical/query/query-terms.ts';
import type { TermFrequencies } from '../../store/documents/term-frequencies.ts';

/** Whether any passage or document has the term. */
export function isIndexed(
  { term }: Pick<QueryTerm, 'term'>,
  { chunks, documents }: Pick<TermFrequencies, 'chunks' | 'documents'>,
): boolean {
  return (chunks.get(term) ?? 0) + (documents.get(term) ?? 0) > 0;
}
