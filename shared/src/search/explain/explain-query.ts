import { queryWords } from '../../lexical/query/query-terms.ts';
import { weightsByTerm } from '../../lexical/query/query-vector.ts';
import type { WordQuery } from '../rank/read-query.ts';
import type { SearchExplanation } from '../request/search-explanation.ts';
import { rounded } from './rounded.ts';

/** How a query was read, and what the index knows of its terms. */
export function explainQuery({
  text,
  terms,
  frequencies,
  passageWeights,
  documentWeights,
  phrases,
  phrasesForWords,
}: WordQuery): NonNullable<SearchExplanation['query']> {
  const { languages, chunks, documents, chunkCount, documentCount } = frequencies;
  const { weights, likelyLanguages, stopWords } = queryWords(text, languages);
  const inPassages = weightsByTerm(passageWeights);
  const inDocuments = weightsByTerm(documentWeights);
  const areStopWords = terms.some(({ isStopWord }) => isStopWord);
  return {
    languages: [...languages.keys()],
    likely_languages: [...likelyLanguages],
    stop_words: areStopWords ? [] : [...stopWords],
    phrases: phrases.quoted,
    synonym_phrases: phrasesForWords.flatMap(({ texts }) => texts),
    passages: chunkCount,
    documents: documentCount,
    terms: terms.map((term) => {
      const words = areStopWords ? [term.text] : [...weights.keys()];
      const word = areStopWords ? term.text : (words[term.word] ?? term.text);
      return {
        token: term.token,
        word,
        near_spelling: term.text !== word,
        synonym: term.isSynonym,
        passages: chunks.get(term.term) ?? 0,
        documents: documents.get(term.term) ?? 0,
        passage_weight: rounded(inPassages.get(term.term) ?? 0),
        document_weight: rounded(inDocuments.get(term.term) ?? 0),
      };
    }),
  };
}
