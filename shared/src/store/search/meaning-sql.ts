import { toHalfvec } from '../embeddings/embeddings.ts';

/** A query as a model of the index's own words places it (see lexical/meaning). */
export interface MeaningQuery {
  modelId: number;
  /** Of unit length. */
  direction: readonly number[];
  /** Of meaning in the ranking, 0 to below 1. */
  weight: number;
}

/** SQL: the active model's id; null: there is none. Searches may still know the one before. */
export const activeModelSql = '(select id from meaning_models where is_active)';

/**
 * SQL: the cosine of the query and the nearest passages of a document, which is the inner product of
 * their directions; null: without a query, or where the model has not placed the document.
 */
export function cosineSql(
  query: MeaningQuery | null,
  documentId: string,
  bind: (value: unknown) => string,
): string {
  if (query === null) return 'null::float8';
  const { modelId, direction } = query;
  return `(
                select -min(direction <#> ${bind(toHalfvec(direction))}::halfvec)
                from (
                  select unnest(directions) as direction from document_meanings
                  where document_id = ${documentId} and model_id = ${bind(modelId)}
                ) as placed
              )`;
}

/**
 * SQL: the score of each row of a relation with `score` and `cosine`, blended as
 * search/rank/blend-scores.ts does it, so that what an answer shows is read where it is ranked.
 */
export function blendedSql({ weight }: MeaningQuery): string {
  const z = '(cosine - avg(cosine) over ()) / nullif(stddev_pop(cosine) over (), 0)';
  return `score + ${weight / (1 - weight)} * stddev_pop(score) over () * coalesce(${z}, 0)`;
}
