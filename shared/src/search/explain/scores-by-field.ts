import type { SparseVector } from '../../document.ts';
import { weightsByTerm } from '../../lexical/query/query-vector.ts';
import { documentVector } from '../../lexical/weights/document-vector.ts';
import { fileName } from '../../paths.ts';
import type { SearchExplanation } from '../request/search-explanation.ts';
import { rounded } from './rounded.ts';

type FieldScores = NonNullable<
  NonNullable<SearchExplanation['hits'][number]['document']>['fields']
>;

/**
 * What each field of a document adds to its score. Only the sum of all fields is stored, so text,
 * title and path are weighted again; headings are the rest.
 */
export function scoresByField(
  { title, path, text }: { title: string; path: string; text: string },
  score: number,
  queryWeights: SparseVector,
): FieldScores {
  const inQuery = weightsByTerm(queryWeights);
  const scoreOf = (named: { title: string | null; path: string }) =>
    innerProduct(inQuery, documentVector({ ...named, headings: [], definitions: [], text }));
  // A document whose text names no title is stored under its file's name.
  const ownTitle = fileName(path) === title ? null : title;
  const withTitle = scoreOf({ title: ownTitle, path });
  const withoutTitle = scoreOf({ title: '', path });
  const onlyText = scoreOf({ title: '', path: '' });
  return {
    text: rounded(onlyText),
    title: rounded(withTitle - withoutTitle),
    headings: rounded(Math.max(0, score - withTitle)),
    path: rounded(withoutTitle - onlyText),
  };
}

function innerProduct(weights: ReadonlyMap<number, number>, vector: SparseVector): number {
  return vector.terms.reduce(
    (sum, term, at) => sum + (weights.get(term) ?? 0) * (vector.weights[at] ?? 0),
    0,
  );
}
