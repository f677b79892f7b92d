import { chunkDocument } from '../../chunk/chunk-document.ts';
import type { SparseVector } from '../../document.ts';
import { chunkPath } from '../../extract/formats.ts';
import { weightsByTerm } from '../../lexical/query/query-vector.ts';
import { documentVector } from '../../lexical/weights/document-vector.ts';
import type { StoredText } from '../../store/search/read-explanation.ts';
import type { SearchExplanation } from '../request/search-explanation.ts';
import { rounded } from './rounded.ts';

type FieldScores = NonNullable<
  NonNullable<SearchExplanation['hits'][number]['document']>['fields']
>;

/**
 * What each field of a document adds to its score. Only the sum of all fields is stored, so the
 * document is weighed again, each time with one field less.
 */
export function scoresByField(
  { path, contentType, text }: StoredText,
  queryWeights: SparseVector,
): FieldScores {
  const { title, headings, definitions } = chunkDocument(chunkPath(path, contentType), text);
  const document = { title, headings, definitions, path, text };
  const inQuery = weightsByTerm(queryWeights);
  const scoreOf = (some: typeof document) => innerProduct(inQuery, documentVector(some));
  // The title is left out first: a document without one is named after its path.
  const withoutTitle = { ...document, title: '' };
  const withoutPath = { ...withoutTitle, path: '' };
  const onlyText = { ...withoutPath, headings: [], definitions: [] };
  return {
    text: rounded(scoreOf(onlyText)),
    title: rounded(scoreOf(document) - scoreOf(withoutTitle)),
    headings: rounded(scoreOf(withoutPath) - scoreOf(onlyText)),
    path: rounded(scoreOf(withoutTitle) - scoreOf(withoutPath)),
  };
}

function innerProduct(weights: ReadonlyMap<number, number>, vector: SparseVector): number {
  return vector.terms.reduce(
    (sum, term, at) => sum + (weights.get(term) ?? 0) * (vector.weights[at] ?? 0),
    0,
  );
}
