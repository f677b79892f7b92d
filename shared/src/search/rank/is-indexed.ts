import type { QueryTerm } from '../../lexical/query/query-terms.ts';
import { isStopWord } from '../../lexical/words/tokenize.ts';
import type { TermFrequencies } from '../../store/documents/term-frequencies.ts';

/** Whether any passage or document has the term. */
export function isIndexed(
  { term }: Pick<QueryTerm, 'term'>,
  { chunks, documents }: Pick<TermFrequencies, 'chunks' | 'documents'>,
): boolean {
  return (chunks.get(term) ?? 0) + (documents.get(term) ?? 0) > 0;
}

/** Whether a language of the index leaves the word out: its passages do not have the word's term. */
export function isLeftOut(
  word: string,
  { languages }: Pick<TermFrequencies, 'languages'>,
): boolean {
  return [...languages.keys()].some((language) => isStopWord(word, language));
}
